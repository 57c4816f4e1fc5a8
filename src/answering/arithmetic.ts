/** A sum that a text shows: 2000×60%=1200元. */
export interface Calculation {
  readonly text: string;
  readonly at: number;
  /** Each operand as it is written, 60% or 2000元. */
  readonly operands: readonly string[];
  readonly result: string;
  /** Whether the operands make the result exactly. */
  readonly exact: boolean;
}

const operand = String.raw`\d+(?:,\d{3})*(?:\.\d+)?(?:[万亿])?(?:%|元|块|个月|月|年|天|日|人|次)?`;
const open = String.raw`[(（\s]*`;
const close = String.raw`[)）\s]*`;
const shown = new RegExp(
  `${open}${operand}${close}(?:[-+－＋−–—×xX*＊÷/]${open}${operand}${close})+[=＝]\\s*(${operand})`,
  'gu',
);

/** An exact fraction: figures of money and per cent must not be rounded on the way. */
type Fraction = readonly [numerator: bigint, denominator: bigint];

function fraction(text: string): Fraction {
  const [, digits = '0', decimals = '', size = '', unit = ''] =
    /^(\d+)(?:\.(\d+))?([万亿])?(.*)$/u.exec(text.replace(/,/g, '')) ?? [];
  const scale = size === '万' ? 10_000n : size === '亿' ? 100_000_000n : 1n;
  return [BigInt(digits + decimals) * scale, 10n ** BigInt(decimals.length) * (unit.startsWith('%') ? 100n : 1n)];
}

const operators: Readonly<Record<string, (a: Fraction, b: Fraction) => Fraction | undefined>> = {
  '+': ([a, b], [c, d]) => [a * d + c * b, b * d],
  '-': ([a, b], [c, d]) => [a * d - c * b, b * d],
  '*': ([a, b], [c, d]) => [a * c, b * d],
  '/': ([a, b], [c, d]) => (c === 0n ? undefined : [a * d, b * c]),
};

const signs: readonly (readonly [RegExp, string])[] = [
  [/[＋]/gu, '+'],
  [/[－−–—]/gu, '-'],
  [/[×xX＊]/gu, '*'],
  [/÷/gu, '/'],
  [/（/gu, '('],
  [/）/gu, ')'],
  [/\s/gu, ''],
];

/** The value of an expression of + - × ÷ and brackets; undefined where brackets or operands do not fit together. */
function evaluate(expression: string): Fraction | undefined {
  const tokens =
    signs.reduce((text, [sign, plain]) => text.replace(sign, plain), expression).match(/[-+*/()]|[^-+*/()]+/gu) ?? [];
  let at = 0;
  const factor = (): Fraction | undefined => {
    const token = tokens[at++];
    if (token !== '(') return token !== undefined && /^\d/.test(token) ? fraction(token) : undefined;
    const inside = chain(['+', '-'], () => chain(['*', '/'], factor));
    return tokens[at++] === ')' ? inside : undefined;
  };
  const chain = (of: readonly string[], next: () => Fraction | undefined): Fraction | undefined => {
    let left = next();
    while (left && of.includes(tokens[at] ?? '')) {
      const operator = operators[tokens[at++] ?? ''];
      const right = next();
      left = right && operator?.(left, right);
    }
    return left;
  };
  const result = chain(['+', '-'], () => chain(['*', '/'], factor));
  return at === tokens.length ? result : undefined;
}

/** Every sum that a text shows, worked out again in exact fractions. */
export function calculationsIn(text: string): readonly Calculation[] {
  return [...text.matchAll(shown)].map((match) => {
    const [said, result = ''] = match;
    const expression = said.slice(0, said.search(/[=＝]/u));
    const [value, claimed] = [evaluate(expression), fraction(result)];
    return {
      text: said,
      at: match.index,
      operands: expression.match(new RegExp(operand, 'gu')) ?? [],
      result,
      exact: value !== undefined && value[0] * claimed[1] === claimed[0] * value[1],
    };
  });
}
