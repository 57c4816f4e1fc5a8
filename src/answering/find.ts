import type { Query } from '../domain/passage.js';
import type { KnowledgeBase } from '../retrieval/knowledge-base.js';
import type { Finding } from './fitness.js';
import { withoutOwnAmounts } from './rewrite.js';
import type { Part } from './split.js';
import type { Understood } from './understand.js';

const searchedPerPart = 12;

interface Asked {
  readonly understood: Understood;
  readonly times: Times;
}

/** The time of the rules that are looked for. */
export type Times = Pick<Query, 'asOf' | 'until' | 'otherTimes'>;

async function search(knowledge: KnowledgeBase, asked: Asked, { own, searched, asking }: Part): Promise<Finding> {
  const text = withoutOwnAmounts(searched);
  const { scope } = asked.understood;
  const passages = await knowledge.search({ text, ...asked.times, scope, limit: searchedPerPart });
  return { own, asked: searched, passages, ...(asking === undefined ? {} : { asking }) };
}

const leadConfidence = (finding: Finding | undefined) => finding?.passages[0]?.confidence ?? 0;

/** A question by itself, or with what the first one is about where a passage holds more of both than of itself. */
async function findPart(knowledge: KnowledgeBase, asked: Asked, part: Part): Promise<Finding> {
  const alone = await search(knowledge, asked, part);
  if (part.joint === undefined) return alone;
  const joint = await search(knowledge, asked, { ...part, searched: part.joint });
  return leadConfidence(joint) > leadConfidence(alone) ? joint : alone;
}

/** Each of several questions by itself; what the whole message finds then tells which of two good fits is meant. */
async function findParts(knowledge: KnowledgeBase, asked: Asked): Promise<readonly Finding[]> {
  const { parts } = asked.understood;
  const message = parts.map(({ own }) => own).join(' ');
  const [together, ...found] = await Promise.all([
    search(knowledge, asked, { own: message, searched: message }),
    ...parts.map((part) => findPart(knowledge, asked, part)),
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
export async function find(knowledge: KnowledgeBase, understood: Understood, times: Times): Promise<Found> {
  const { question, parts, together } = understood;
  const asked = { understood, times };
  if (parts.length > 1) return { found: await findParts(knowledge, asked), topic: question };
  const part = parts[0] ?? { own: question, searched: question };
  const own = await search(knowledge, asked, part);
  if (!together) return { found: [own], topic: part.own };
  const joint = await search(knowledge, asked, { ...part, searched: together.text });
  const alone = leadConfidence(own) >= leadConfidence(joint) && !together.leaning;
  if (alone || joint.passages.length === 0) return { found: [own], topic: part.own };
  return { found: [joint], topic: together.topic };
}
