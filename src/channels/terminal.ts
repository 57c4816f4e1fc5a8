import type { Readable, Writable } from 'node:stream';
import { chosenText } from '../chat/choose.js';
import type { Choice, IncomingMessage, Reply } from '../domain/message.js';
import { type Clock, systemClock } from '../lib/clock.js';
import { printable } from '../lib/printable.js';
import { type Deliver, deliverPolitely, derivedMessageId, MAX_INCOMING_CHARACTERS, type Notify } from './channel.js';
import { type LineChannel, openLines, tolerateClosedReader, writeLine } from './lines.js';
import { plainText } from './render.js';

export interface TerminalOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** Said first; nothing when absent. */
  readonly welcome?: Reply;
  /** Whether a person types: shows the prompt and the way out, and allows editing. */
  readonly interactive?: boolean;
  readonly clock?: Clock;
  readonly notify?: Notify;
}

const SENDER = 'terminal';
const PROMPT = '您：';
const LEAVING = new Set(['再见', 'exit', 'quit']);
const HOW_TO_LEAVE = '（输入“再见”或按 Ctrl+D 结束）';
const TOO_LONG = `这条消息超过${MAX_INCOMING_CHARACTERS}字，请分几次说。`;

/** A conversation of one person in a terminal, or of a script through a pipe: a line in, a reply out. */
export function createTerminalChannel(options: TerminalOptions): LineChannel {
  const { input, output, welcome, interactive = false, clock = systemClock, notify } = options;
  const lines = openLines(input, interactive ? { output, prompt: PROMPT } : undefined);
  /** The assistant knows what it showed itself; the welcome is the terminal's own. */
  let welcomeChoices: readonly Choice[] | undefined;
  let running: Promise<void> = Promise.resolve();
  tolerateClosedReader(output);

  async function say(reply: Reply): Promise<void> {
    if (reply.silent) return;
    const text = printable(plainText(reply));
    await writeLine(output, interactive ? `\n${indented(text)}\n` : text);
  }

  async function answer(deliver: Deliver, line: string, lineNumber: number): Promise<void> {
    if (line.length > MAX_INCOMING_CHARACTERS) return writeLine(output, TOO_LONG);
    const sentAt = clock.now();
    const id = derivedMessageId(SENDER, `${sentAt.toISOString()}#${lineNumber}`, line);
    const text = chosenText(line, welcomeChoices);
    welcomeChoices = undefined;
    await say(await deliverPolitely(deliver, typed(id, text, sentAt), notify));
  }

  async function run(deliver: Deliver): Promise<void> {
    if (welcome) await say(welcome);
    welcomeChoices = welcome?.choices;
    if (interactive) await writeLine(output, HOW_TO_LEAVE);
    let lineNumber = 0;
    for await (const line of lines) {
      lineNumber += 1;
      const text = line.replace(/^\uFEFF/u, '').trim();
      if (LEAVING.has(text)) break;
      if (text) await answer(deliver, text, lineNumber);
      lines.prompt();
    }
  }

  return {
    name: SENDER,
    get ended() {
      return running;
    },
    async start(deliver) {
      running = run(deliver);
      running.catch(() => {});
    },
    async send(_address, reply) {
      return say(reply).then(
        () => ({ status: 'sent' as const }),
        () => ({ status: 'failed' as const, reason: '终端已经关闭' }),
      );
    },
    async stop() {
      lines.close();
      await running.catch(() => {});
    },
  };
}

function typed(id: string, text: string, sentAt: Date): IncomingMessage {
  return { channel: SENDER, chat: SENDER, sender: SENDER, id, kind: 'text', text, sentAt };
}

function indented(text: string): string {
  return `医问：${text.replaceAll('\n', '\n　　　')}`;
}
