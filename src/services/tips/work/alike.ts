/** How alike two texts are, 0 to 1: pairs of neighbouring characters that they share (Dice). */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

/** A text as it is prepared once and compared often. */
export function pairsOf(text: string): ReadonlySet<string> {
  const plain = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{P}]/gu, ''),
  ];
  return new Set(plain.slice(0, -1).map((character, index) => character + (plain[index + 1] ?? '')));
}
