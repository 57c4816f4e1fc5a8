import { TermTable } from './term-table.js';

/** One step of an authority: a byte holds up to 300 thousand citations. */
export const AUTHORITY_STEP = 0.05;

const OPEN = '《'.charCodeAt(0);
const CLOSE = '》'.charCodeAt(0);
const PART = '第'.charCodeAt(0);
const NUMERALS = unitSet('一二三四五六七八九十百千零〇0123456789');
const KINDS = unitSet('条章节编款');
const STATE = '中华人民共和国';
/** What stands in 《》 beyond is a quotation, not a name. */
const LONGEST = 60;

/**
 * Counts in how many documents each work is named in 《》, so that what others refer to can go before what nobody
 * does: citations as a prior, as links are on the web. Works are numbered; 《中华人民共和国刑法》 and 《刑法》 are one.
 */
export class Citations {
  readonly #works = new TermTable();
  readonly #counts: number[] = [];
  /** By work: the document that named it last, plus one. */
  readonly #lastDocument: number[] = [];
  /** By document: the work that it is, or is a part of. */
  readonly #own: number[] = [];

  /** Takes the next document: units[from, titleEnd) is its title, units[from, to) all of it. */
  add(units: Uint16Array, from: number, titleEnd: number, to: number): void {
    const document = this.#own.length + 1;
    let open = -1;
    for (let at = from; at < to; at++) {
      if (units[at] === OPEN) open = at + 1;
      else if (units[at] === CLOSE && open >= 0) {
        if (at - open <= LONGEST) this.#cite(this.#work(units, open, at), document);
        open = -1;
      }
    }
    this.#own.push(this.#work(units, from, workEnd(units, from, titleEnd)));
  }

  /** By document: ln(1 + documents that name its work), in steps of AUTHORITY_STEP. */
  authorities(): Uint8Array {
    return Uint8Array.from(this.#own, (work) =>
      Math.min(255, Math.round(Math.log1p(this.#counts[work] ?? 0) / AUTHORITY_STEP)),
    );
  }

  #cite(work: number, document: number): void {
    if (this.#lastDocument[work] === document) return;
    this.#lastDocument[work] = document;
    this.#counts[work] = (this.#counts[work] ?? 0) + 1;
  }

  #work(units: Uint16Array, from: number, to: number): number {
    const start = startsWith(units, from, to, STATE) ? from + STATE.length : from;
    let hash = 0x811c9dc5;
    for (let at = start; at < to; at++) hash = Math.imul(hash ^ (units[at] as number), 0x01000193);
    const work = this.#works.number(hash >>> 0);
    this.#counts[work] ??= 0;
    this.#lastDocument[work] ??= 0;
    return work;
  }
}

/** Where the name of the work ends in a title that goes on with a part of it: 民法典第十条 → 民法典. */
function workEnd(units: Uint16Array, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) {
    if (units[at] !== PART) continue;
    let end = at + 1;
    while (end < to && NUMERALS.has(units[end] as number)) end++;
    if (end > at + 1 && end < to && KINDS.has(units[end] as number)) return at;
  }
  return to;
}

function startsWith(units: Uint16Array, from: number, to: number, prefix: string): boolean {
  if (to - from <= prefix.length) return false;
  for (let at = 0; at < prefix.length; at++) if (units[from + at] !== prefix.charCodeAt(at)) return false;
  return true;
}

function unitSet(characters: string): ReadonlySet<number> {
  return new Set([...characters].map((character) => character.charCodeAt(0)));
}
