import { z } from 'zod';
import type { Choice, Citation, Reply, ReplyStatus } from '../domain/message.js';
import { MAX_INCOMING_CHARACTERS } from './channel.js';

export interface LineRequest {
  readonly id?: string;
  readonly sender: string;
  readonly text: string;
}

export type ParsedLine =
  | { readonly status: 'request'; readonly request: LineRequest }
  | { readonly status: 'error'; readonly line: ErrorLine };

export interface ReplyLine {
  readonly id: string;
  readonly status: ReplyStatus;
  readonly text: string;
  readonly choices?: readonly Choice[];
  readonly citations?: readonly Citation[];
  readonly service?: string;
  readonly notice?: string;
  /** Nothing is said: a person is talking. */
  readonly silent?: true;
}

export interface ErrorLine {
  readonly id?: string;
  readonly status: 'error';
  readonly error: { readonly code: string; readonly message: string; readonly remedy: string };
}

const EXAMPLE = '{"id":"1","sender":"a","text":"门诊能报多少"}';

const name = z.union([z.string().min(1).max(128), z.number().finite().transform(String)]);

const lineSchema = z.object({
  id: name.optional(),
  sender: name.default('local'),
  text: z.string().max(MAX_INCOMING_CHARACTERS),
});

/** One line of the form `{id?, sender?, text}`; what is missing or wrong is told with the id, where there is one. */
export function parseLine(line: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\uFEFF/u, ''));
  } catch {
    return failed(undefined, 'channel.line-not-json', '这一行不是JSON', `每行写一个对象，例如 ${EXAMPLE}`);
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) return failed(idOf(value), 'channel.line-invalid', complaint(value), `请照这样写：${EXAMPLE}`);
  const { id, sender, text } = parsed.data;
  return { status: 'request', request: { sender, text, ...(id === undefined ? {} : { id }) } };
}

export function replyLine(id: string, reply: Reply): ReplyLine {
  const { status, text, choices, citations, service, notice, silent } = reply;
  return {
    id,
    status,
    text,
    ...(choices?.length ? { choices } : {}),
    ...(citations?.length ? { citations } : {}),
    ...(service === undefined ? {} : { service }),
    ...(notice === undefined ? {} : { notice }),
    ...(silent ? { silent } : {}),
  };
}

function complaint(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '这一行不是一个对象';
  const text = 'text' in value ? value.text : undefined;
  if (typeof text !== 'string') return '这一行没有文字 text';
  if (text.length > MAX_INCOMING_CHARACTERS) return `text 超过${MAX_INCOMING_CHARACTERS}字`;
  return 'id 和 sender 须是1到128个字符的文字或数字';
}

function idOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  const parsed = name.safeParse(value.id);
  return parsed.success ? parsed.data : undefined;
}

function failed(id: string | undefined, code: string, message: string, remedy: string): ParsedLine {
  return {
    status: 'error',
    line: { ...(id === undefined ? {} : { id }), status: 'error', error: { code, message, remedy } },
  };
}
