import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { sayMoment } from '../lib/calendar.js';
import { systemClock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { campaignStates } from '../services/quiz/campaign/campaign.js';
import {
  changeCampaign,
  closeCampaign,
  createCampaign,
  openCampaign,
  reviewCampaign,
  reviseCampaign,
  withdrawFromCampaign,
} from '../services/quiz/campaign/changes.js';
import { noticesOf } from '../services/quiz/campaign/notices.js';
import { sayPools } from '../services/quiz/campaign/plan.js';
import { parsePlanFile } from '../services/quiz/campaign/plan-file.js';
import { allCampaigns, readPool } from '../services/quiz/campaign/read.js';
import { type Acting, requireCampaign } from '../services/quiz/campaign/step.js';
import { countPlayed, share } from '../services/quiz/figures/counts.js';
import { signInAtTerminal } from '../staff/at-terminal.js';
import type { Tx } from '../storage/store.js';
import { givenPassword } from './password.js';
import { sayLines, withStore } from './with-store.js';

interface QuizCommand {
  readonly config: string | undefined;
}

/** Who does it; they give their password as for an export. */
export interface SignedCommand extends QuizCommand {
  readonly as: string;
  readonly passwordFile?: string;
}

/** One change as a member of staff, in one transaction; their permission and part are checked where it is made. */
function acting(command: SignedCommand, work: (tx: Tx, acting: Acting) => Promise<string>): Promise<number> {
  return withStore(command, async (store) => {
    const password = await givenPassword(command.as, command.passwordFile);
    const now = systemClock.now();
    const { account } = await signInAtTerminal(store, command.as, password, now);
    sayLines([await store.transaction((tx) => work(tx, { member: account, now }))]);
  });
}

export const listCampaigns = (command: QuizCommand): Promise<number> =>
  withStore(command, async (store) => {
    const lines = (await allCampaigns(store.read)).map(({ number, state, opensAt, closesAt, title }) =>
      [
        number,
        campaignStates[state],
        `${sayMoment(new Date(opensAt))} 至 ${sayMoment(new Date(closesAt))}`,
        title,
      ].join('  '),
    );
    sayLines(lines.length > 0 ? lines : ['还没有场次。用 npx yiwen quiz new 计划.yaml --as 登录名 建一场。']);
  });

export const showCampaign = (command: QuizCommand & { readonly number: string }): Promise<number> =>
  withStore(command, async ({ read }) => {
    const campaign = await requireCampaign(read, command.number);
    const { number, title, state, opensAt, closesAt } = campaign;
    const { started, people, submitted } = await countPlayed(read, { campaign: number });
    const pool = await readPool(read, number);
    const completion = share(submitted, started);
    sayLines([
      `${number} ${title}：${campaignStates[state]}`,
      `${sayMoment(new Date(opensAt))} 至 ${sayMoment(new Date(closesAt))}（北京时间）`,
      `每局：${sayPools(campaign)}；每天 ${campaign.attemptsPerDay} 次`,
      `题目 ${pool.length} 道，撤下 ${pool.filter(({ withdrawn }) => withdrawn).length} 道`,
      `参与 ${started} 人次、${people} 人，完成率 ${completion === undefined ? '无' : `${completion}%`}`,
      ...(await noticesOf(read, number)).map(({ at, text }) => `公告 ${sayMoment(new Date(at))} ${text}`),
    ]);
  });

const LARGEST_FILE = 400_000;

function readPlanFile(file: string) {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new YiwenError('usage.no-file', `没有文件 ${file}`, '请检查路径');
  if (found.size > LARGEST_FILE) throw new YiwenError('usage.too-large', `${file} 太大`, '计划文件不超过400KB');
  return parsePlanFile(readFileSync(file, 'utf8'), basename(file));
}

export function newCampaign(command: SignedCommand & { readonly file: string }): Promise<number> {
  const plan = readPlanFile(command.file);
  return acting(command, async (tx, by) => `草稿 ${await createCampaign(tx, plan, by)} 建好了，请另一位同事审核。`);
}

type NumberedCommand = SignedCommand & { readonly number: string };

export function changeFromFile({ number, file, ...command }: NumberedCommand & { readonly file: string }) {
  const plan = readPlanFile(file);
  return acting(command, async (tx, by) => {
    await changeCampaign(tx, { number, plan }, by);
    return `${number} 已改。`;
  });
}

/** Steps of one word, and what is said after each. */
const steps = {
  review: [reviewCampaign, '审核通过，可以试答'],
  revise: [reviseCampaign, '已退回草稿'],
  open: [openCampaign, '已开放'],
  close: [closeCampaign, '已结束答题'],
} as const;
export type QuizStep = keyof typeof steps;

export function takeQuizStep({ number, step, ...command }: NumberedCommand & { readonly step: QuizStep }) {
  const [take, said] = steps[step];
  return acting(command, async (tx, by) => {
    await take(tx, { number }, by);
    return `${number} ${said}。`;
  });
}

export function withdrawQuestion({
  number,
  question,
  reason,
  ...command
}: NumberedCommand & { readonly question: string; readonly reason: string }): Promise<number> {
  return acting(command, async (tx, by) => {
    const { people } = await withdrawFromCampaign(tx, { number, question, reason }, by);
    return `${number} 已撤下 ${question}，成绩已重算，${people} 人的最好成绩有变化；公告已发布。`;
  });
}
