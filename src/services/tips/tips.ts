import { defineService, type Service } from '../../chat/service.js';
import type { Bureau } from '../../domain/bureau.js';
import { YiwenError } from '../../lib/errors.js';
import type { LocalKey } from '../../storage/local-key.js';
import type { DropEffect, HoldEffect } from './files/receiving.js';
import { claimFiles, dropFiles, dropForgottenFiles, fileMigration, holdFile } from './files/records.js';
import { intakeFlow } from './intake.js';
import { TRIES_WITHIN_MS } from './look-up.js';
import { createLookedUp } from './looked-up.js';
import { addFromReporter } from './messages.js';
import { createReceipts } from './receipts.js';
import { fileTip, forgetTries, type NewTip, noteTry, type ReceiptMarks, tipMigrations } from './records.js';
import { type AddEffect, type AddFilesEffect, statusFlow, type TryEffect } from './status.js';
import type { FileEffect } from './steps.js';

/** A tip with its receipt: made before the transaction, because stretching it is slow on purpose. */
interface ReceiptedEffect {
  readonly kind: 'filed';
  readonly tip: NewTip;
  readonly receipt: string;
  readonly marks: ReceiptMarks;
}

type TipEffect = FileEffect | ReceiptedEffect | TryEffect | AddEffect | AddFilesEffect | HoldEffect | DropEffect;

export interface TipOptions {
  readonly bureau: Bureau;
  readonly localKey: LocalKey;
}

/** 举报线索: a confidential intake that ends with a receipt, and what the receipt opens. */
export function tipService({ bureau, localKey }: TipOptions): Service {
  const receipts = createReceipts(localKey);
  return defineService<TipEffect>({
    name: 'tips',
    migrations: [...tipMigrations, fileMigration],
    flows: [statusFlow(receipts, createLookedUp()), intakeFlow(bureau)],
    async prepare(effect) {
      if (effect.kind !== 'file') return effect;
      const { receipt, hash, key } = await receipts.create();
      return { kind: 'filed', tip: effect.tip, receipt, marks: { hash, publicKey: key.publicKey } };
    },
    async carryOut(tx, effect, { sender, now }) {
      switch (effect.kind) {
        case 'filed': {
          const subject = await fileTip(tx, effect.tip, effect.marks, now);
          if (effect.tip.draft) await claimFiles(tx, effect.tip.draft, subject, now);
          return { subject, receipt: effect.receipt };
        }
        case 'try':
          await noteTry(tx, sender, now);
          return { subject: '' };
        case 'add':
          await addFromReporter(tx, effect.number, effect.sealed, now);
          return { subject: effect.number };
        case 'add-files':
          await claimFiles(tx, effect.draft, effect.number, now);
          return { subject: effect.number };
        case 'hold':
          await holdFile(tx, effect, now);
          return { subject: '' };
        case 'drop':
          await dropFiles(tx, effect.draft);
          return { subject: '' };
        case 'file':
          throw new YiwenError('tips.without-receipt', '举报还没有生成受理码，不能登记', '请先调用 prepare 再登记');
      }
    },
    async forget(tx, now) {
      await forgetTries(tx, new Date(now.getTime() - TRIES_WITHIN_MS));
      await dropForgottenFiles(tx, now);
    },
  });
}
