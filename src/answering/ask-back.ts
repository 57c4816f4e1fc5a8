import type { Answer } from '../domain/answer.js';
import type { Choice } from '../domain/message.js';
import type { Chunk, Passage } from '../domain/passage.js';
import type { Candidate } from './fitness.js';
import { namesNoMatter } from './rewrite.js';
import { figures } from './sentences.js';
import type { Understood } from './understand.js';

/** What an answer depends on that the person has not said: asked once in a conversation, at the end of the answer. */
export interface OpenPoint {
  readonly about: 'scheme';
  readonly text: string;
  readonly choices: readonly Choice[];
}

const schemePoint: OpenPoint = {
  about: 'scheme',
  text: '您参加的是职工医保还是居民医保？告诉我，我按您的来答。',
  choices: [
    { label: '职工医保', text: '职工医保' },
    { label: '居民医保', text: '居民医保' },
  ],
};

/** Points behind the best passage within which the other scheme's rule is as much an answer. */
const asGood = 4;

const otherFigures = (one: Chunk, other: Chunk): boolean => {
  const known = new Set(figures(one.text));
  return figures(other.text).some((figure) => !known.has(figure));
};

/**
 * Whether an answer depends on the scheme: what is said first is of one scheme, and a passage of the other scheme, of
 * the same place, with other figures, fits about as well.
 */
export function openPoint(
  first: Passage | undefined,
  candidates: readonly Candidate[],
  { scope, request }: Pick<Understood, 'scope' | 'request'>,
): OpenPoint | undefined {
  const lead = candidates.find(({ passage }) => passage.chunk.id === first?.chunk.id);
  if (!lead || scope.scheme !== undefined || request.previous?.asked?.includes('scheme')) return undefined;
  const { chunk } = lead.passage;
  if (chunk.scheme === 'both') return undefined;
  const differs = ({ chunk: other }: Passage) =>
    other.scheme !== 'both' &&
    other.scheme !== chunk.scheme &&
    other.place === chunk.place &&
    otherFigures(chunk, other);
  const rival = candidates.find(({ passage, fitness }) => fitness >= lead.fitness - asGood && differs(passage));
  return rival && schemePoint;
}

const matters: readonly string[] = ['门诊报销', '住院报销', '异地就医', '参保缴费', '医疗救助'];

/** 能报多少, 要什么材料: a question that names no matter, with nothing before it to lean on, is asked which one it is about. */
export function askMatter({ question, request, boundary }: Understood): Answer | undefined {
  if (boundary || request.previous || question.length > 12 || !namesNoMatter(question)) return undefined;
  return {
    status: 'ask-back',
    text: '您想问哪件事？选一项，或者把事情写进问题里，例如：退休职工门诊一年能报多少。',
    choices: matters.map((matter) => ({ label: matter, text: `${matter} ${question}` })),
  };
}
