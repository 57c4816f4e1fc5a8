import { commandOf } from '../../../chat/clean.js';
import type { Outcome } from '../../../chat/effect.js';
import { defineFlow, type Flow, type Turn, type TurnContext } from '../../../chat/flow.js';
import { type FileForm, formFlow } from '../../../chat/form/form-flow.js';
import type { FormState, Kept } from '../../../chat/form/form-state.js';
import { say } from '../../../chat/form/form-words.js';
import type { RecordContext } from '../../../chat/service.js';
import type { Reply } from '../../../domain/message.js';
import type { Tx } from '../../../storage/store.js';
import { showCode } from '../play/person.js';
import { claimForm } from './claim-form.js';
import { type ClaimStanding, claimStanding, isOwn } from './claim-standing.js';
import { lastDay } from './tell-winner.js';
import { changeWinner, type Winner, winnerAt } from './winners.js';

/** A winner told who they are and how to reach them. */
export interface ClaimEffect {
  readonly kind: 'claim-prize';
  readonly campaign: string;
  readonly place: number;
  readonly fields: Readonly<Record<string, Kept>>;
}

interface ClaimState {
  readonly campaign: string;
  readonly place: number;
  readonly sent: boolean;
  readonly form: FormState;
}

const WANTED =
  /^(?:我?要|我想|怎么|如何|请问怎么)?(?:领奖|兑奖|领奖品|领取奖品|领我的奖)$|^(?:查|查询|查一?下)?(?:我)?(?:有没有|是否|是不是)?(?:中奖|中奖了)(?:了?吗|没有?|结果|查询|情况)$|^查(?:询)?中奖$/;

const flows = { sent: formFlow(claimForm(true)), fetched: formFlow(claimForm(false)) } as const;
const flowFor = (sent: boolean) => (sent ? flows.sent : flows.fetched);

/** 领奖: a form for who won, sealed as it is filled in; everybody else hears where they stand. */
export function claimFlow(): Flow<ClaimState, ClaimStanding> {
  return defineFlow<ClaimState, ClaimStanding>({
    name: 'quiz-claim',
    title: '领奖登记',
    version: 1,
    confidential: true,
    where: 'private',
    amidst: 'ignore',
    wants: ({ text }) => WANTED.test(commandOf(text)),
    load: (_, __, { db, sender }) => claimStanding(db, sender),
    begin(context) {
      const { loaded, now } = context;
      if (loaded.status !== 'placed' || !mayClaim(loaded, now))
        return { status: 'abandoned', reply: sayStanding(loaded, now) };
      const { campaign, winner, sent } = loaded;
      const where = { campaign: campaign.number, place: winner.place, sent };
      return within(where, flowFor(sent).begin({ ...context, loaded: undefined }));
    },
    advance(state, context: TurnContext<ClaimStanding>) {
      const { form, ...where } = state;
      return within(where, flowFor(state.sent).advance(form, { ...context, loaded: undefined }));
    },
    prompt: ({ sent, form }) => flowFor(sent).prompt(form),
  });
}

type Where = Omit<ClaimState, 'form'>;

/** A turn of the form as a turn of the claim. */
function within(where: Where, turn: Turn<FormState>): Turn<ClaimState> {
  switch (turn.status) {
    case 'asking':
    case 'unrelated':
      return { ...turn, state: { ...where, form: turn.state } };
    case 'complete': {
      const [filed] = turn.effects as readonly FileForm[];
      const { campaign, place } = where;
      const effect: ClaimEffect = { kind: 'claim-prize', campaign, place, fields: filed?.fields ?? {} };
      return {
        status: 'complete',
        effects: [effect],
        reply: ({ subject }) => (subject === '' ? TOO_LATE : claimed(where.sent)),
      };
    }
    default:
      return turn;
  }
}

const TOO_LATE = say('这份奖品刚刚过了领取时间或已经办过，没有登记。有疑问请联系窗口。');
const claimed = (sent: boolean): Reply =>
  say(
    `领奖登记好了。${sent ? '奖品会寄到您留的地址，寄出前会联系您。' : '请等工作人员联系，到窗口领取时带身份证件。'}\n登记的内容只用于发奖，发完按期删除。`,
  );

const mayClaim = ({ winner }: { readonly winner: Winner }, now: Date): boolean =>
  winner.state === 'won' && winner.claimUntil !== null && winner.claimUntil > now.toISOString();

/** Where somebody stands, in words. */
export function sayStanding(standing: ClaimStanding, now: Date): Reply {
  if (standing.status === 'stranger') return say('没有查到您参加过的竞答。要用参加时的同一个账号来查。');
  const { campaign } = standing;
  const title = `「${campaign.title}」`;
  if (standing.status === 'placed') return say(sayPlaced(title, standing, now));
  const own = `您的参与码 ${showCode(standing.code)}`;
  if (standing.status === 'not-drawn') return say(`${title}还没有公布开奖结果。${own}，公布后再来查。`);
  if (standing.status === 'not-entered')
    return say(`${title}已经开奖，您没有入围：要答对${campaign.entryScore}题以上，并核验过身份。`);
  return say(`${title}已经开奖，${own}这次没有中奖。谢谢参加。`);
}

function sayPlaced(title: string, { winner, sent }: Extract<ClaimStanding, { status: 'placed' }>, now: Date): string {
  const { state, prize, place, claimUntil } = winner;
  switch (state) {
    case 'alternate':
      return `${title}您是候补，第${place}名。前面有人没领时依次递补，轮到您会通知您。`;
    case 'claimed':
      return `${title}您中了${prize}，已经登记好。${sent ? '寄出前会联系您。' : '请等工作人员联系。'}要改登记内容请联系窗口。`;
    case 'handed-over':
      return `${title}您的${prize}已经领取。`;
    case 'declined':
      return `${title}您的${prize}已按放弃办理。`;
    default:
      return state === 'won' && claimUntil !== null && claimUntil > now.toISOString()
        ? `${title}您中了${prize}，请在${lastDay(claimUntil)}前回复“领奖”登记。`
        : `${title}您中了${prize}，但领取时间已过，由候补递补。`;
  }
}

/** Looked at again within the transaction: only the winner's own, and only in time. `subject` is '' otherwise. */
export async function carryOutClaim(tx: Tx, effect: ClaimEffect, { sender, now }: RecordContext): Promise<Outcome> {
  const { campaign, place, fields } = effect;
  const winner = await winnerAt(tx, campaign, place);
  if (!winner || !mayClaim({ winner }, now) || !(await isOwn(tx, winner, sender))) return { subject: '' };
  const change = { state: 'claimed', claim: JSON.stringify(fields), claimed_at: now.toISOString() } as const;
  return { subject: (await changeWinner(tx, winner, change)) ? `${campaign}/${place}` : '' };
}
