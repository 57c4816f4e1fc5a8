import { type DeskRequest, defineDesk } from '../../casework/desk.js';
import { actorOf, may } from '../../domain/staff.js';
import { YiwenError } from '../../lib/errors.js';
import { Section } from '../../pages/parts.js';
import { allAccounts } from '../../staff/account-tables.js';
import { purposesFor } from '../../staff/key-roles.js';
import { appendAudit } from '../../storage/audit.js';
import { allGrants, allKeys, holderById } from '../../storage/sealing/key-tables.js';
import { resealSome } from '../../storage/sealing/reseal.js';
import { destroyKey, dismissHolder, type KeyAct, rotateKey, takeKeys } from '../../storage/sealing/rotation.js';
import { type Purpose, purposeNames, purposes } from '../../storage/sealing/sealed-text.js';
import { isFounded } from '../../storage/sealing/sealing.js';
import { ceremony, Founding } from './key-ceremony.js';
import { Handing, Keys } from './keys-page.js';

/** 密钥: the ceremony, who holds which key, handing on, taking away, changing, sealing anew, destroying. */
export function keysDesk() {
  const hold = { method: 'POST', needs: 'keys.hold', proved: true } as const;
  return defineDesk({
    name: 'keys',
    title: '密钥',
    sees: ['keys.read'],
    routes: [
      { method: 'GET', path: '/', needs: 'keys.read', handle: showKeys },
      { ...hold, path: '/ceremony', handle: ceremony },
      { ...hold, path: '/grant', handle: grant },
      { ...hold, path: '/revoke', handle: revoke },
      { ...hold, path: '/rotate', handle: rotate },
      { ...hold, path: '/dismiss', handle: dismiss },
      { ...hold, path: '/reseal', handle: reseal },
      { ...hold, path: '/destroy', handle: destroy },
    ],
  });
}

async function showKeys({ store, member, keyring, now }: DeskRequest) {
  const { read } = store;
  const [keys, grants, accounts] = [await allKeys(read), await allGrants(read), await allAccounts(read)];
  const founded = await isFounded(read);
  const holder = may(member, 'keys.hold');
  const held = purposes.filter((purpose) => keyring?.holds(purpose));
  const body = (
    <>
      {founded ? null : <Founding accounts={accounts} member={member.id} holder={holder} />}
      <Section title="密钥">
        <Keys {...{ keys, grants, accounts }} />
      </Section>
      {founded && holder ? <Handing {...{ accounts, held, keys, now }} member={member.id} /> : null}
    </>
  );
  return { status: 'page', title: '密钥', body } as const;
}

function opened({ keyring }: DeskRequest) {
  if (keyring) return keyring;
  throw new YiwenError('sealing.locked', '还没有解锁', '请输入口令解锁，再提交一次');
}

const actOf = (request: DeskRequest): KeyAct => ({
  keyring: opened(request),
  actor: actorOf(request.member),
  at: request.now,
});

const purposeIn = ({ form }: DeskRequest): Purpose => {
  const found = purposes.find((purpose) => purpose === form.text('purpose'));
  if (found) return found;
  throw new YiwenError('sealing.unknown-purpose', '没有这种密钥', '请从列表里选');
};

async function grant(request: DeskRequest) {
  const { store, member, form, now } = request;
  const keyring = opened(request);
  const purpose = purposeIn(request);
  const to = (await allAccounts(store.read)).find(({ id }) => id === form.text('to'));
  const holder = to && (await holderById(store.read, to.id));
  if (!to || !holder || to.state === 'disabled') throw new YiwenError('staff.unknown', '没有这位同事', '请从列表里选');
  if (!keyring.holds(purpose))
    throw new YiwenError('sealing.not-granted', '您没有这把密钥，不能授予别人', '请持有该密钥的同事办理');
  if (!purposesFor(to).includes(purpose))
    throw new YiwenError(
      'sealing.not-an-officer',
      `${to.name} 的角色不能持有「${purposeNames[purpose]}」`,
      '请先由系统管理员调整角色',
    );
  await store.transaction(async (tx) => {
    for (const key of await allKeys(tx))
      if (key.purpose === purpose && keyring.has(key.id)) await keyring.grant(tx, key, holder, member.id, now);
    const detail = { to: to.login };
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'keys.granted', subject: purpose, detail });
  });
  return { status: 'go', to: '/keys', said: `已授予 ${to.name}。` } as const;
}

async function revoke(request: DeskRequest) {
  const purpose = purposeIn(request);
  const act = actOf(request);
  await request.store.transaction((tx) => takeKeys(tx, purpose, request.form.text('from'), act));
  return { status: 'go', to: '/keys', said: '已收回。对方可能记下过密钥，离岗时请用「同事离岗」。' } as const;
}

async function rotate(request: DeskRequest) {
  const purpose = purposeIn(request);
  await rotateKey(request.store, { purpose, ...actOf(request) });
  return { status: 'go', to: '/keys', said: `「${purposeNames[purpose]}」已换新密钥。恢复文件请重新导出。` } as const;
}

async function dismiss(request: DeskRequest) {
  const done = await dismissHolder(request.store, request.form.text('from'), actOf(request));
  const names = done.map((purpose) => `「${purposeNames[purpose]}」`).join('');
  const said = done.length > 0 ? `${names}已收回并更换。恢复文件请重新导出。` : '对方没有您也持有的密钥，没有改动。';
  return { status: 'go', to: '/keys', said } as const;
}

async function reseal(request: DeskRequest) {
  const { done, left } = await resealSome(request.store, { purpose: purposeIn(request), ...actOf(request) });
  const rest = left > 0 ? `还有 ${left} 处，请再点一次。` : '旧密钥满24小时后可以销毁。';
  return { status: 'go', to: '/keys', said: `已重新加密 ${done} 处。${rest}` } as const;
}

async function destroy(request: DeskRequest) {
  await destroyKey(request.store, request.form.text('key'), actOf(request));
  return { status: 'go', to: '/keys', said: '旧密钥已销毁。' } as const;
}
