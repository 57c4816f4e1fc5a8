import type { Choice, Citation, Reply } from '../domain/message.js';
import { splitByBytes } from './split.js';

/** What a platform takes as one message. */
export interface RenderLimits {
  /** Bytes of UTF-8 in one message. */
  readonly maxBytes: number;
}

/** A reply shows six choices at most; more is a page, not a question. */
export const MAX_CHOICES = 6;

/** The size of one WeChat message that working bots use. */
export const WECHAT_LIMITS: RenderLimits = { maxBytes: 2_048 };

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

/** Choices this short stand beside each other on one line. */
const SHORT_LABEL = 4;

/** A reply as plain text, in as many messages as the limits ask for: the answer, what it rests on, how to go on. */
export function renderReply(reply: Reply, limits: RenderLimits): string[] {
  return reply.silent ? [] : splitByBytes(plainText(reply), limits.maxBytes);
}

export function plainText(reply: Reply): string {
  const hasOwnList = /^依据/mu.test(reply.text);
  const citations = hasOwnList ? '' : citationList(reply.citations ?? []);
  const parts = [reply.text.trim(), citations, choiceList(reply.choices ?? [])].filter(Boolean);
  return [...parts, ...(reply.notice ? [`\n${reply.notice}`] : [])].join('\n');
}

/** `依据 ①〔摘编〕2023年述法报告，某市`: one line a document, however many of its passages are quoted. */
export function citationList(citations: readonly Citation[]): string {
  const numbersOf = new Map<string, string>();
  for (const citation of citations) {
    const described = describeSource(citation);
    numbersOf.set(described, (numbersOf.get(described) ?? '') + circled(citation.number));
  }
  const lines = [...numbersOf].map(([described, numbers]) => `${numbers}${described}`);
  return lines.length === 0 ? '' : `依据 ${lines.join('\n')}`;
}

export function describeSource(citation: Citation): string {
  const kind = citation.kind === 'digest' ? '摘编' : '原文';
  const year = citation.year === undefined ? undefined : `${citation.year}年`;
  const when = citation.documentNumber ?? year;
  const rest = [citation.place, when].filter((part) => part && !citation.title.includes(part));
  return `〔${kind}〕${[citation.title, ...rest].join('，')}`;
}

function choiceList(choices: readonly Choice[]): string {
  const shown = choices.slice(0, MAX_CHOICES).map(({ label }, index) => `${circled(index + 1)} ${label}`);
  if (shown.length === 0) return '';
  const short = choices.every(({ label }) => label.length <= SHORT_LABEL);
  return `回复数字或文字：${short ? '' : '\n'}${shown.join(short ? '　' : '\n')}`;
}

function circled(number: number): string {
  return CIRCLED[number - 1] ?? `(${number})`;
}
