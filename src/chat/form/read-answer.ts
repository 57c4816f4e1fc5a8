import { chinaDay } from '../../lib/clock.js';
import { maskName, maskPersonalData } from '../../lib/personal-data.js';
import { hasCheckDigit } from '../../lib/personal-numbers.js';
import { commandOf } from '../clean.js';
import { type Field, isChoice, optionsOf, type TypedField } from './define-form.js';

/** What a message says to a field. */
export type Reading =
  | {
      readonly status: 'answer';
      /** To be sealed; for a choice its value, which is kept readable. */
      readonly value: string;
      /** What may be shown back and listed: masked. */
      readonly shown: string;
    }
  /** `why` where more can be said than that it was not understood. */
  | { readonly status: 'unfit'; readonly why?: string };

const unfit = (why?: string): Reading => ({ status: 'unfit', ...(why ? { why } : {}) });
const answer = (value: string, shown: string): Reading => ({ status: 'answer', value, shown });

const LONGEST = { name: 20, place: 30, story: 1_000 } as const;
/** So much of what was told is shown back, so that people know which it was. */
const ECHO = 12;

/** @param text as it was sent, choices by number already turned into their text */
export function readAnswer(field: Field, text: string, now: Date): Reading {
  if (isChoice(field)) {
    const said = commandOf(text);
    const chosen = optionsOf(field).find(({ label }) => commandOf(label) === said || yesNo(field, said) === label);
    return chosen ? answer(chosen.value, chosen.label) : unfit();
  }
  // What is told in own words stays as it was written.
  return readers[field.kind](field.kind === 'story' ? text.trim() : text.normalize('NFKC').trim(), now);
}

const YES = /^(?:是|是的|对|对的|有|需要|要|嗯|好)$/;
const NO = /^(?:否|不是|不|没有|没|不需要|不要|无)$/;
const yesNo = ({ kind }: Field, said: string) =>
  kind !== 'yes-no' ? undefined : YES.test(said) ? '是' : NO.test(said) ? '否' : undefined;

const readers: Readonly<Record<TypedField['kind'], (text: string, now: Date) => Reading>> = {
  name: readName,
  place: readPlace,
  story: (text) =>
    text.length > LONGEST.story ? unfit(`这一项最多${LONGEST.story}字，请说短一些。`) : answer(text, echo(text)),
  date: (text, now) => {
    const day = readDay(text, chinaDay(now));
    return day ? answer(day, day) : unfit();
  },
  phone: readPhone,
  'id-number': readIdNumber,
};

function echo(text: string): string {
  const masked = maskPersonalData(text).replace(/\s+/g, ' ');
  return masked.length > ECHO ? `${masked.slice(0, ECHO)}…（共${text.length}字）` : masked;
}

function readName(text: string): Reading {
  const name = text.replace(/^(?:我叫|我是|姓名(?:是|[::])?|叫)/, '').replace(/[。.,,!!]+$/, '');
  const fits = /^[\p{Script=Han}A-Za-z·• ]+$/u.test(name) && name.length <= LONGEST.name && !/^(?:我|要|想)/.test(name);
  return fits ? answer(name, maskName(name)) : unfit();
}

function readPlace(text: string): Reading {
  const place = text.replace(/^(?:在|去|到|从)/, '').replace(/[。.,,!!]+$/, '');
  const fits = /^[\p{Script=Han}A-Za-z0-9()·\- ]{2,}$/u.test(place) && place.length <= LONGEST.place;
  return fits && !/^我(?:要|想)/.test(place) ? answer(place, maskPersonalData(place)) : unfit();
}

function readPhone(text: string): Reading {
  const digits = text
    .replace(/^\D*?(?=[+\d])/, '')
    .replace(/[\s\-()‐-―]/g, '')
    .replace(/^(?:\+|00)?86(?=1)/, '');
  if (!/^(?:1[3-9]\d{9}|0\d{2,3}[2-9]\d{6,7})$/.test(digits))
    return unfit(
      /^1\d+$/.test(digits) && digits.length !== 11 ? `手机号是11位，您发的是${digits.length}位。` : undefined,
    );
  return answer(digits, `${digits.slice(0, 3)}****${digits.slice(-4)}`);
}

function readIdNumber(text: string): Reading {
  const digits = text.replace(/[^\dXx]/g, '').toUpperCase();
  if (digits.length !== 18)
    return unfit(digits.length > 5 ? `身份证号是18位，您发的是${digits.length}位。` : undefined);
  if (!/^\d{17}[\dX]$/.test(digits) || !hasCheckDigit(digits)) return unfit('这个身份证号对不上，可能有一位打错了。');
  return answer(digits, `${digits.slice(0, 3)}***********${digits.slice(-4)}`);
}

const SHIFT: Readonly<Record<string, number>> = { 前天: -2, 昨天: -1, 今天: 0, 明天: 1, 后天: 2 };
const DAY = /^(?:(20\d{2}|今|明|去)[年./-])?(\d{1,2})[月./-](\d{1,2})[日号]?$/;

/** A whole day: 2026年4月1日, 4月1日 (of this year), 明天. Undefined for what is none, such as 2月30日. */
export function readDay(text: string, today: string): string | undefined {
  const plain = text.replace(/\s/g, '').replace(/[。,,]$/, '');
  const shift = SHIFT[plain];
  if (shift !== undefined)
    return new Date(Date.parse(`${today}T00:00:00Z`) + shift * 86_400_000).toISOString().slice(0, 10);
  const [, year, month = '', day = ''] = DAY.exec(plain) ?? [];
  if (month === '') return undefined;
  const thisYear = Number(today.slice(0, 4));
  const relative: Readonly<Record<string, number>> = { 今: thisYear, 明: thisYear + 1, 去: thisYear - 1 };
  const whole = `${relative[year ?? '今'] ?? year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const real = new Date(`${whole}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(whole) ? whole : undefined;
}
