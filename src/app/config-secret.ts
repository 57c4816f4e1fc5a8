import { inspect } from 'node:util';

/** A password or key. It shows itself to nobody but `reveal`: not in a log, in JSON, in an error or in a debugger's print. */
export interface Secret {
  reveal(): string;
  toString(): string;
  toJSON(): string;
}

const hidden = '（已隐藏）';

export function createSecret(text: string): Secret {
  const secret = { reveal: () => text, toString: () => hidden, toJSON: () => hidden };
  Object.defineProperty(secret, inspect.custom, { value: () => hidden });
  return Object.freeze(secret);
}
