/** The k best of many (document, score) pairs: higher scores first, equal ones by smaller document. */
export class TopK {
  readonly #documents: Uint32Array;
  readonly #scores: Float32Array;
  #size = 0;

  constructor(readonly k: number) {
    this.#documents = new Uint32Array(k);
    this.#scores = new Float32Array(k);
  }

  /** The score that a newcomer has to beat; -Infinity while there is room. */
  get threshold(): number {
    return this.#size < this.k ? Number.NEGATIVE_INFINITY : (this.#scores[0] as number);
  }

  offer(document: number, score: number): void {
    if (this.#size < this.k) {
      this.#rise(this.#size++, document, score);
    } else if (this.k > 0 && before(score, document, this.#scores[0] as number, this.#documents[0] as number)) {
      this.#sink(document, score);
    }
  }

  /** Empties the heap. */
  take(): { document: number; score: number }[] {
    const all = Array.from({ length: this.#size }, (_, at) => ({
      document: this.#documents[at] as number,
      score: this.#scores[at] as number,
    }));
    this.#size = 0;
    return all.sort((a, b) => b.score - a.score || a.document - b.document);
  }

  #rise(from: number, document: number, score: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(this.#scores[parent] as number, this.#documents[parent] as number, score, document)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, document, score);
  }

  #sink(document: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#worse(child + 1, child)) child++;
      if (before(this.#scores[child] as number, this.#documents[child] as number, score, document)) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, document, score);
  }

  #worse(a: number, b: number): boolean {
    return before(
      this.#scores[b] as number,
      this.#documents[b] as number,
      this.#scores[a] as number,
      this.#documents[a] as number,
    );
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#documents[from] as number, this.#scores[from] as number);
  }

  #put(at: number, document: number, score: number): void {
    this.#documents[at] = document;
    this.#scores[at] = score;
  }
}

function before(score: number, document: number, otherScore: number, otherDocument: number): boolean {
  return score > otherScore || (score === otherScore && document < otherDocument);
}
