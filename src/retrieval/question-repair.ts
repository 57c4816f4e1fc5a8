import { isHan } from '../lib/chinese/character.js';
import { homophones } from '../lib/chinese/pinyin.js';
import { type CharacterModel, createCharacterModel } from './character-model.js';

/** Puts right what a slip of the keyboard did to a normalised question; most come back as they are. */
export type Repair = (question: string) => string;

/** Natural logarithms of how likely a slip is, beside a character that is what was meant. */
const slip = { homophone: -7, accent: -8.5, swapped: -8, dropped: -10 } as const;

/** Readings of a question that are followed side by side. */
const BEAM = 8;

/** Longer ones are stories, in which a slip hardly matters. */
const LONGEST = 120;

/** A reading of the question up to a place. */
interface Reading {
  readonly text: string;
  readonly score: number;
}

/**
 * Reads questions as a noisy channel: the likeliest text, by what the field's texts and ways of asking hold, times the
 * chance of the slips between it and what was typed. Only where two characters meet that met in no text is a slip
 * looked for: what is known stays.
 * @param texts normalised
 */
export function createRepair(texts: Iterable<string>): Repair {
  const model = createCharacterModel(texts);
  return (question) => {
    if (question.length < 2 || question.length > LONGEST) return question;
    const suspect = suspects(question, model);
    return suspect.includes(1) ? likeliest(question, suspect, model) : question;
  };
}

/** By character, 1 where it meets a neighbour that it met in no text. */
function suspects(question: string, model: CharacterModel): Uint8Array {
  const found = new Uint8Array(question.length);
  for (let at = 0; at + 1 < question.length; at++) {
    if (!isHan(question.charCodeAt(at)) || !isHan(question.charCodeAt(at + 1))) continue;
    if (model.pairs(question.charAt(at), question.charAt(at + 1)) < 2) found[at] = found[at + 1] = 1;
  }
  return found;
}

function likeliest(question: string, suspect: Uint8Array, model: CharacterModel): string {
  const steps: Reading[][] = Array.from({ length: question.length + 1 }, () => []);
  (steps[0] as Reading[]).push({ text: '', score: 0 });
  for (let at = 0; at < question.length; at++) {
    const sounding = suspect[at] === 1 ? alike(question.charAt(at)) : [];
    for (const reading of best(steps[at] as Reading[])) {
      for (const { said, reads, chance } of ways(question, at, suspect, sounding, model, reading)) {
        const score = reading.score + chance + model.chance(reading.text, said);
        (steps[at + reads] as Reading[]).push({ text: reading.text + said, score });
      }
    }
  }
  const ended = (steps[question.length] as Reading[]).map(({ text, score }) => ({
    text,
    score: score + model.chance(text, '$'),
  }));
  return best(ended)[0]?.text ?? question;
}

const best = (readings: readonly Reading[]): readonly Reading[] =>
  readings.length < 2 ? readings : [...readings].sort((a, b) => b.score - a.score).slice(0, BEAM);

interface Way {
  readonly said: string;
  /** Characters of the question. */
  readonly reads: number;
  readonly chance: number;
}

/** What sounds like a character. */
function alike(own: string): Way[] {
  const unit = own.charCodeAt(0);
  const exact = new Set(homophones(unit));
  return homophones(unit, 'fuzzy')
    .filter((other) => other !== unit)
    .map((other) => ({
      said: String.fromCharCode(other),
      reads: 1,
      chance: exact.has(other) ? slip.homophone : slip.accent,
    }));
}

/** What may have been meant by the character at a place, and by the next one with it. */
function* ways(
  question: string,
  at: number,
  suspect: Uint8Array,
  sounding: readonly Way[],
  model: CharacterModel,
  { text }: Reading,
): Generator<Way> {
  const own = question.charAt(at);
  yield { said: own, reads: 1, chance: 0 };
  if (suspect[at] !== 1) return;
  const before = text.at(-1) ?? '^';
  const next = question.charAt(at + 1);
  for (const way of sounding)
    if (model.pairs(before, way.said) >= 2 || model.pairs(way.said, next || '$') >= 2) yield way;
  if (next !== '' && suspect[at + 1] === 1 && isHan(next.charCodeAt(0)) && next !== own)
    yield { said: next + own, reads: 2, chance: slip.swapped };
  for (const missed of model.between(before, own)) yield { said: missed + own, reads: 1, chance: slip.dropped };
}
