import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';

/** What one person typed of a public value. */
export interface TypedPart {
  readonly by: string;
  readonly at: string;
  readonly value: string;
}

/** What one person committed to, and told after. */
export interface CommittedPart {
  readonly by: string;
  readonly commitment: string;
  readonly committedAt: string;
  readonly secret?: string;
  readonly revealedAt?: string;
}

/** What two people gave so far; one list is used, as the plan's kind says. */
export interface EntropyParts {
  readonly typed: readonly TypedPart[];
  readonly committed: readonly CommittedPart[];
  /** What two people typed last that was not the same: both are told, and it starts again. */
  readonly mismatch?: readonly [TypedPart, TypedPart];
}

/** A campaign's draw, from the first commitment or the freeze on. */
export interface DrawRecord {
  readonly campaign: string;
  /** '' before the freeze. */
  readonly root: string;
  readonly entrants: number;
  readonly frozenAt: string;
  readonly frozenBy: string;
  readonly parts: EntropyParts;
  readonly value: string | null;
  readonly drawnAt: string | null;
  readonly publishedAt: string | null;
}

type DrawTable = QuizTables['quiz_draws'];

const NOBODY: EntropyParts = { typed: [], committed: [] };

/** All but the file, which is large. */
export async function readDraw(db: Reader | Tx, campaign: string): Promise<DrawRecord | undefined> {
  const row = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_draws')
    .select(['root', 'entrants', 'frozen_at', 'frozen_by', 'entropy_parts', 'value', 'drawn_at', 'published_at'])
    .where('campaign', '=', campaign)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    ...{ campaign, root: row.root, entrants: Number(row.entrants) },
    ...{ frozenAt: row.frozen_at, frozenBy: row.frozen_by, value: row.value },
    parts: { ...NOBODY, ...(JSON.parse(row.entropy_parts) as Partial<EntropyParts>) },
    ...{ drawnAt: row.drawn_at, publishedAt: row.published_at },
  };
}

/** The text of the file as it was published. */
export async function readDrawFile(db: Reader | Tx, campaign: string): Promise<string | undefined> {
  const row = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_draws')
    .select('file')
    .where('campaign', '=', campaign)
    .executeTakeFirst();
  return row?.file ?? undefined;
}

/** Makes the draw's row if there is none, and changes it. */
export async function saveDraw(tx: Tx, campaign: string, change: Partial<Omit<DrawTable, 'campaign'>>): Promise<void> {
  const empty = {
    ...{ root: '', entrants: 0, frozen_at: '', frozen_by: '', entropy_parts: JSON.stringify(NOBODY) },
    ...{ value: null, drawn_at: null, published_at: null, file: null },
  };
  await tx
    .withTables<QuizTables>()
    .insertInto('quiz_draws')
    .values({ campaign, ...empty, ...change })
    .onConflict((conflict) => conflict.column('campaign').doUpdateSet({ campaign, ...change }))
    .execute();
}

/** The frozen list, sorted. */
export async function readEntrants(db: Reader | Tx, campaign: string): Promise<readonly string[]> {
  const rows = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_entries')
    .select('code')
    .where('campaign', '=', campaign)
    .orderBy('code')
    .execute();
  return rows.map(({ code }) => code);
}
