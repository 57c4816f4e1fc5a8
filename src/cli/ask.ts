import { loadConfig } from '../app/config.js';
import { openAnswering } from '../app/open-answering.js';
import { citationList } from '../channels/render.js';
import { chinaDay, systemClock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { warnTo } from './warnings.js';

export interface AskCommand {
  readonly config: string | undefined;
  readonly question: string;
  readonly json?: boolean;
  readonly place?: string;
  readonly asOf?: string;
}

function dayAsked(asOf: string | undefined): string {
  if (asOf === undefined) return chinaDay(systemClock.now());
  // Date.parse takes 2026-02-30 for the second of March.
  const time = /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? Date.parse(asOf) : Number.NaN;
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(asOf)) return asOf;
  throw new YiwenError('ask.bad-date', `日期 ${asOf} 看不懂`, '请写成 2026-04-01 这样。');
}

/** One answer on standard output. The snapshot in use serves; without one it is built first. */
export async function ask(command: AskCommand): Promise<number> {
  const config = loadConfig(command.config === undefined ? {} : { file: command.config });
  const asOf = dayAsked(command.asOf);
  const { answering, library } = await openAnswering({ config, warn: warnTo(process.stderr), build: 'missing' });
  const { answer, milliseconds } = await answering.extract({
    question: command.question,
    asOf,
    ...(command.place ? { place: command.place } : {}),
  });
  library.close();
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
