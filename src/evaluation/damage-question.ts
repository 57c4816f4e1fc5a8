import { createHash } from 'node:crypto';
import { isHan } from '../lib/chinese/character.js';
import { normalise } from '../lib/chinese/normalise.js';
import { homophones } from '../lib/chinese/pinyin.js';
import { seeded } from '../lib/seeded.js';

/**
 * A question as a tired thumb or a poor voice input gives it: every Chinese character is, with the probability given,
 * replaced by a homophone, dropped, or swapped with the next one, each in a third of the cases.
 * @param common how usual a character is; a homophone is drawn among those above 0, by this weight
 */
export function damageQuestion(
  question: string,
  random: () => number,
  common: (character: number) => number,
  probability = 0.1,
): string {
  const units = [...normalise(question)];
  const result: string[] = [];
  for (let at = 0; at < units.length; at++) {
    const character = units[at] as string;
    if (!isHan(character.charCodeAt(0)) || random() >= probability) {
      result.push(character);
      continue;
    }
    const way = Math.floor(random() * 3);
    if (way === 0) result.push(soundAlike(character, random, common));
    else if (way === 2 && at + 1 < units.length) {
      result.push(units[at + 1] as string, character);
      at++;
    }
  }
  return result.join('');
}

/** Every question of a set damaged, each from a seed of its own: adding a row changes no other. */
export function damageRows<Row extends { readonly id: string; readonly question: string }>(
  rows: readonly Row[],
  common: (character: number) => number,
  seed = 1,
): Row[] {
  return rows.map((row) => {
    const own = createHash('sha256').update(`${seed} ${row.id}`).digest().readUInt32LE();
    return { ...row, question: damageQuestion(row.question, seeded(own), common) };
  });
}

/** How often each character stands in texts: what a slip of the keyboard is likely to give. */
export function usualCharacters(texts: Iterable<string>): (character: number) => number {
  const counts = new Uint32Array(65_536);
  for (const text of texts) {
    const plain = normalise(text);
    for (let at = 0; at < plain.length; at++) counts[plain.charCodeAt(at)] = (counts[plain.charCodeAt(at)] ?? 0) + 1;
  }
  return (character) => counts[character] ?? 0;
}

function soundAlike(character: string, random: () => number, common: (character: number) => number): string {
  const others = homophones(character.charCodeAt(0)).filter((unit) => unit !== character.charCodeAt(0));
  const total = others.reduce((sum, unit) => sum + common(unit), 0);
  let left = random() * total;
  for (const unit of others) {
    left -= common(unit);
    if (left < 0) return String.fromCharCode(unit);
  }
  return character;
}
