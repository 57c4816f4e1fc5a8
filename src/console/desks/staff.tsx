import { type DeskRequest, defineDesk } from '../../casework/desk.js';
import { actorOf, type Role, roleNames, roles } from '../../domain/staff.js';
import { sayMoment } from '../../lib/calendar.js';
import { YiwenError } from '../../lib/errors.js';
import { Action, TextField, Ticks } from '../../pages/form.js';
import type { Markup } from '../../pages/markup.js';
import { CaseView, Facts, Notice, Tag } from '../../pages/parts.js';
import { Table } from '../../pages/table.js';
import { type Account, accountById, allAccounts } from '../../staff/account-tables.js';
import { changeRoles, disableStaff, inviteStaff, resetPassword } from '../../staff/accounts.js';

/** 用户与权限: who may sign in and what for. */
export function staffDesk() {
  const needs = 'staff.manage';
  return defineDesk({
    name: 'staff',
    title: '用户与权限',
    sees: [needs],
    routes: [
      {
        method: 'GET',
        path: '/',
        needs,
        handle: async ({ store }) => ({
          status: 'page',
          title: '用户与权限',
          body: <StaffPage accounts={await allAccounts(store.read)} />,
        }),
      },
      {
        method: 'POST',
        path: '/invite',
        needs,
        proved: true,
        async handle(request) {
          const { form, store } = request;
          const account = { login: form.text('login'), name: form.text('name'), roles: rolesIn(request) };
          const { oneTimePassword } = await inviteStaff(store, account, actOf(request));
          return {
            status: 'page',
            title: '账号已建好',
            body: <OneTime login={account.login} password={oneTimePassword} />,
          };
        },
      },
      {
        method: 'GET',
        path: '/:id',
        needs,
        async handle(request) {
          const account = await find(request);
          return { status: 'page', title: account.name, body: <AccountPage account={account} now={request.now} /> };
        },
      },
      {
        method: 'POST',
        path: '/:id/roles',
        needs,
        proved: true,
        async handle(request) {
          const { id, version } = await find(request);
          const { form, store } = request;
          requireSeen(form.text('version'), version);
          await changeRoles(store, { id, version, roles: rolesIn(request), name: form.text('name') }, actOf(request));
          return { status: 'go', to: `/staff/${id}`, said: '已保存。对方要重新登录。' };
        },
      },
      {
        method: 'POST',
        path: '/:id/disable',
        needs,
        proved: true,
        async handle(request) {
          const { id, version, login } = await find(request);
          await disableStaff(request.store, id, version, actOf(request));
          return { status: 'go', to: '/staff', said: `${login} 已停用，登录和密钥都已收回。` };
        },
      },
      {
        method: 'POST',
        path: '/:id/reset',
        needs,
        proved: true,
        async handle(request) {
          const { id, login } = await find(request);
          const { oneTimePassword } = await resetPassword(request.store, id, actOf(request));
          return { status: 'page', title: '口令已重设', body: <OneTime login={login} password={oneTimePassword} /> };
        },
      },
    ],
  });
}

const actOf = ({ member, now }: DeskRequest) => ({ actor: actorOf(member), at: now });

const rolesIn = ({ form }: DeskRequest): Role[] => roles.filter((role) => form.all('roles').includes(role));

async function find({ store, params }: DeskRequest): Promise<Account> {
  const account = await accountById(store.read, params.id ?? '');
  if (account) return account;
  throw new YiwenError('staff.unknown', '没有这个账号', '请回到列表再选');
}

function requireSeen(seen: string, version: number): void {
  if (seen === String(version)) return;
  throw new YiwenError('staff.changed-meanwhile', '这个账号刚被别人改过', '请刷新页面，看过新内容再改');
}

const STATES = { invited: '待首次登录', active: '在用', disabled: '已停用' } as const;
const TONES = { invited: 'half', active: 'good', disabled: 'done' } as const;
const roleOptions = roles.map((role) => ({ value: role, label: roleNames[role] }));
const namesOf = (held: readonly Role[]) => held.map((role) => roleNames[role]).join('、');

function StaffPage({ accounts }: { readonly accounts: readonly Account[] }): Markup {
  return (
    <>
      <Table
        caption="账号"
        rows={accounts}
        empty="还没有账号。"
        columns={[
          { title: '登录名', cell: ({ id, login }) => <a href={`/staff/${id}`}>{login}</a> },
          { title: '姓名', cell: ({ name }) => name },
          { title: '角色', cell: ({ roles: held }) => namesOf(held) },
          { title: '状态', cell: ({ state }) => <Tag tone={TONES[state]}>{STATES[state]}</Tag> },
        ]}
      />
      <Action
        title="新建账号"
        action="/staff/invite"
        about="建好后显示一次性口令，只显示这一次；请当面交给本人。对方首次登录要设自己的口令并绑定动态码。会留痕。"
        button="新建"
      >
        <TextField name="login" label="登录名" hint="小写字母开头，如 wang.li" required most={32} />
        <TextField name="name" label="姓名" required most={30} />
        <Ticks name="roles" legend="角色" options={roleOptions} />
      </Action>
    </>
  );
}

function AccountPage({ account, now }: { readonly account: Account; readonly now: Date }): Markup {
  const { id, login, name, roles: held, state, lockedUntil, createdAt, version } = account;
  const locked = lockedUntil !== null && lockedUntil > now.toISOString();
  return (
    <CaseView
      facts={
        <Facts
          facts={[
            ['登录名', login],
            ['姓名', name],
            ['角色', namesOf(held)],
            ['状态', STATES[state]],
            ['锁定到', locked ? sayMoment(new Date(lockedUntil)) : ''],
            ['建立', sayMoment(new Date(createdAt))],
          ]}
        />
      }
      history={<p class="hint">登录和每一步操作都在「审计」里，由审计人员查看。</p>}
      actions={
        <>
          <Action title="改角色" action={`/staff/${id}/roles`} about="保存后对方要重新登录。会留痕。" button="保存">
            <input type="hidden" name="version" value={String(version)} />
            <TextField name="name" label="姓名" value={name} required most={30} />
            <Ticks name="roles" legend="角色" options={roleOptions} chosen={held} />
          </Action>
          <Action
            title="重设口令"
            action={`/staff/${id}/reset`}
            about="显示新的一次性口令。对方现在的登录、动态码和密钥都作废，密钥要由同事重新授予。会留痕。"
            button="重设"
            tone="danger"
          />
          {state === 'disabled' ? null : (
            <Action
              title="停用"
              action={`/staff/${id}/disable`}
              about="立即退出登录，收回全部密钥；要再用时重设口令。会留痕。"
              button="停用"
              tone="danger"
            />
          )}
        </>
      }
    />
  );
}

function OneTime({ login, password }: { readonly login: string; readonly password: string }): Markup {
  return (
    <>
      <Notice tone="soon">请当面把下面的一次性口令交给本人。离开这一页就再也看不到了。</Notice>
      <Facts
        facts={[
          ['登录名', login],
          ['一次性口令', <code class="secret">{password}</code>],
        ]}
      />
      <p>
        <a class="button" href="/staff">
          已交给本人
        </a>
      </p>
    </>
  );
}
