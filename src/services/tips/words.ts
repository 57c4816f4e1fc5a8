import type { Choice, Reply } from '../../domain/message.js';

/** One way to say something, whichever of the tip's conversations speaks. */
export const say = (text: string, choices?: readonly Choice[]): Reply => ({
  status: 'service',
  text,
  ...(choices ? { choices } : {}),
});

export const choice = (text: string, label = text): Choice => ({ label, text });

export const DONE = choice('完成');

/** Puts a line before what is asked next. */
export const first = (line: string, reply: Reply): Reply => ({ ...reply, text: `${line}\n${reply.text}` });
