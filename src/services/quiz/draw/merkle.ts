import { createHash } from 'node:crypto';

/**
 * The Merkle tree over participant codes: one short number that stands for the whole list. Leaves and nodes are told
 * apart by their first byte, so that no node can be passed off as an entrant (RFC 9162, 2.1). Unlike there, an odd node
 * moves up as it is.
 */
const hashOf = (kind: 0 | 1, ...parts: readonly (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256').update(Buffer.of(kind));
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const leaf = (code: string): Buffer => hashOf(0, code);
const node = (left: Buffer, right: Buffer): Buffer => hashOf(1, left, right);

function levelAbove(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]];
    if (left) above.push(right ? node(left, right) : left);
  }
  return above;
}

/** The order that the tree and the list stand in. */
export const sortCodes = (codes: readonly string[]): string[] =>
  [...codes].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));

/** @param codes one or more, sorted @returns 64 hex digits; of nobody, '' */
export function merkleRoot(codes: readonly string[]): string {
  let level = codes.map(leaf);
  while (level.length > 1) level = levelAbove(level);
  return level[0]?.toString('hex') ?? '';
}

/** A neighbour on the way up, and on which side it stands. */
export interface ProofStep {
  readonly side: 'left' | 'right';
  readonly hash: string;
}

/** What shows that a code is among those of a root, without the others. Undefined if it is not. */
export function inclusionProof(codes: readonly string[], code: string): readonly ProofStep[] | undefined {
  let at = codes.indexOf(code);
  if (at < 0) return undefined;
  const steps: ProofStep[] = [];
  for (let level = codes.map(leaf); level.length > 1; level = levelAbove(level)) {
    const [side, neighbour] = at % 2 === 0 ? (['right', level[at + 1]] as const) : (['left', level[at - 1]] as const);
    if (neighbour) steps.push({ side, hash: neighbour.toString('hex') });
    at = Math.floor(at / 2);
  }
  return steps;
}

export function isIncluded(root: string, code: string, proof: readonly ProofStep[]): boolean {
  let hash = leaf(code);
  for (const step of proof) {
    const other = Buffer.from(step.hash, 'hex');
    hash = step.side === 'left' ? node(other, hash) : node(hash, other);
  }
  return hash.toString('hex') === root;
}
