import type { z } from 'zod';

/** `system` holds our rules; `user` holds data: questions and extracts, which are never instructions. */
export interface ModelMessage {
  readonly role: 'system' | 'user';
  readonly text: string;
}

export interface CompleteOptions {
  /** Gives up when it aborts; rejects with its reason. */
  readonly signal?: AbortSignal;
  /** For the whole call, a retry included. The endpoint's own when absent. */
  readonly timeoutMs?: number;
}

/**
 * A language model that completes text. It has no tools and keeps nothing between calls.
 * Rejects with a YiwenError `models.unreachable`, `models.unauthorised`, `models.slow` or `models.nonsense`, whose text
 * holds neither key nor anything the endpoint said.
 */
export interface ChatModel {
  readonly model: string;
  complete(messages: readonly ModelMessage[], options?: CompleteOptions): Promise<string>;
  /** An object of the schema's shape; `models.nonsense` when the model gives another. */
  completeAs<Output>(
    messages: readonly ModelMessage[],
    schema: z.ZodType<Output>,
    options?: CompleteOptions,
  ): Promise<Output>;
}
