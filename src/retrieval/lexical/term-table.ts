/** Term keys numbered in order of first sight: open addressing over typed arrays, several times as fast as a Map. */
export class TermTable {
  #keys: Uint32Array;
  #slots: Uint32Array;
  #size: number;

  /** @param saved keys and slots of an earlier table; what they hold is taken over, not copied. */
  constructor(saved?: { keys: Uint32Array; slots: Uint32Array }) {
    this.#keys = saved?.keys ?? new Uint32Array(1 << 12);
    this.#slots = saved?.slots ?? new Uint32Array(1 << 13);
    this.#size = saved?.keys.length ?? 0;
  }

  get size(): number {
    return this.#size;
  }

  /** The number of a key, or -1. */
  find(key: number): number {
    return (this.#slots[this.#slotOf(key)] as number) - 1;
  }

  /** The number of a key, which is given one if it has none. */
  number(key: number): number {
    const slot = this.#slotOf(key);
    const known = this.#slots[slot] as number;
    if (known !== 0) return known - 1;
    if (this.#size === this.#keys.length) this.#keys = grown(this.#keys, this.#size * 2);
    this.#keys[this.#size++] = key;
    this.#slots[slot] = this.#size;
    if (this.#size * 2 > this.#slots.length) this.#spread(this.#slots.length * 2);
    return this.#size - 1;
  }

  keyOf(number: number): number {
    return this.#keys[number] as number;
  }

  /** Compact arrays to save; `slots` has a power of two, at least twice as many as keys. */
  arrays(): { keys: Uint32Array; slots: Uint32Array } {
    return { keys: this.#keys.subarray(0, this.#size), slots: this.#slots };
  }

  #slotOf(key: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> 7) & mask;
    for (;;) {
      const held = slots[slot] as number;
      if (held === 0 || this.#keys[held - 1] === key) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #spread(capacity: number): void {
    this.#slots = new Uint32Array(capacity);
    for (let number = 0; number < this.#size; number++) {
      this.#slots[this.#slotOf(this.#keys[number] as number)] = number + 1;
    }
  }
}

/** A copy with more room. */
export function grown<T extends Uint32Array | Uint16Array | Uint8Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array);
  return larger;
}
