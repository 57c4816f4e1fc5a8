import type { Certainty, DocumentKind } from '../../../domain/message.js';

/** What questions are about. A campaign draws a number of each. */
export const topics = {
  'fund-supervision': '基金监管',
  reporting: '举报奖励',
  enrolment: '参保缴费',
  benefits: '待遇报销',
  'out-of-area': '异地就医',
  assistance: '大病救助',
  'long-term-care': '长护险',
  family: '家庭共济与生育',
  services: '便民服务',
} as const;
export type Topic = keyof typeof topics;

export const kinds = { single: '单选', multiple: '多选', 'true-false': '判断' } as const;
export type QuestionKind = keyof typeof kinds;

export const difficulties = { easy: '容易', medium: '中等', hard: '较难' } as const;
export type Difficulty = keyof typeof difficulties;

/** The section of the knowledge that proves the answer. `quote` is an exact substring of it. */
export interface QuestionCitation {
  /** Relative to the knowledge folder: national/long-term-care.md. */
  readonly path: string;
  readonly heading: string;
  readonly quote: string;
}

/** What a citation says to people, as the knowledge had it when the question was last checked. */
export interface QuestionSource {
  readonly title: string;
  readonly place: string;
  readonly kind: DocumentKind;
  readonly certainty: Certainty;
  readonly documentNumber?: string;
  readonly article?: string;
  readonly source?: string;
}

/** A question as it is written. Immutable: a change is a new version. */
export interface Question {
  /** Unique in the bank, never used again: fund-supervision-001. */
  readonly id: string;
  readonly topic: Topic;
  readonly kind: QuestionKind;
  readonly stem: string;
  /** 2 to 6 in the order written; 对 and 错 for a true-false. */
  readonly options: readonly string[];
  /** Indexes into `options`, ascending; exactly one unless `multiple`. */
  readonly answer: readonly number[];
  /** Options keep their order when shown. Always so for a true-false. */
  readonly inOrder: boolean;
  /** What is told after the answer. */
  readonly explanation: string;
  /** Absent for an imported question that nobody has tied to a text yet: it cannot be used before. */
  readonly cites?: QuestionCitation;
  readonly difficulty: Difficulty;
  /** First and last day, where the question itself has them. */
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** `draft`: nobody has looked at it; `reviewed`: may be drawn; `withdrawn`: not any more. */
export type QuestionState = 'draft' | 'reviewed' | 'withdrawn';

/** A version of a question in the bank. */
export interface BankQuestion extends Question {
  /** From 1. */
  readonly version: number;
  readonly state: QuestionState;
  readonly source?: QuestionSource;
  /** Why it may not be drawn although it was reviewed: its text is gone, ended or changed. */
  readonly flag?: string;
  /** `shipped`, or the login of who wrote or imported it. */
  readonly author: string;
  readonly reviewer?: string;
}

export const MOST_OPTIONS = 6;
export const TRUE_FALSE = ['对', '错'] as const;

/** A to F. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);
