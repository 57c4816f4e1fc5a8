import type { KnowledgeBase } from '../retrieval/knowledge-base.js';
import type { Finding } from './fitness.js';
import { withoutOwnAmounts } from './rewrite.js';
import type { Part } from './split.js';
import type { Understood } from './understand.js';

const searchedPerPart = 12;

async function search(knowledge: KnowledgeBase, understood: Understood, { own, searched }: Part): Promise<Finding> {
  const { request, scope } = understood;
  const text = withoutOwnAmounts(searched);
  const passages = await knowledge.search({ text, asOf: request.asOf, scope, limit: searchedPerPart });
  return { own, asked: searched, passages };
}

const leadConfidence = (finding: Finding | undefined) => finding?.passages[0]?.confidence ?? 0;

/** Each of several questions by itself; what the whole message finds then tells which of two good fits is meant. */
async function findParts(knowledge: KnowledgeBase, understood: Understood): Promise<readonly Finding[]> {
  const { parts } = understood;
  const message = parts.map(({ own }) => own).join(' ');
  const [together, ...found] = await Promise.all([
    search(knowledge, understood, { own: message, searched: message }),
    ...parts.map((part) => search(knowledge, understood, part)),
  ]);
  const whole = new Map(together.passages.map(({ chunk, confidence }) => [chunk.id, confidence]));
  return found.map((finding) => ({ ...finding, whole }));
}

export interface Found {
  readonly found: readonly Finding[];
  /** The question that the next one may lean on. */
  readonly topic: string;
}

/** Passages for each question of a message; a question that leans on the one before is searched together with it. */
export async function find(knowledge: KnowledgeBase, understood: Understood): Promise<Found> {
  const { question, parts, together } = understood;
  if (parts.length > 1) return { found: await findParts(knowledge, understood), topic: question };
  const part = parts[0] ?? { own: question, searched: question };
  const own = await search(knowledge, understood, part);
  if (!together) return { found: [own], topic: part.own };
  const joint = await search(knowledge, understood, { own: part.own, searched: together.text });
  const alone = leadConfidence(own) >= leadConfidence(joint) && !together.leaning;
  if (alone || joint.passages.length === 0) return { found: [own], topic: part.own };
  return { found: [joint], topic: together.topic };
}
