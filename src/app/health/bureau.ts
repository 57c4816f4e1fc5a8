import type { Bureau } from '../../domain/bureau.js';
import { bad, type Check, good, warning } from './check.js';

const parts = [
  ['单位名称', 'name'],
  ['窗口地址', 'address'],
  ['办公时间', 'hours'],
] as const;

/** What is missing is told here and left out in every reply; it is never made up. */
export function checkBureau(bureau: Bureau): Check {
  const missing: string[] = parts.filter(([, key]) => bureau[key] === undefined).map(([said]) => said);
  if (bureau.phones.length === 0) missing.push('电话');
  return missing.length === 0
    ? good('单位信息', bureau.name ?? '')
    : warning(
        '单位信息',
        `没有写${missing.join('、')}，回复里不会提，只给 12393 和 12345`,
        '在 yiwen.config.yaml 的 bureau 里补上',
      );
}

export type StaffKeyState =
  | { readonly status: 'missing' }
  | { readonly status: 'unverified' }
  | { readonly status: 'verified'; readonly since: string }
  | { readonly status: 'wrong-password' }
  | { readonly status: 'broken'; readonly cause: string; readonly remedy: string };

export function checkStaffKey(state: StaffKeyState): Check {
  const title = '举报密钥';
  if (state.status === 'verified') return good(title, `口令有效，${state.since.slice(0, 10)} 核对过`);
  if (state.status === 'broken') return bad(title, state.cause, state.remedy);
  if (state.status === 'wrong-password')
    return bad(title, '配置的工作口令打不开它', '改正 YIWEN_STAFF_PASSWORD，或用 npx yiwen tips password 换口令');
  return state.status === 'missing'
    ? warning(title, '还没有，收到第一条举报时自动生成', '想自己定口令，就在这之前设 YIWEN_STAFF_PASSWORD')
    : warning(title, '口令还没有用过', '用 npx yiwen tips show 打开一条核对口令：口令丢了，谁也打不开举报');
}
