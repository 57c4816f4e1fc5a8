import { type DestinationStream, destination as fileDestination, type Logger, pino } from 'pino';
import { YiwenError } from './errors.js';
import { maskPersonalData } from './personal-data.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** What may stand beside an event: codes, counts, ids. Never what a person wrote. */
export type LogFields = Readonly<Record<string, unknown>>;

/** `event` is a dotted code (`chat.turn-failed`). A field named `error` is told by code, message and stack. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Fields that hold words of people or secrets: left out wherever they turn up. */
const withheld = new Set(
  'text question answer reply story reason quote content body password secret token key receipt authorization cookie'.split(
    ' ',
  ),
);
const DEEPEST = 4;

export interface LogOptions {
  readonly level?: LogLevel;
  /** Where lines go; standard error when absent, so that a pipe on standard output stays clean. */
  readonly destination?: DestinationStream;
}

/** A log of JSON lines in which personal numbers are masked and message text cannot appear. */
export function createLog({
  level = 'info',
  destination = fileDestination({ fd: 2, sync: true }),
}: LogOptions = {}): Log {
  const logger = pino({ level, base: null, redact: { paths: redactPaths(), remove: true } }, destination);
  const write =
    (severity: Exclude<LogLevel, 'silent'>) =>
    (event: string, fields: LogFields = {}) =>
      line(logger, severity, event, fields);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** For tests and for tools that print their own errors. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A second net below `tidy`: should a field slip past it, pino removes it. */
function redactPaths(): string[] {
  return [...withheld].flatMap((name) => [name, `*.${name}`]);
}

function line(logger: Logger, severity: Exclude<LogLevel, 'silent'>, event: string, fields: LogFields): void {
  if (logger.isLevelEnabled(severity)) logger[severity]({ event, ...(tidy(fields, 0) as object) });
}

function tidy(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskPersonalData(value);
  if (value instanceof Error) return describe(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) return value.map((item) => tidy(item, depth + 1));
  const entries = Object.entries(value).filter(([name]) => !withheld.has(name.toLowerCase()));
  return Object.fromEntries(entries.map(([name, item]) => [name, tidy(item, depth + 1)]));
}

function describe(error: Error): Record<string, unknown> {
  const own = error instanceof YiwenError ? { code: error.code, remedy: error.remedy } : {};
  const cause = error.cause instanceof Error ? { cause: describe(error.cause) } : {};
  return {
    name: error.name,
    message: maskPersonalData(error.message),
    stack: maskPersonalData(error.stack ?? ''),
    ...own,
    ...cause,
  };
}
