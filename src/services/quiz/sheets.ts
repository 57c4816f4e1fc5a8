import { sql } from 'kysely';
import type { Sheet, SheetRequest } from '../../casework/sheet.js';
import { sayMoment } from '../../lib/calendar.js';
import type { Reader } from '../../storage/store.js';
import { difficulties, letterOf, MOST_OPTIONS, topics } from './bank/question.js';
import type { Campaign } from './campaign/campaign.js';
import { allCampaigns } from './campaign/read.js';
import { readItems } from './figures/items.js';
import { showCode } from './play/person.js';
import type { QuizTables } from './tables.js';
import { sayDuration } from './words.js';

const PIECE = 1_000;
const ENTRANTS_KNOWN = new Set(['FROZEN', 'DRAWN', 'PUBLISHED']);

/** Every counted attempt, those of one participant together: nobody is named, the code is all that there is. */
const attemptSheet: Sheet = {
  ...{ name: 'quiz', title: '竞答记录', needs: 'quiz.export' },
  columns: ['场次', '参与者代码', '日期', '次数', '得分', '用时', '提交时间', '是否入围', '中奖等级'],
  async *rows(request) {
    for (const campaign of await campaignsOf(request)) {
      let after: Key = { person: '', day: '', number: 0 };
      for (;;) {
        const rows = await piece(request, campaign.number, after);
        for (const row of rows) yield cellsOf(campaign, row);
        const last = rows.at(-1);
        if (!last || rows.length < PIECE) break;
        after = last;
      }
    }
  },
};

type Key = Pick<QuizTables['quiz_attempts'], 'person' | 'day' | 'number'>;

/** The oldest first. */
async function campaignsOf({ read }: { readonly read: Reader }): Promise<readonly Campaign[]> {
  return (await allCampaigns(read)).toReversed();
}

/** The next thousand after a row, in the order of the index that keeps the quota. */
function piece({ read, from, to }: SheetRequest, campaign: string, { person, day, number }: Key) {
  return read
    .withTables<QuizTables>()
    .selectFrom('quiz_attempts as t')
    .innerJoin('quiz_people as p', (join) =>
      join.onRef('p.campaign', '=', 't.campaign').onRef('p.person', '=', 't.person'),
    )
    .leftJoin('quiz_entries as e', (join) => join.onRef('e.campaign', '=', 't.campaign').onRef('e.code', '=', 'p.code'))
    .leftJoin('quiz_winners as w', (join) =>
      join
        .onRef('w.campaign', '=', 't.campaign')
        .onRef('w.code', '=', 'p.code')
        .on('w.state', 'in', ['won', 'claimed', 'handed-over']),
    )
    .select(['t.person', 't.day', 't.number', 't.score', 't.duration_ms', 't.finished_at', 't.state'])
    .select(['p.code', 'e.code as entered', 'w.prize'])
    .where('t.campaign', '=', campaign)
    .where('t.rehearsal', '=', 0)
    .where('t.state', '!=', 'VOID')
    .where('t.day', '>=', from)
    .where('t.day', '<=', to)
    .where(sql<boolean>`(t.person, t.rehearsal, t.day, t.number) > (${person}, 0, ${day}, ${number})`)
    .orderBy('t.person')
    .orderBy('t.day')
    .orderBy('t.number')
    .limit(PIECE)
    .execute();
}

type Row = Awaited<ReturnType<typeof piece>>[number];

function cellsOf({ number, state }: Campaign, row: Row): readonly string[] {
  const { code, day, score, duration_ms, finished_at, entered, prize } = row;
  return [
    number,
    showCode(code),
    day,
    String(row.number),
    String(score),
    finished_at === null ? '' : sayDuration(Number(duration_ms)),
    finished_at === null ? '' : sayMoment(new Date(finished_at)),
    ENTRANTS_KNOWN.has(state) ? (entered === null ? '否' : '是') : '未定',
    prize ?? '',
  ];
}

/** Item analysis of every campaign that ran in the period. */
const itemSheet: Sheet = {
  ...{ name: 'quiz-items', title: '竞答题目分析', needs: 'quiz.export' },
  columns: [
    ...['场次', '题号', '版本', '专题', '难度', '题目', '正确答案', '状态', '作答数', '正确率', '区分度'],
    ...Array.from({ length: MOST_OPTIONS }, (_, option) => `选${letterOf(option)}`),
  ],
  async *rows(request) {
    for (const campaign of await campaignsOf(request)) {
      if (campaign.state === 'DRAFT' || !runsIn(campaign, request)) continue;
      for (const item of await readItems(request.read, campaign.number)) yield itemCells(campaign, item);
    }
  },
};

const runsIn = ({ opensAt, closesAt }: Campaign, { from, to }: SheetRequest) =>
  sayMoment(new Date(opensAt)).slice(0, 10) <= to && sayMoment(new Date(closesAt)).slice(0, 10) >= from;

function itemCells({ number }: Campaign, item: Awaited<ReturnType<typeof readItems>>[number]): readonly string[] {
  const { question, withdrawn, rested, answers, facility, discrimination, options } = item;
  return [
    ...[number, question.id, String(question.version), topics[question.topic], difficulties[question.difficulty]],
    ...[question.stem, question.answer.map(letterOf).join('')],
    withdrawn ? '已撤下' : rested ? '停用' : '在用',
    String(answers),
    facility === undefined ? '' : `${facility}%`,
    discrimination === undefined ? '' : discrimination.toFixed(2),
    ...Array.from({ length: MOST_OPTIONS }, (_, option) => String(options[option] ?? '')),
  ];
}

export const quizSheets: readonly Sheet[] = [attemptSheet, itemSheet];
