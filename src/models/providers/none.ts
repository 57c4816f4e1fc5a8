import type { Provider } from '../provider.js';

/** No model: answers are extracts, vectors are retrieval's own. */
export const none = { chat: () => undefined, embeddings: () => undefined } satisfies Provider;
