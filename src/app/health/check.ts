/** One thing that doctor looked at. `bad` keeps the bot, or a part of it that is configured, from working. */
export interface Check {
  readonly level: 'good' | 'warning' | 'bad';
  readonly title: string;
  readonly detail: string;
  readonly remedy?: string;
}

export interface DoctorReport {
  readonly checks: readonly Check[];
}

export const good = (title: string, detail: string): Check => ({ level: 'good', title, detail });
export const warning = (title: string, detail: string, remedy: string): Check => ({
  level: 'warning',
  title,
  detail,
  remedy,
});
export const bad = (title: string, detail: string, remedy: string): Check => ({ level: 'bad', title, detail, remedy });

const signs: Readonly<Record<Check['level'], string>> = { good: '✓', warning: '!', bad: '✗' };

/** `✗ 配置 — 端口写错了 → 改成 8080` */
export function sayCheck({ level, title, detail, remedy }: Check): string {
  return `${signs[level]} ${title} — ${detail}${remedy === undefined ? '' : ` → ${remedy}`}`;
}

/** 1 when something is bad; warnings are no failure. */
export function exitCode({ checks }: DoctorReport): 0 | 1 {
  return checks.some(({ level }) => level === 'bad') ? 1 : 0;
}

/** A line a check, and a last one that sums up. */
export function sayReport(report: DoctorReport): string {
  const count = (level: Check['level']) => report.checks.filter((check) => check.level === level).length;
  const [wrong, weak] = [count('bad'), count('warning')];
  const sum =
    wrong > 0
      ? `有 ${wrong} 处要先处理${weak > 0 ? `，另有 ${weak} 处提醒` : ''}。`
      : weak > 0
        ? `可以使用，有 ${weak} 处提醒。`
        : '一切正常。';
  return `${[...report.checks.map(sayCheck), '', sum].join('\n')}\n`;
}
