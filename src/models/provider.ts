import type { ChatModel } from './chat-model.js';
import type { Embeddings } from './embeddings.js';

/** Where a model answers and what it is called. The key is asked for when a call is made, and kept nowhere else. */
export interface Endpoint {
  /** Up to `/v1`. */
  readonly url: string;
  readonly model: string;
  readonly key?: { reveal(): string };
  /** For one call, a retry included. */
  readonly timeoutMs: number;
}

export interface ChatEndpoint extends Endpoint {
  /** Asks for the answer piece by piece: some endpoints speak no other way. */
  readonly stream: boolean;
}

export interface EmbeddingEndpoint extends Endpoint {
  /** Texts in one request, 1 to 512. */
  readonly batch: number;
  /** Put before a question, where the model was trained so. */
  readonly queryPrefix?: string;
}

/** A kind of service that models are reached through. What it does not offer is undefined. */
export interface Provider {
  chat(endpoint: ChatEndpoint): ChatModel | undefined;
  /**
   * @param dimension as stored with the vectors: then nothing is asked of the endpoint before it is needed. When absent
   *   it is learned by embedding one word.
   */
  embeddings(endpoint: EmbeddingEndpoint, dimension?: number): Promise<Embeddings> | undefined;
}
