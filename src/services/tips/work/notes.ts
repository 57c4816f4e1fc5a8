import { actorOf } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Seal } from '../../../storage/sealing/sealed-text.js';
import { actOf, type TargetKind, targetKindNames } from '../acts.js';
import { isOver } from '../edges.js';
import { change, requireVersion } from './change.js';
import { addEvent } from './events.js';
import { putMessage, sealMessage } from './messages.js';
import type { Opener } from './open.js';
import { mayRead, requireRecord, type TipRecord } from './record.js';
import { cases } from './tables.js';

type Writer = Opener & { readonly seal: Seal };

const LONGEST = 2_000;

function requireWriter({ member }: Writer, record: TipRecord): void {
  if (!mayRead(member, record)) throw new YiwenError('tips.story-denied', '这条举报不归您办', '请承办人或举报主管来写');
  if (isOver(record.state)) throw new YiwenError('tips.step-denied', '这条举报已经办结', '需要时请举报主管另行处理');
}

function requireWords(text: string): string {
  if (text.length >= 2 && text.length <= LONGEST) return text;
  throw new YiwenError('tips.incomplete-step', '还没有写内容，或太长', `写2至${LONGEST}个字`);
}

/** A note in the history, sealed: read again only by who opens the tip. */
export async function addNote(writer: Writer, number: string, text: string): Promise<void> {
  const { store, member, seal, now } = writer;
  const note = requireWords(text);
  await store.transaction(async (tx) => {
    requireWriter(writer, await requireRecord(tx, member, number));
    await addEvent(tx, { number, at: now, actor: member.login, kind: 'noted', note }, seal);
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.noted', subject: number });
  });
}

/** A message that the reporter reads with their receipt. @throws YiwenError `tips.unreachable` */
export async function askReporter(writer: Writer, number: string, text: string): Promise<void> {
  const { store, member, seal, now } = writer;
  const record = await requireRecord(store.read, member, number);
  const message = await sealMessage(record, requireWords(text));
  await store.transaction(async (tx) => {
    requireWriter(writer, await requireRecord(tx, member, number));
    await putMessage(tx, message, now);
    await addEvent(tx, { number, at: now, actor: member.login, kind: 'asked', note: text }, seal);
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.asked', subject: number });
  });
}

export interface Classified {
  readonly number: string;
  readonly seen: string;
  readonly kind: string;
  readonly targetKind: string;
  /** Whom it is about, as found out; '' leaves what stands there. */
  readonly name: string;
  readonly code: string;
}

/** What kind of act by whom: the kinds are readable without a key, the name is sealed. */
export async function classify(writer: Writer, { number, seen, kind, targetKind, name, code }: Classified) {
  const { store, member, seal, now } = writer;
  if (!actOf(kind) || !(targetKind === '' || Object.hasOwn(targetKindNames, targetKind)))
    throw new YiwenError('tips.incomplete-step', '行为类别或对象类型不对', '请从列表里选');
  if (name.length > 80 || code.length > 40)
    throw new YiwenError('tips.incomplete-step', '名称或代码太长', '名称不超过80个字，代码不超过40个字');
  await store.transaction(async (tx) => {
    const record = await requireRecord(tx, member, number);
    requireVersion(record, seen);
    requireWriter(writer, record);
    await change(tx, record, { kind, target_kind: targetKind === '' ? null : (targetKind as TargetKind) });
    if (name !== '') {
      const sealed = seal('story', JSON.stringify({ name, ...(code === '' ? {} : { code }) }));
      await cases(tx)
        .insertInto('tip_targets')
        .values({ number, sealed })
        .onConflict((conflict) => conflict.column('number').doUpdateSet({ sealed }))
        .execute();
    }
    await addEvent(tx, { number, at: now, actor: member.login, kind: 'classified', said: actOf(kind)?.words ?? '' });
    const detail = { kind, target: targetKind };
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.classified', subject: number, detail });
  });
}
