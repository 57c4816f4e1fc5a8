import { sayMoment } from '../../lib/calendar.js';
import { Action, Select } from '../../pages/form.js';
import type { Markup } from '../../pages/markup.js';
import { Tag } from '../../pages/parts.js';
import { Table } from '../../pages/table.js';
import type { Account } from '../../staff/account-tables.js';
import { purposesFor } from '../../staff/key-roles.js';
import type { KeyGrant, SealingKey } from '../../storage/sealing/key-tables.js';
import { REST_MS } from '../../storage/sealing/rotation.js';
import { type Purpose, purposeNames } from '../../storage/sealing/sealed-text.js';

const STATES = { founding: '待启用', active: '在用', retired: '只开旧件' } as const;
const TONES = { founding: 'soon', active: 'good', retired: 'done' } as const;

interface KeysProps {
  readonly keys: readonly SealingKey[];
  readonly grants: readonly KeyGrant[];
  readonly accounts: readonly Account[];
}

/** Every key with who holds it. */
export function Keys({ keys, grants, accounts }: KeysProps): Markup {
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

export interface HandingProps {
  readonly accounts: readonly Account[];
  /** What this member can hand on now. */
  readonly held: readonly Purpose[];
  readonly keys: readonly SealingKey[];
  readonly member: string;
  readonly now: Date;
}

/** What a holder may do with keys. */
export function Handing({ accounts, held, keys, member, now }: HandingProps): Markup {
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
        title="同事离岗：收回并更换"
        action="/keys/dismiss"
        about="一步完成：收回对方的密钥，并给其余持有人换新的。您没有的那些密钥，请持有的同事再办一次。会留痕。"
        button="收回并更换"
        tone="danger"
      >
        <Select name="from" label="谁离岗" options={peopleOptions.filter(({ value }) => value !== member)} />
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
      {held
        .filter((purpose) => keys.some((key) => key.purpose === purpose && key.state === 'retired'))
        .map((purpose) => (
          <Action
            title={`把旧件重新加密：${purposeNames[purpose]}`}
            action="/keys/reseal"
            about="用您的密钥逐条打开旧件，改用现在的密钥加密，内容不变。一次最多五千处，没做完再点。会留痕。"
            button="重新加密"
          >
            <input type="hidden" name="purpose" value={purpose} />
          </Action>
        ))}
      {keys
        .filter((key) => held.includes(key.purpose) && isRested(key, now))
        .map(({ id, purpose }) => (
          <Action
            title={`销毁旧密钥 ${id}`}
            action="/keys/destroy"
            about={`「${purposeNames[purpose]}」的旧密钥。还有内容要用它打开时不会销毁。销毁后无法恢复；更早的备份里用它加密的内容也再打不开。会留痕。`}
            button="销毁"
            tone="danger"
          >
            <input type="hidden" name="key" value={id} />
            <input type="hidden" name="purpose" value={purpose} />
          </Action>
        ))}
    </>
  );
}

/** Long enough out of use; whether anything is still sealed to it is looked at when it is to be destroyed. */
const isRested = ({ state, retiredAt }: SealingKey, now: Date): boolean =>
  state === 'retired' && retiredAt !== null && now.getTime() - Date.parse(retiredAt) >= REST_MS;
