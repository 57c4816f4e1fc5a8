interface Screen {
  write(text: string): unknown;
}

function box(screen: Screen, lines: readonly string[]): void {
  const edge = '──────────────────────────────────────────────';
  screen.write(['', `┌${edge}`, ...lines.map((line) => `│ ${line}`), `└${edge}`, ''].join('\n'));
}

/** Shows the code that the first keys were made with. Once, on the terminal: it is written nowhere. */
export function showFoundingCode(screen: Screen): (code: string) => void {
  return (code) =>
    box(screen, [
      '加密举报和表单的密钥已生成，启用码只显示这一次：',
      `    ${code}`,
      '请抄下，交给两位负责人在工作台「密钥」页启用；启用之前谁也打不开举报内容。',
    ]);
}

/** Shows how the first administrator signs in. Once, on the terminal. */
export function showAdministrator(screen: Screen): (password: string) => void {
  return (password) =>
    box(screen, [
      '工作台的第一个账号已建好，一次性口令只显示这一次：',
      '    登录名 admin',
      `    口令   ${password}`,
      '首次登录要设自己的口令并绑定动态码；再由它为同事建账号。',
    ]);
}
