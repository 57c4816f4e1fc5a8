/** What the working of a case says, worked out by a reader of its own: nothing here comes from the engine. */

type Exact = readonly [numerator: bigint, denominator: bigint];

function number(text: string): Exact {
  const [, whole = '0', decimals = '', percent] = /^(\d+)(?:\.(\d+))?(%?)$/.exec(text) ?? [];
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length) * (percent ? 100n : 1n)];
}

/** `(10000-900)×85%+20000×88%`, by the usual precedence. */
export function workOutText(text: string): Exact {
  const tokens = text.replace(/\s/g, '').match(/\d+(?:\.\d+)?%?|[-+×/()]/g) ?? [];
  let at = 0;
  const next = () => tokens[at++] ?? '';
  const factor = (): Exact => {
    const token = next();
    if (token !== '(') return number(token);
    const inner = sum();
    next();
    return inner;
  };
  const product = (): Exact => {
    let [a, b] = factor();
    while (tokens[at] === '×' || tokens[at] === '/') {
      const divides = next() === '/';
      const [c, d] = factor();
      [a, b] = divides ? [a * d, b * c] : [a * c, b * d];
    }
    return [a, b];
  };
  const sum = (): Exact => {
    let [a, b] = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      const sign = next() === '+' ? 1n : -1n;
      const [c, d] = product();
      [a, b] = [a * d + sign * c * b, b * d];
    }
    return [a, b];
  };
  return sum();
}

/** Every `left=right` in a working, each side as text. */
export function equationsIn(working: string): readonly (readonly [string, string])[] {
  return [...working.matchAll(/([-\d.+×/%()\s]+)=(\d+(?:\.\d+)?%?)/g)].map((match) => [match[1] ?? '', match[2] ?? '']);
}

export const sameNumber = ([a, b]: Exact, [c, d]: Exact): boolean => a * d === c * b;
