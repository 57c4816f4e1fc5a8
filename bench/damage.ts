/**
 * Damages the questions of a set: npx tsx bench/damage.ts FILE.jsonl [--docs DOCS.jsonl] [--seed 1] [--share 0.1]
 * Reads a JSON object a line with a `text` or a `question`, prints the same lines with that damaged. Homophones are
 * drawn by how usual they are in DOCS.jsonl, or in the questions themselves; one seed always gives the same damage.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { damageLines } from './damage-lines.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    docs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    share: { type: 'string', default: '0.1' },
  },
});
const [file] = positionals;
const [seed, share] = [Number(values.seed), Number(values.share)];
if (file === undefined || !Number.isInteger(seed) || !(share >= 0 && share <= 1)) {
  console.error('usage: damage.ts FILE.jsonl [--docs DOCS.jsonl] [--seed WHOLE NUMBER] [--share 0 TO 1]');
  process.exit(2);
}
const common = readFileSync(values.docs ?? file, 'utf8');
process.stdout.write(damageLines(readFileSync(file, 'utf8'), { common, seed, share }));
