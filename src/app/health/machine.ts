import { bad, type Check, good, warning } from './check.js';

/** As `engines` of package.json has it. */
const oldestNode = [20, 19] as const;

export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [needed, neededMinor] = oldestNode;
  return major > needed || (major === needed && minor >= neededMinor)
    ? good('Node', version)
    : bad('Node', `${version} 太旧`, `安装 Node ${oldestNode.join('.')} 或更新的版本`);
}

interface NativeModule {
  readonly name: string;
  readonly use: string;
  /** What happens without it; where nothing is said the bot cannot run. */
  readonly without?: string;
}

export const nativeModules: readonly NativeModule[] = [
  { name: 'libsql', use: '数据库' },
  { name: 'hnswlib-node', use: '向量检索', without: '改用逐条比对，结果相同，资料很多时慢一些' },
];

export function checkModule({ name, use, without }: NativeModule, loads: boolean): Check {
  const title = `${use}（${name}）`;
  if (loads) return good(title, '可用');
  const remedy = `在医问的文件夹里运行 npm install；换过 Node 版本就运行 npm rebuild ${name}`;
  return without === undefined ? bad(title, '装不上或版本不合', remedy) : warning(title, `不可用，${without}`, remedy);
}

/** Rules hold by the day: a clock that is wrong gives last year's figures. The time zone plays no part. */
export function checkClock(now: Date, builtAt: string | undefined): Check {
  const said = now.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });
  const remedy = '打开系统的自动校时（NTP）';
  const year = now.getUTCFullYear();
  if (year < 2025 || year > 2100) return bad('时钟', `系统时间是北京时间 ${said}，不像真的`, remedy);
  const ahead = builtAt === undefined ? 0 : Date.parse(builtAt) - now.getTime();
  if (ahead > 10 * 60_000) return warning('时钟', `北京时间 ${said}，比索引建立的时间还早`, remedy);
  return good('时钟', `北京时间 ${said}`);
}
