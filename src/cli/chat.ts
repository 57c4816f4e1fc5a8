import { assemble } from '../app/assemble.js';
import { loadConfig } from '../app/config.js';
import { createJsonlChannel } from '../channels/jsonl.js';
import { createTerminalChannel } from '../channels/terminal.js';
import { showFoundingCode } from './first-run.js';
import { warnTo } from './warnings.js';
import { welcome } from './welcome.js';

export interface ChatCommand {
  readonly config: string | undefined;
  readonly jsonl: boolean;
}

/** Scripts talk faster than people. */
const jsonlMessagesPerMinute = 100_000;

/** A conversation on standard input and output: for a person in a terminal, or a line of JSON a message. */
export async function chat({ config: file, jsonl }: ChatCommand): Promise<number> {
  const config = loadConfig(file === undefined ? {} : { file });
  const warn = warnTo(process.stderr);
  const house = await assemble({
    config,
    warn,
    build: 'missing',
    onCodeCreated: showFoundingCode(process.stderr),
    ...(jsonl ? { messagesPerMinute: jsonlMessagesPerMinute } : {}),
  });
  const { stdin: input, stdout: output } = process;
  const notify = ({ text }: { text: string }) => warn(text);
  const channel = jsonl
    ? createJsonlChannel({ input, output, notify })
    : createTerminalChannel({
        input,
        output,
        notify,
        interactive: input.isTTY === true,
        ...(input.isTTY ? { welcome: welcome(config.bureau) } : {}),
      });
  await channel.start((message) => house.assistant.receive(message));
  await channel.ended;
  await channel.stop();
  await house.close();
  return 0;
}
