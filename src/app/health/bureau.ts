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
  /** Made, and not yet taken over by two office holders. */
  | { readonly status: 'founding' }
  | { readonly status: 'founded'; readonly since: string }
  | { readonly status: 'broken'; readonly cause: string; readonly remedy: string };

export function checkStaffKey(state: StaffKeyState): Check {
  const title = '密钥';
  if (state.status === 'founded') return good(title, `已启用，现用的生成于 ${state.since.slice(0, 10)}`);
  if (state.status === 'broken') return bad(title, state.cause, state.remedy);
  return state.status === 'missing'
    ? warning(title, '还没有，首次启动或收到第一条举报时自动生成', '想自己定启用码，就在这之前设 YIWEN_STAFF_PASSWORD')
    : warning(title, '还没有启用：举报照收，但谁也打不开', '请两位负责人在工作台「密钥」页启用');
}

/** Names of those who administer the accounts and can sign in; undefined where there are no accounts yet. */
export function checkAdministrators(logins: readonly string[] | undefined): Check {
  const title = '系统管理员';
  if (logins === undefined) return good(title, '还没有账号，首次启动时建好第一个');
  if (logins.length > 1) return good(title, logins.join('、'));
  return logins.length === 1
    ? warning(
        title,
        `只有 ${logins[0]} 一个，口令丢了就没人能管账号`,
        '在工作台「用户与权限」再设一个；丢了口令用 npx yiwen staff reset',
      )
    : bad(title, '一个也没有', '运行 npx yiwen staff invite 登录名 --name 姓名 --roles system-administrator');
}
