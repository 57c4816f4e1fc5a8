/** Fewer people than this could be recognised: such a cell is not published. */
export const LEAST = 5;

interface Counted {
  readonly value: number;
}

/**
 * The cells that may be published. Cells of 1 to 4 are left out; where that is a single one, the smallest of the
 * others goes too, since the total would tell it. Empty cells tell of nobody and stay.
 */
export function publishable<Cell extends Counted>(cells: readonly Cell[]): readonly Cell[] {
  const small = (cell: Cell) => cell.value > 0 && cell.value < LEAST;
  const hidden = new Set(cells.filter(small));
  if (hidden.size === 1) {
    const [next] = cells.filter((cell) => cell.value >= LEAST).sort((a, b) => a.value - b.value);
    if (next) hidden.add(next);
  }
  return cells.filter((cell) => !hidden.has(cell));
}

/** A share over fewer than five is not published: it would tell how single people rated. */
export const publishableShare = (share: number | undefined, whole: number): number | undefined =>
  whole < LEAST ? undefined : share;
