import type { Answered, Answering } from '../domain/answer.js';
import type { IncomingMessage, Reply } from '../domain/message.js';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import type { LocalKey } from '../storage/local-key.js';
import type { Seal } from '../storage/sealing/sealed-text.js';
import type { Store } from '../storage/store.js';
import type { Effect, Outcome } from './effect.js';
import type { Limiter } from './limit.js';
import type { Recent } from './recent.js';
import type { Booked } from './route.js';
import type { Service, Services } from './service.js';
import type { Memory, Session } from './session.js';

/** A new version is shown again to everybody. */
export interface PrivacyNotice {
  readonly version: number;
  readonly text: string;
}

/** What a turn works with. */
export interface Tools {
  readonly store: Store;
  readonly localKey: LocalKey;
  readonly answering: Answering;
  readonly services: Services;
  readonly booked: readonly Booked[];
  /** Told under a sender's first reply; nothing when absent. */
  readonly notice?: PrivacyNotice;
  /** Ready to seal, once the key pair is there. */
  readonly seal: () => Promise<Seal>;
  /** The line to call where a life may be at stake: said first also in the middle of a flow. */
  readonly emergency?: (text: string) => string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly limiter: Limiter;
  readonly recent: Recent;
  /** How long after a question a model's wording may still be sent, in milliseconds; 0 for never. */
  readonly lateWithinMs: number;
  /** Aborts when the house closes: nobody waits for a model then. */
  readonly closing: AbortSignal;
  /** The bureau's own area, where one is configured. */
  readonly place?: string;
}

/** One message on its way: who sent it (a keyed hash), when it is dealt with, what was said before. */
export interface Scene {
  readonly message: IncomingMessage;
  /** Its text before an answer to the choices shown last became what that choice stands for. */
  readonly typed: string;
  readonly sender: string;
  readonly session: Session;
  readonly now: Date;
  /** When the channel must have its reply, on the clock of `performance.now()`; absent where it waits. */
  readonly replyBy?: number;
}

/** A model's wording that was not there when the channel had to have its reply. */
export interface Late {
  readonly answerId: string;
  readonly extract: Answered;
  /** Never rejects; the extract itself where nothing came of it. */
  readonly refined: Promise<Answered>;
  abandon(): void;
}

export interface PlannedEffect {
  readonly service: Service;
  readonly effect: Effect;
}

/** What a turn came to, before anything is written. */
export type Plan =
  /** Said and not recorded: nothing came of it that lasts. */
  | { readonly status: 'say'; readonly reply: Reply }
  | {
      readonly status: 'record';
      readonly reply: (outcome: Outcome) => Reply;
      readonly effects: readonly PlannedEffect[];
      /** Undefined where an untraced flow ended: what was remembered before it is what is remembered again. */
      readonly memory: Memory | undefined;
      /** The reply is said in confidence: kept for a redelivery, and not for long. */
      readonly confidential: boolean;
      /** Neither who nor when is kept. */
      readonly untraced: boolean;
      /** The choices and the reply remembered stay those from before, unless this reply shows choices of its own. */
      readonly passing: boolean;
      /** A confidential flow ends here: what was kept of it is erased. */
      readonly erase: boolean;
      /** A model's wording of this reply that may still come. */
      readonly late?: Late;
    };

export type RecordPlan = Extract<Plan, { status: 'record' }>;
