import { defineService, type Service } from '../../chat/service.js';
import type { Bureau } from '../../domain/bureau.js';
import { YiwenError } from '../../lib/errors.js';
import type { LocalKey } from '../../storage/local-key.js';
import { type FileEffect, intakeFlow } from './intake.js';
import { createReceipts } from './receipts.js';
import { fileTip, forgetTries, type NewTip, noteTry, tipMigrations } from './records.js';
import { statusFlow, TRIES_WITHIN_MS, type TryEffect } from './status.js';

/** A tip with its receipt: made before the transaction, because the receipt's hash is slow on purpose. */
interface ReceiptedEffect {
  readonly kind: 'filed';
  readonly tip: NewTip;
  readonly receipt: string;
  readonly hash: string;
}

type TipEffect = FileEffect | ReceiptedEffect | TryEffect;

export interface TipOptions {
  readonly bureau: Bureau;
  readonly localKey: LocalKey;
}

/** 举报线索: a confidential intake that ends with a receipt, and the look-up by it. */
export function tipService({ bureau, localKey }: TipOptions): Service {
  const receipts = createReceipts(localKey);
  return defineService<TipEffect>({
    name: 'tips',
    migrations: tipMigrations,
    flows: [statusFlow(receipts), intakeFlow(bureau)],
    prepare: async (effect) =>
      effect.kind === 'file' ? { kind: 'filed', tip: effect.tip, ...(await receipts.create()) } : effect,
    async carryOut(tx, effect, { sender, now }) {
      switch (effect.kind) {
        case 'filed':
          return { subject: await fileTip(tx, effect.tip, effect.hash, now), receipt: effect.receipt };
        case 'try':
          await noteTry(tx, sender, now);
          return { subject: '' };
        case 'file':
          throw new YiwenError('tips.without-receipt', '举报还没有生成受理码，不能登记', '请先调用 prepare 再登记');
      }
    },
    forget: (tx, now) => forgetTries(tx, new Date(now.getTime() - TRIES_WITHIN_MS)),
  });
}
