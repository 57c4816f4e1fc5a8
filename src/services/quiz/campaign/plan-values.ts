import { z } from 'zod';
import { visible } from '../../../lib/invisible.js';

/** What a field takes, as its fault says it, and what to write instead. */
export interface Expected {
  readonly said: string;
  readonly remedy: string;
}

/** A field as it is typed, in a form or a file: text, or a plain number or yes and no of the file. */
export function typed<T>({ said, remedy }: Expected, parse: (text: string) => T | undefined) {
  return z.unknown().transform((value, context): T => {
    const text = ['string', 'number', 'boolean'].includes(typeof value) ? visible(String(value)).trim() : '';
    const parsed = parse(text);
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: 'custom', message: text === '' ? `没有写；${said}` : said, params: { remedy } });
    return z.NEVER;
  });
}

/** @param shortest in characters */
export function words(shortest: number, longest: number, example: string) {
  const said = `应是${shortest}至${longest}个字`;
  return typed({ said, remedy: `例如：${example}` }, (text) =>
    [...text].length >= shortest && [...text].length <= longest ? text : undefined,
  );
}

export function count(lowest: number, highest: number, example: number) {
  return typed({ said: `应是${lowest}至${highest}的整数`, remedy: `例如 ${example}` }, (text) => {
    const number = /^\d{1,6}$/.test(text.normalize('NFKC')) ? Number(text.normalize('NFKC')) : Number.NaN;
    return number >= lowest && number <= highest ? number : undefined;
  });
}

/** A moment as people in China write it, `2026-04-01 09:00`, as ISO text in UTC. */
export const moment = typed({ said: '应是北京时间的年月日和几点几分', remedy: '例如 2026-04-01 09:00' }, (text) => {
  const plain = text.normalize('NFKC');
  const [, day, hour = '', minute] = /^(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2}):(\d{2})$/.exec(plain) ?? [];
  if (day === undefined) return undefined;
  const local = `${day}T${hour.padStart(2, '0')}:${minute}:00`;
  const at = new Date(`${local}+08:00`);
  // Date takes the 30th of February for the 2nd of March.
  const real = !Number.isNaN(at.getTime()) && new Date(at.getTime() + 8 * 3_600_000).toISOString().startsWith(local);
  return real ? at.toISOString() : undefined;
});

const YES = new Set(['true', 'yes', 'on', '是', '开']);
const NO = new Set(['', 'false', 'no', 'off', '否', '关']);
export const yesOrNo = typed({ said: '应是 是 或 否', remedy: '写 是 或 否' }, (text) =>
  YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : undefined,
);

/** A key, or what it is called in Chinese. */
export function named<Key extends string>(names: Readonly<Record<Key, string>>) {
  const keys = Object.keys(names) as Key[];
  const known = keys.map((key) => `${names[key]}（${key}）`).join('、');
  return typed({ said: `应是 ${known} 之一`, remedy: `例如 ${keys[0] ?? ''}` }, (text) =>
    keys.find((key) => key === text || names[key] === text),
  );
}
