/** What is wrong with a question and what to do about it. */
export interface Fault {
  /** Dotted: `quiz.figure-not-in-text`. */
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
}

export const fault = (code: string, cause: string, remedy: string): Fault => ({ code: `quiz.${code}`, cause, remedy });

export const sayFault = ({ cause, remedy }: Fault): string => `${cause}。${remedy}`;
