import { normalise } from '../../../lib/chinese/normalise.js';
import type { Facts } from '../rules/facts.js';
import { circumstancesSaid } from './circumstances.js';
import { daySaid } from './day-said.js';
import { moneySaid } from './money-said.js';
import { rateSaid } from './rate-said.js';

/** Everything that a message says of a claim, whatever was asked. Pure; says nothing that was not said. */
export function hear(message: string, today: string): Facts {
  const text = normalise(message);
  const givenRate = rateSaid(text);
  const day = daySaid(text, today);
  return {
    ...circumstancesSaid(text),
    ...moneySaid(text),
    ...(givenRate === undefined ? {} : { givenRate }),
    ...(day === undefined ? {} : { day }),
  };
}
