import type { Provider } from '../provider.js';
import { none } from './none.js';
import { openaiCompatible } from './openai-compatible.js';

/** Every provider by the name it has in the configuration. A new one is a file here and a line. */
export const providers = {
  'openai-compatible': openaiCompatible,
  none,
} as const satisfies Readonly<Record<string, Provider>>;

export type ProviderName = keyof typeof providers;

export const providerNames = Object.keys(providers) as readonly ProviderName[];
