import type { Effect } from '../../../chat/effect.js';
import { type Attachment, LARGEST_ATTACHMENT } from '../../../domain/message.js';
import { randomId } from '../../../lib/ids.js';
import { visible } from '../../../lib/invisible.js';
import type { Seal } from '../../../storage/sealing/sealed-text.js';
import { type BoxKey, boxFile } from './box.js';
import { cleanFile } from './clean-file.js';

/** Files of one tip, and of what is added to it each time. */
export const MOST_FILES = 10;
const LONGEST_NAME = 80;

/** A file as it came: checked, cleaned and in its box, or the reason why it was not taken. */
export type ReceivedFile =
  | { readonly status: 'boxed'; readonly box: Buffer; readonly boxKey: BoxKey; readonly id: string }
  | { readonly status: 'too-large' | 'unknown' | 'damaged' | 'unreadable' };

/** Puts a box by, under the name of an intake that may yet be given up; or, where there is one, of a filed tip. */
export interface HoldEffect extends Effect {
  readonly kind: 'hold';
  readonly draft: string;
  readonly id: string;
  readonly sealed: string;
  readonly box: Buffer;
}

/** Gives up what was held. */
export interface DropEffect extends Effect {
  readonly kind: 'drop';
  readonly draft: string;
}

/** Reads what a channel brought, one after the other; what cannot be had or is too large costs nothing but itself. */
export async function readFiles(attachments: readonly Attachment[]): Promise<ReceivedFile[]> {
  const received: ReceivedFile[] = [];
  for (const attachment of attachments.slice(0, MOST_FILES)) received.push(await readFile(attachment));
  return received;
}

async function readFile({ name, size, read }: Attachment): Promise<ReceivedFile> {
  if (size !== undefined && size > LARGEST_ATTACHMENT) return { status: 'too-large' };
  const bytes = await read(LARGEST_ATTACHMENT).catch(() => undefined);
  if (bytes === undefined) return { status: 'unreadable' };
  if (bytes.length > LARGEST_ATTACHMENT) return { status: 'too-large' };
  const cleaned = cleanFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (cleaned.status !== 'clean') return cleaned;
  const shown = visible(name)
    .replace(/[\\/\p{C}]/gu, '')
    .slice(-LONGEST_NAME);
  return { status: 'boxed', id: randomId(), ...boxFile(cleaned.bytes, shown, cleaned.type) };
}

/** What to keep of what came, within the limit of `MOST_FILES` in all. */
export function holdEffects(
  received: readonly ReceivedFile[],
  seal: Seal,
  { files, draft }: { readonly files: number; readonly draft?: string },
): { readonly effects: readonly HoldEffect[]; readonly held: number; readonly draft: string | undefined } {
  const boxed = received.flatMap((file) => (file.status === 'boxed' ? [file] : [])).slice(0, MOST_FILES - files);
  // The first file's own id names the draft: a reducer makes up nothing by chance.
  const name = draft ?? boxed[0]?.id;
  const effects = boxed.map(({ id, box, boxKey }): HoldEffect => {
    return { kind: 'hold', silent: true, draft: name ?? id, id, sealed: seal('story', JSON.stringify(boxKey)), box };
  });
  return { effects, held: effects.length, draft: name };
}

export const dropEffect = (draft: string | undefined): readonly DropEffect[] =>
  draft ? [{ kind: 'drop', silent: true, scrubs: true, draft }] : [];
