import { type DeskRequest, defineDesk } from '../../casework/desk.js';
import { actorOf, may, type Role } from '../../domain/staff.js';
import { sayMoment } from '../../lib/calendar.js';
import { YiwenError } from '../../lib/errors.js';
import { Action, Select, TextField } from '../../pages/form.js';
import type { Markup } from '../../pages/markup.js';
import { Facts, Notice, Section, Tag } from '../../pages/parts.js';
import { Table } from '../../pages/table.js';
import { type Account, allAccounts } from '../../staff/account-tables.js';
import { appendAudit } from '../../storage/audit.js';
import { holdCeremony, type Officer, rotateKey } from '../../storage/sealing/ceremony.js';
import {
  allGrants,
  allKeys,
  dropGrant,
  holderById,
  type KeyGrant,
  type SealingKey,
} from '../../storage/sealing/key-tables.js';
import { openKeyring } from '../../storage/sealing/keyring.js';
import { type Purpose, purposeNames, purposes } from '../../storage/sealing/sealed-text.js';
import { isFounded } from '../../storage/sealing/sealing.js';

/** Who may hold the key of which sealed things: the custodian never the story, who works on tips never the identity. */
const mayHold: Readonly<Record<Purpose, readonly Role[]>> = {
  story: ['intake', 'investigator', 'supervisor'],
  identity: ['custodian'],
  form: ['clerk'],
};

/** 密钥: the ceremony, who holds which key, handing on, taking away, changing. */
export function keysDesk() {
  return defineDesk({
    name: 'keys',
    title: '密钥',
    sees: ['keys.read'],
    routes: [
      { method: 'GET', path: '/', needs: 'keys.read', handle: showKeys },
      { method: 'POST', path: '/ceremony', needs: 'keys.hold', proved: true, handle: ceremony },
      { method: 'POST', path: '/grant', needs: 'keys.hold', proved: true, handle: grant },
      { method: 'POST', path: '/revoke', needs: 'keys.hold', proved: true, handle: revoke },
      { method: 'POST', path: '/rotate', needs: 'keys.hold', proved: true, handle: rotate },
    ],
  });
}

const purposesFor = (account: Pick<Account, 'roles'>): Purpose[] =>
  purposes.filter((purpose) => account.roles.some((role) => mayHold[purpose].includes(role)));

async function showKeys({ store, member, keyring }: DeskRequest) {
  const [keys, grants, accounts] = [
    await allKeys(store.read),
    await allGrants(store.read),
    await allAccounts(store.read),
  ];
  const founded = await isFounded(store.read);
  const holder = may(member, 'keys.hold');
  const body = (
    <>
      {founded ? null : <Founding accounts={accounts} member={member.id} holder={holder} />}
      <Section title="密钥">
        <Keys keys={keys} grants={grants} accounts={accounts} />
      </Section>
      {founded && holder ? <Handing accounts={accounts} held={purposes.filter((p) => keyring?.holds(p))} /> : null}
    </>
  );
  return { status: 'page', title: '密钥', body } as const;
}

interface FoundingProps {
  readonly accounts: readonly Account[];
  readonly member: string;
  readonly holder: boolean;
}

function Founding({ accounts, member, holder }: FoundingProps): Markup {
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

const STATES = { founding: '待启用', active: '在用', retired: '只开旧件' } as const;
const TONES = { founding: 'soon', active: 'good', retired: 'done' } as const;

interface KeysProps {
  readonly keys: readonly SealingKey[];
  readonly grants: readonly KeyGrant[];
  readonly accounts: readonly Account[];
}

function Keys({ keys, grants, accounts }: KeysProps): Markup {
  const nameOf = (id: string) =>
    accounts.find((account) => account.id === id)?.name ?? (id === 'recovery' ? '恢复文件' : '启用码');
  const holders = (key: SealingKey) =>
    grants.filter(({ keyId }) => keyId === key.id).map(({ holder }) => nameOf(holder));
  return (
    <Table
      caption="每把密钥由谁持有"
      rows={keys}
      empty="还没有密钥。医问启动后会自动生成。"
      columns={[
        { title: '用途', cell: ({ purpose }) => purposeNames[purpose] },
        { title: '编号', cell: ({ id }) => <code>{id}</code> },
        { title: '状态', cell: ({ state }) => <Tag tone={TONES[state]}>{STATES[state]}</Tag> },
        { title: '生成', cell: ({ createdAt }) => sayMoment(new Date(createdAt)) },
        { title: '持有人', cell: (key) => holders(key).join('、') },
      ]}
    />
  );
}

function Handing({
  accounts,
  held,
}: {
  readonly accounts: readonly Account[];
  readonly held: readonly Purpose[];
}): Markup {
  if (held.length === 0) return <p class="hint">您没有在用的密钥，或还没有解锁。持有密钥的同事可以授予您。</p>;
  const purposeOptions = held.map((purpose) => ({ value: purpose, label: purposeNames[purpose] }));
  const people = accounts.filter((account) => account.state !== 'disabled' && purposesFor(account).length > 0);
  const peopleOptions = people.map(({ id, name, login }) => ({ value: id, label: `${name}（${login}）` }));
  return (
    <>
      <Action
        title="授予同事"
        action="/keys/grant"
        about="对方从下一次打开页面起就能打开这类加密内容。会留痕。"
        button="授予"
      >
        <Select name="purpose" label="哪一把" options={purposeOptions} />
        <Select name="to" label="给谁" options={peopleOptions} />
      </Action>
      <Action
        title="收回"
        action="/keys/revoke"
        about="对方立即打不开这类内容。对方可能记下过密钥：离岗时收回之后请再更换。会留痕。"
        button="收回"
        tone="danger"
      >
        <Select name="purpose" label="哪一把" options={purposeOptions} />
        <Select name="from" label="收回谁的" options={peopleOptions} />
      </Action>
      <Action
        title="更换密钥"
        action="/keys/rotate"
        about="生成新的一把，交给现在的持有人；旧的只用来打开旧件。会留痕。"
        button="更换"
        tone="danger"
      >
        <Select name="purpose" label="哪一把" options={purposeOptions} />
      </Action>
    </>
  );
}

async function ceremony({ store, member, form, now }: DeskRequest) {
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

const purposeIn = ({ form }: DeskRequest): Purpose => {
  const found = purposes.find((purpose) => purpose === form.text('purpose'));
  if (found) return found;
  throw new YiwenError('sealing.unknown-purpose', '没有这种密钥', '请从列表里选');
};

async function grant(request: DeskRequest) {
  const { store, member, keyring, form, now } = request;
  const purpose = purposeIn(request);
  const to = (await allAccounts(store.read)).find(({ id }) => id === form.text('to'));
  const holder = to && (await holderById(store.read, to.id));
  if (!keyring) throw new YiwenError('sealing.locked', '还没有解锁', '请输入口令解锁，再提交一次');
  if (!to || !holder || to.state === 'disabled') throw new YiwenError('staff.unknown', '没有这位同事', '请从列表里选');
  if (!purposesFor(to).includes(purpose))
    throw new YiwenError(
      'sealing.not-an-officer',
      `${to.name} 的角色不能持有「${purposeNames[purpose]}」`,
      '请先由系统管理员调整角色',
    );
  await store.transaction(async (tx) => {
    for (const key of await allKeys(tx))
      if (key.purpose === purpose) await keyring.grant(tx, key, holder, member.id, now);
    const detail = { to: to.login };
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'keys.granted', subject: purpose, detail });
  });
  return { status: 'go', to: '/keys', said: `已授予 ${to.name}。` } as const;
}

async function revoke(request: DeskRequest) {
  const { store, member, form, now, keyring } = request;
  const purpose = purposeIn(request);
  const from = form.text('from');
  if (!keyring?.holds(purpose))
    throw new YiwenError('sealing.not-granted', '您没有这把密钥，不能收回别人的', '请持有该密钥的同事办理');
  await store.transaction(async (tx) => {
    const holding = (await allGrants(tx)).filter(({ holder }) => holder !== 'recovery');
    for (const key of await allKeys(tx)) {
      if (key.purpose !== purpose) continue;
      if (!holding.some(({ keyId, holder }) => keyId === key.id && holder !== from))
        throw new YiwenError('sealing.last-holder', '这是最后一位持有人，收回就没人能打开了', '请先授予另一位同事');
      await dropGrant(tx, key.id, from);
    }
    await appendAudit(tx, {
      at: now,
      actor: actorOf(member),
      action: 'keys.revoked',
      subject: purpose,
      detail: { from },
    });
  });
  return { status: 'go', to: '/keys', said: '已收回。对方可能记下过密钥，离岗时请再更换。' } as const;
}

async function rotate(request: DeskRequest) {
  const { store, member, keyring, now } = request;
  const purpose = purposeIn(request);
  if (!keyring) throw new YiwenError('sealing.locked', '还没有解锁', '请输入口令解锁，再提交一次');
  await rotateKey(store, { keyring, purpose, actor: actorOf(member), at: now });
  return { status: 'go', to: '/keys', said: `「${purposeNames[purpose]}」已换新密钥。` } as const;
}
