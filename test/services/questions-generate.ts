import type { QuestionTables } from '../../src/services/questions/records.js';
import type { Store } from '../../src/storage/store.js';

type Answer = QuestionTables['answers'];
type Mark = QuestionTables['feedback'];
type Cited = QuestionTables['answer_passages'];

/** A year of questions as rows, the same for a seed. */
export interface GeneratedQuestions {
  readonly answers: readonly Answer[];
  readonly marks: readonly Mark[];
  readonly cited: readonly Cited[];
}

/** A linear congruential generator (Numerical Recipes): 0 to less than 1. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const YEAR_START = Date.parse('2025-12-31T16:00:00Z');
const YEAR_MS = 365 * 86_400_000;
const PLACES = ['本地', '外地', '省内', '跨省', '异地'];
const THINGS = ['住院', '门诊', '买药', '生孩子', '做透析', '慢病', '体检', '补牙', '急诊', '转院'];
const ASKS = ['能报多少', '怎么备案', '要带什么', '多久到账', '去哪里办', '报不报', '要不要转诊'];
const STATUSES = ['answered', 'answered', 'answered', 'unsure', 'ask-back', 'redirect', 'failed'] as const;

export function generateQuestions(count: number, seed: number): GeneratedQuestions {
  const next = random(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  const answers: Answer[] = [];
  const marks: Mark[] = [];
  const cited: Cited[] = [];
  for (let at = 0; at < count; at++) {
    const id = `a${String(at).padStart(7, '0')}`;
    const status = pick(STATUSES);
    const time = new Date(YEAR_START + next() * YEAR_MS).toISOString();
    const passage = `p${Math.floor(next() * 300)}`;
    const withheld = next() < 0.02;
    const text =
      status === 'answered'
        ? '职工门诊统筹，退休人员一年的限额是900元，报销比例60%①。'.repeat(4)
        : '目前的资料里没有。';
    const citation = {
      title: '样例办法',
      heading: `第${passage}节`,
      quote: text,
      passage: { id: passage, hash: passage },
    };
    answers.push({
      ...{ id, status, text, at: time, channel: pick(['wechaty', 'web-chat']), sender: withheld ? '' : `s${at % 997}` },
      question: withheld ? '' : `${pick(PLACES)}${pick(THINGS)}${pick(ASKS)}`,
      ...{ searched: '', snapshot: 'x', milliseconds: 5, reworded: null },
      citations: status === 'answered' ? JSON.stringify([citation]) : '[]',
    });
    if (status === 'answered') cited.push({ answer_id: id, passage, hash: passage });
    if (next() < 0.1) {
      const useful = next() < 0.7 ? 1 : 0;
      marks.push({ answer_id: id, sender: `s${at}`, useful, reason: useful === 1 ? null : '答非所问', at: time });
    }
  }
  return { answers, marks, cited };
}

const PIECE = 500;

export async function insertQuestions(store: Store, { answers, marks, cited }: GeneratedQuestions): Promise<void> {
  await store.transaction(async (tx) => {
    const db = tx.withTables<QuestionTables>();
    for (let at = 0; at < answers.length; at += PIECE)
      await db
        .insertInto('answers')
        .values(answers.slice(at, at + PIECE))
        .execute();
    for (let at = 0; at < cited.length; at += PIECE)
      await db
        .insertInto('answer_passages')
        .values(cited.slice(at, at + PIECE))
        .execute();
    for (let at = 0; at < marks.length; at += PIECE)
      await db
        .insertInto('feedback')
        .values(marks.slice(at, at + PIECE))
        .execute();
  });
}
