import { damageQuestion } from '../src/evaluation/damage-question.js';
import { normalise } from '../src/lib/chinese/normalise.js';
import { seeded } from '../src/lib/seeded.js';

export interface Damage {
  /** Any text: how usual a character is there weighs the homophones. */
  readonly common: string;
  readonly seed: number;
  /** Of the Chinese characters, 0 to 1. */
  readonly share: number;
}

/**
 * JSON lines with the question of each damaged, all else as it was; empty lines are left out.
 * @throws Error naming the line that holds no question
 */
export function damageLines(jsonl: string, { common, seed, share }: Damage): string {
  const counts = new Map<number, number>();
  for (const character of normalise(common)) {
    const unit = character.charCodeAt(0);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  const random = seeded(seed);
  const lines = jsonl.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const row = JSON.parse(line) as Record<string, unknown>;
    const key = ['text', 'question'].find((name) => typeof row[name] === 'string');
    if (key === undefined) throw new Error(`line ${at + 1} has no text and no question`);
    const hurt = damageQuestion(row[key] as string, random, (unit) => counts.get(unit) ?? 0, share);
    return [JSON.stringify({ ...row, [key]: hurt })];
  });
  return `${lines.join('\n')}\n`;
}
