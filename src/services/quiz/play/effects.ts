import type { Address } from '../../../domain/message.js';
import type { Slot } from './attempt.js';
import type { NamingEffect } from './info.js';

export interface StartEffect {
  readonly kind: 'start';
  readonly campaign: string;
  readonly attempt: string;
  readonly seed: string;
  readonly slots: readonly Slot[];
  readonly rehearsal: boolean;
  readonly address: Address;
  /** '' for none. */
  readonly group: string;
  /** Whether the channel knows who somebody is. */
  readonly known: boolean;
  readonly device: string;
}

/** Its own row tells who answered what and when: the audit has the start and the end of an attempt. */
export interface AnswerEffect {
  readonly kind: 'answer';
  readonly silent: true;
  readonly attempt: string;
  readonly campaign: string;
  readonly slot: number;
  readonly question: string;
  readonly version: number;
  readonly chosen: readonly number[];
  readonly right: boolean;
  readonly shownAt: string;
  readonly message: string;
}

/** Every slot has its answer (`SUBMITTED`), or the time is up. */
export interface FinishEffect {
  readonly kind: 'finish';
  readonly attempt: string;
  readonly how: 'SUBMITTED' | 'EXPIRED';
}

export type PlayEffect = StartEffect | AnswerEffect | FinishEffect | NamingEffect;
