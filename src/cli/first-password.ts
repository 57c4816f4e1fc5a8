/** Shows a password that was made up for the tips' key. Once, on the terminal: it is written nowhere. */
export function showFirstPassword(screen: { write(text: string): unknown }): (password: string) => void {
  return (password) => {
    screen.write(
      [
        '',
        '┌──────────────────────────────────────────────',
        '│ 举报线索的工作口令已生成，只显示这一次：',
        `│     ${password}`,
        '│ 请抄下并妥善保管：没有它，任何人都打不开举报内容。',
        '│ 更换口令：npx yiwen tips password',
        '└──────────────────────────────────────────────',
        '',
      ].join('\n'),
    );
  };
}
