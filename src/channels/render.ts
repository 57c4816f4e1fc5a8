import { circled, citationList } from '../domain/cited-sources.js';
import type { Choice, Reply } from '../domain/message.js';
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

/** A single letter is the name of what the text lists already: 回复 A、B 或 C. Everything else gets a number. */
function choiceList(choices: readonly Choice[]): string {
  if (choices.length > 1 && choices.every(({ label }) => /^[A-Z]$/.test(label))) {
    const letters = choices.map(({ label }) => label);
    return `回复字母：${letters.slice(0, -1).join('、')} 或 ${letters.at(-1)}`;
  }
  const shown = choices.slice(0, MAX_CHOICES).map(({ label }, index) => `${circled(index + 1)} ${label}`);
  if (shown.length === 0) return '';
  const short = choices.every(({ label }) => label.length <= SHORT_LABEL);
  return `回复数字或文字：${short ? '' : '\n'}${shown.join(short ? '　' : '\n')}`;
}
