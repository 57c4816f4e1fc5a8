/**
 * An error that a person can act on. `code` is dotted (`ingestion.encrypted`), `message` says the cause and
 * `remedy` what to do, both in the reader's language (Chinese for staff and residents).
 */
export class YiwenError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly remedy: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'YiwenError';
  }
}

/** One line for a terminal or a log: code, cause, remedy. Anything else than a YiwenError shows its message only. */
export function explain(error: unknown): string {
  if (error instanceof YiwenError) return `${error.message}（${error.code}）→ ${error.remedy}`;
  return error instanceof Error ? error.message : String(error);
}
