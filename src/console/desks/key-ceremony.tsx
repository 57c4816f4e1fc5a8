import type { DeskRequest } from '../../casework/desk.js';
import { actorOf, may } from '../../domain/staff.js';
import { YiwenError } from '../../lib/errors.js';
import { Action, Select, TextField } from '../../pages/form.js';
import type { Markup } from '../../pages/markup.js';
import { Facts, Notice } from '../../pages/parts.js';
import { type Account, allAccounts } from '../../staff/account-tables.js';
import { purposesFor } from '../../staff/key-roles.js';
import { holdCeremony, type Officer } from '../../storage/sealing/ceremony.js';
import { openKeyring } from '../../storage/sealing/keyring.js';
import type { Purpose } from '../../storage/sealing/sealed-text.js';

interface FoundingProps {
  readonly accounts: readonly Account[];
  readonly member: string;
  readonly holder: boolean;
}

/** Before two office holders have taken the keys over. */
export function Founding({ accounts, member, holder }: FoundingProps): Markup {
  const others = accounts.filter(
    (account) => account.id !== member && account.state === 'active' && may(account, 'keys.hold'),
  );
  return (
    <>
      <Notice tone="soon">
        密钥还没有启用。举报和表单照常接收、加密保存，启用前谁也打不开。启用要两位负责人当场一起做，系统管理员不能参加：一位保管举报内容，一位保管举报人身份。
      </Notice>
      {holder ? (
        <Action
          title="启用密钥"
          action="/keys/ceremony"
          about="两人各自输入口令。会生成新的密钥交给两位；首次启动时的启用码随即作废。完成后显示恢复码，两人各抄一半，只显示这一次。会留痕。"
          button="两人一起启用"
          open={others.length > 0}
        >
          {others.length === 0 ? (
            <p class="hint">另一位负责人还没有登录过。请先请对方登录、设好口令和动态码。</p>
          ) : null}
          <TextField name="code" label="启用码" hint="首次启动时显示在终端上" type="password" required most={1_000} />
          <Select
            name="other"
            label="另一位负责人"
            required
            options={others.map(({ id, name, login }) => ({ value: id, label: `${name}（${login}）` }))}
          />
          <TextField
            name="other-password"
            label="另一位负责人的登录口令"
            hint="请对方自己输入"
            type="password"
            required
          />
        </Action>
      ) : null}
    </>
  );
}

/** Two office holders in front of one screen; the recovery code is shown once. */
export async function ceremony({ store, member, form, now }: DeskRequest) {
  const other = await requireActive(store, form.text('other'));
  if (!may(other, 'keys.hold'))
    throw new YiwenError('sealing.not-an-officer', '对方不能持有密钥', '请选有举报、协办职责的同事');
  if (!(await openKeyring(store.read, other.id, form.text('other-password'))))
    throw new YiwenError('sealing.wrong-password', '另一位负责人的口令不对', '请对方自己再输入一次');
  const mine = await requireActive(store, member.id);
  const officers = takingOver(mine, other);
  const { halves } = await holdCeremony(store, { code: form.text('code'), officers, at: now });
  const body = (
    <>
      <Notice tone="good">
        密钥已启用。请两位各抄自己的一半，分开保管；两半合在一起才能在所有持有人都打不开时恢复。
      </Notice>
      <Facts
        facts={[
          [`${mine.name} 的一半`, <code class="secret">{halves[0]}</code>],
          [`${other.name} 的一半`, <code class="secret">{halves[1]}</code>],
        ]}
      />
      <p>
        <a class="button" href="/keys">
          都抄好了
        </a>
      </p>
    </>
  );
  return { status: 'page', title: '密钥已启用', body } as const;
}

/** Each takes what their roles may hold; what neither may hold would be lost, so it is refused. */
function takingOver(one: Account, other: Account): readonly [Officer, Officer] {
  const officer = (account: Account): Officer => ({
    id: account.id,
    actor: actorOf(account),
    purposes: purposesFor(account),
  });
  const officers = [officer(one), officer(other)] as const;
  const covered = (purpose: Purpose) => officers.some((each) => each.purposes.includes(purpose));
  if (covered('story') && covered('identity')) return officers;
  throw new YiwenError(
    'sealing.not-covered',
    '两位合起来还不能既保管举报内容又保管举报人身份',
    '一位要有举报受理、核查或主管角色，另一位要有身份保管角色',
  );
}

async function requireActive(store: DeskRequest['store'], id: string): Promise<Account> {
  const account = (await allAccounts(store.read)).find((one) => one.id === id);
  if (account?.state === 'active') return account;
  throw new YiwenError('staff.unknown', '没有这位同事，或对方还没有登录过', '请从列表里选');
}
