import { z } from 'zod';
import { parsePercent } from '../lib/money/money.js';

/** A value given as text. `expected` and `remedy` are what the fault says when `parse` gives undefined. */
export function scalar<T>(expected: string, remedy: string, parse: (text: string) => T | undefined) {
  return z.unknown().transform((value, context): T => {
    const parsed = typeof value === 'string' ? parse(value.trim()) : undefined;
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: 'custom', message: expected, params: { remedy } });
    return z.NEVER;
  });
}

export function text(what: string, longest: number, shortest = 1) {
  const expected = shortest > 1 ? `应是${shortest}至${longest}个字的${what}` : `应是${what}，最多${longest}个字`;
  return scalar(expected, `写上${what}`, (said) =>
    said.length >= shortest && said.length <= longest ? said : undefined,
  );
}

export function integer(lowest: number, highest: number, example: number) {
  return scalar(`应是${lowest}至${highest}的整数`, `例如 ${example}`, (said) => {
    const number = /^\d{1,9}$/.test(said) ? Number(said) : Number.NaN;
    return number >= lowest && number <= highest ? number : undefined;
  });
}

/** A time of day, as two digits and two digits: 09:00. */
export const clockTime = scalar('应是几点几分', '例如 "09:00"', (said) => {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:：](\d{2})$/.exec(said) ?? [];
  const real = hour !== '' && Number(hour) < 24 && Number(minute) < 60;
  return real ? `${hour.padStart(2, '0')}:${minute}` : undefined;
});

export const percent = scalar('应是0%至100%的比例', '例如 3%', parsePercent);

const yes = new Set(['true', 'yes', 'on', '1', '是', '开']);
const no = new Set(['false', 'no', 'off', '0', '否', '关']);
export const flag = scalar('应是 true（开）或 false（关）', '写 true 或 false', (said) => {
  const word = said.toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : undefined;
});

export function oneOf<const Word extends string>(words: readonly Word[]) {
  const list = words.join('、');
  return scalar(`应是 ${list} 之一`, `例如 ${words[0]}`, (said) => words.find((word) => word === said.toLowerCase()));
}

export const endpointUrl = scalar(
  '应是 http:// 或 https:// 开头的接口地址，写到 /v1 为止，不带账号密码',
  '例如 http://127.0.0.1:8000/v1',
  (said) => {
    if (!URL.canParse(said)) return undefined;
    const { protocol, username, password, pathname, search } = new URL(said);
    if (!/^https?:$/.test(protocol) || username !== '' || password !== '' || search !== '') return undefined;
    return /\/(chat\/completions|completions|embeddings)\/?$/.test(pathname) ? undefined : said.replace(/\/+$/, '');
  },
);

const phoneNumber = scalar('应是电话号码', '例如 0570-12345678', (said) =>
  /^\+?[\d（）() -]{3,25}(?:转\d{1,6})?$/.test(said) ? said : undefined,
);
export const phone = z.preprocess(
  (value) => (typeof value === 'string' ? { number: value } : value),
  z.strictObject({ label: text('电话的用途', 20).default('咨询电话'), number: phoneNumber }),
);

/** A puppet's own options keep YAML's plain types: true, 18788, text. */
type OptionValue = string | number | boolean | readonly OptionValue[] | { readonly [key: string]: OptionValue };
export type PuppetOptions = Readonly<Record<string, OptionValue>>;

function plainValue(value: unknown): OptionValue {
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainValue(one)]));
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'string' && /^(?:0|-?[1-9]\d{0,14})$/.test(value) ? Number(value) : String(value);
}

export const puppetOptions = z.unknown().transform((value, context): PuppetOptions => {
  const plain = plainValue(value);
  if (typeof plain === 'object' && !Array.isArray(plain)) return plain as PuppetOptions;
  context.addIssue({ code: 'custom', message: '应是「名称: 内容」的组', params: { remedy: '删去，或逐行写各个选项' } });
  return z.NEVER;
});
