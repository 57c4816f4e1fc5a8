/**
 * Overlapping pairs of neighbouring characters, as other engines are given Chinese: letters and digits only, width and
 * case folded. Traditional characters stay as they are unless `fold` says otherwise: that is each engine's own affair.
 */
export function bigrams(text: string, fold: (text: string) => string = foldWidthAndCase): string[] {
  const runs = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return runs.flatMap((run) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
}

function foldWidthAndCase(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
