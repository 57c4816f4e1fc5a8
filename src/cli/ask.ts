import { loadConfig } from '../app/config.js';
import { openAnswering } from '../app/open-answering.js';
import { citationList } from '../domain/cited-sources.js';
import { chinaDay, systemClock } from '../lib/clock.js';
import { parseDay } from './day.js';
import { warnTo } from './warnings.js';

export interface AskCommand {
  readonly config: string | undefined;
  readonly question: string;
  readonly json?: boolean;
  readonly place?: string;
  readonly asOf?: string;
}

/** One answer on standard output. The snapshot in use serves; without one it is built first. */
export async function ask(command: AskCommand): Promise<number> {
  const config = loadConfig(command.config === undefined ? {} : { file: command.config });
  const asOf = command.asOf === undefined ? chinaDay(systemClock.now()) : parseDay(command.asOf);
  const { answering, library } = await openAnswering({ config, warn: warnTo(process.stderr), build: 'missing' });
  const { answer, milliseconds } = await answering.extract({
    question: command.question,
    asOf,
    ...(command.place ? { place: command.place } : {}),
  });
  await library.close();
  const citations = answer.status === 'answered' ? answer.citations : [];
  const choices = answer.status === 'ask-back' ? { choices: answer.choices } : {};
  const ms = Math.round(milliseconds * 10) / 10;
  process.stdout.write(
    command.json
      ? `${JSON.stringify({ status: answer.status, text: answer.text, citations, ...choices, ms })}\n`
      : `${[answer.text, citationList(citations)].filter(Boolean).join('\n')}\n`,
  );
  return 0;
}
