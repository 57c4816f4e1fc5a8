import { createHash } from 'node:crypto';
import { normalise } from '../../lib/chinese/normalise.js';
import { questionWords } from '../../retrieval/question-words.js';

/** A question that was not answered to the asker's satisfaction, once. */
export interface OpenQuestion {
  /** As recorded: personal numbers masked. */
  readonly question: string;
  /** The bot said that it does not know; otherwise what it said got 没用. */
  readonly unsure: boolean;
  /** ISO, UTC. */
  readonly at: string;
}

export interface WordingCount {
  readonly id: string;
  readonly text: string;
  readonly count: number;
}

/** Questions that are alike. */
export interface Cluster {
  /** Of its most frequent wording. The id of any of its wordings names it too. */
  readonly id: string;
  /** The most frequent wording. */
  readonly representative: string;
  readonly count: number;
  readonly unsure: number;
  /** Answered, and marked 没用. */
  readonly useless: number;
  readonly lastSeen: string;
  /** Most frequent first. */
  readonly wordings: readonly WordingCount[];
}

/**
 * Likeness from which on two wordings are taken for one question: Dice's coefficient of their character pairs, 0 to 1,
 * words that only ask (怎么, 多少) left aside. Half of what they say is the same.
 */
export const LIKE = 0.5;

interface Wording extends WordingCount {
  readonly key: string;
  readonly pieces: ReadonlySet<string>;
  readonly rows: readonly OpenQuestion[];
}

const askingWords = new RegExp(questionWords.join('|'), 'gu');

/** Letters and digits as they are searched: two ways of typing the same words are one. */
const keyOf = (question: string) => normalise(question).replace(/[^\p{L}\p{N}]/gu, '');

/** Overlapping character pairs of what a question is about; the one character where there is no more. */
function piecesOf(key: string): Set<string> {
  const subject = [...key.replace(askingWords, '')];
  const letters = subject.length > 1 ? subject : [...key];
  return new Set(letters.length < 2 ? letters : letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
}

function mostFrequent(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? '';
}

/** Rows with the same words, the most frequent first, then by their words: an order that the rows' own does not touch. */
function wordingsOf(rows: readonly OpenQuestion[]): Wording[] {
  const byKey = new Map<string, OpenQuestion[]>();
  for (const row of rows) {
    const key = keyOf(row.question);
    if (key === '') continue;
    const same = byKey.get(key);
    if (same) same.push(row);
    else byKey.set(key, [row]);
  }
  return [...byKey]
    .map(([key, own]) => ({
      key,
      id: createHash('sha256').update(key).digest('hex').slice(0, 8),
      text: mostFrequent(own.map(({ question }) => question)),
      count: own.length,
      pieces: piecesOf(key),
      rows: own,
    }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** Finds the leader that is most alike; of several the one that came first. */
class Leaders {
  private readonly sizes: number[] = [];
  private readonly byPiece = new Map<string, number[]>();

  nearest(pieces: ReadonlySet<string>): number | undefined {
    const shared = new Map<number, number>();
    for (const piece of pieces)
      for (const leader of this.byPiece.get(piece) ?? []) shared.set(leader, (shared.get(leader) ?? 0) + 1);
    let best: { readonly leader: number; readonly likeness: number } | undefined;
    for (const [leader, count] of shared) {
      const likeness = (2 * count) / (pieces.size + (this.sizes[leader] ?? 0));
      const better = !best || likeness > best.likeness || (likeness === best.likeness && leader < best.leader);
      if (likeness >= LIKE && better) best = { leader, likeness };
    }
    return best?.leader;
  }

  add(pieces: ReadonlySet<string>): number {
    const leader = this.sizes.push(pieces.size) - 1;
    for (const piece of pieces) {
      const known = this.byPiece.get(piece);
      if (known) known.push(leader);
      else this.byPiece.set(piece, [leader]);
    }
    return leader;
  }
}

function clusterOf(wordings: readonly Wording[]): Cluster {
  const rows = wordings.flatMap((wording) => wording.rows);
  const unsure = rows.filter((row) => row.unsure).length;
  return {
    id: wordings[0]?.id ?? '',
    representative: wordings[0]?.text ?? '',
    count: rows.length,
    unsure,
    useless: rows.length - unsure,
    lastSeen:
      rows
        .map(({ at }) => at)
        .sort()
        .at(-1) ?? '',
    wordings: wordings.map(({ id, text, count }) => ({ id, text, count })),
  };
}

/**
 * Groups questions by likeness, the biggest group first. Wordings are taken from the most frequent on: each joins the
 * group whose first wording it is most like, or begins one. So every wording of a group is at least `LIKE` its
 * representative, groups do not run into each other, and the order of the rows changes nothing.
 */
export function cluster(rows: readonly OpenQuestion[]): Cluster[] {
  const leaders = new Leaders();
  const groups: Wording[][] = [];
  for (const wording of wordingsOf(rows)) {
    const nearest = leaders.nearest(wording.pieces);
    if (nearest !== undefined) groups[nearest]?.push(wording);
    else groups[leaders.add(wording.pieces)] = [wording];
  }
  return groups.map(clusterOf).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

/** The cluster that an id or a question names: by one of its wordings, however that was typed. */
export function findCluster(clusters: readonly Cluster[], named: string): Cluster | undefined {
  const key = keyOf(named);
  return clusters.find(({ wordings }) => wordings.some(({ id, text }) => id === named || keyOf(text) === key));
}
