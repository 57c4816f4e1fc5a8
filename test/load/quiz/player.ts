import { setTimeout } from 'node:timers/promises';
import type { Reply } from '../../../src/domain/message.js';
import type { createDice } from '../../services/casework-rows.js';

/** An answer that was sent, and what its sender was told of it. */
export interface Sent {
  readonly slot: number;
  readonly letter: string;
  /** `taken`: judged right or wrong; `refused`: too late, too early, a second one; `open`: no reply reached them. */
  told: 'right' | 'wrong' | 'refused' | 'open';
}

/** What one attempt was, as its player saw it. */
export interface Played {
  readonly sent: Sent[];
  /** The score that the result told; undefined where they left before the end. */
  score?: number;
}

export interface PlayerOptions {
  readonly url: string;
  /** Of their own: the proxy in front says so. */
  readonly address: string;
  readonly dice: ReturnType<typeof createDice>;
  /** Told how long each first delivery took, in milliseconds, where the bot lived. */
  readonly onReply: (milliseconds: number, kind: 'answer' | 'other') => void;
  readonly onFault: (what: string) => void;
}

/** One person with a phone: sends again what was not answered, taps twice, comes late, gives up, goes on. */
export interface Player {
  readonly attempts: readonly Played[];
  /** Whether no question waits for them just now. */
  readonly between: boolean;
  /** The channel's number for them, as their cookie says. */
  readonly sender: string;
  /** Sends the next thing that they would send. Resolves when it was answered. `false` once there is nothing left. */
  step(): Promise<boolean>;
}

/** A shown question: 第3题（共5题） */
const SHOWN = /第(\d+)题（共(\d+)题）/;
const VERDICT = /^(?:答对了！|这题的正确答案是)/m;
const RESULT = /(\d+)题答对(\d+)题，用时/;

export function createPlayer(options: PlayerOptions, plan: readonly { readonly leaves: boolean }[]): Player {
  const { dice, onReply, onFault } = options;
  let cookie = '';
  let messages = 0;
  let shown: number | undefined;
  const attempts: Played[] = [];

  /** As the page does: the same id again and again until there is a reply. */
  async function deliver(id: string, text: string, kind: 'answer' | 'other', timed = true): Promise<Reply> {
    for (let tries = 0; ; tries++) {
      const from = performance.now();
      try {
        const response = await fetch(`${options.url}/api/messages`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-forwarded-for': options.address,
            ...(cookie ? { cookie } : {}),
          },
          body: JSON.stringify({ id, text }),
        });
        const body = (await response.json()) as Reply;
        if (response.status !== 200) onFault(`${response.status} ${JSON.stringify(body)}`);
        else {
          cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
          if (timed && tries === 0) onReply(performance.now() - from, kind);
          return body;
        }
      } catch {
        // Nobody there just now.
      }
      await setTimeout(200 + dice.below(300));
    }
  }

  const newId = () => `m-${options.address.replaceAll('.', '-')}-${++messages}`;
  const say = (text: string, kind: 'answer' | 'other' = 'other') => deliver(newId(), text, kind);

  function see({ text }: Reply): void {
    const question = SHOWN.exec(text);
    shown = question ? Number(question[1]) - 1 : undefined;
  }

  async function begin(): Promise<void> {
    // A cookie first: without one each message would come from somebody else.
    if (cookie === '') {
      const page = await fetch(options.url, { headers: { 'x-forwarded-for': options.address } }).catch(() => undefined);
      cookie = page?.headers.get('set-cookie')?.split(';')[0] ?? '';
      await page?.arrayBuffer();
      if (cookie === '') return void (await setTimeout(300));
    }
    let reply = await say('答题');
    if (/回复“开始”/.test(reply.text)) reply = await say('开始答题');
    see(reply);
    if (shown === undefined) return onFault(`did not begin: ${reply.text}`);
    attempts.push({ sent: [] });
  }

  const judged = (text: string): Sent['told'] =>
    VERDICT.test(text) ? (text.startsWith('答对了') ? 'right' : 'wrong') : 'refused';

  async function answer(played: Played, slot: number): Promise<void> {
    const mine: Sent = { slot, letter: dice.one(['A', 'B', 'C', 'D']), told: 'open' };
    played.sent.push(mine);
    const text = `第${slot + 1}题 ${mine.letter}`;
    const chance = dice.below(100);
    const id = newId();
    const replies: Promise<Reply>[] = [deliver(id, text, 'answer')];
    // The same delivery twice at once, as platforms do that hear nothing for a while.
    if (chance < 8) replies.push(deliver(id, text, 'answer', false));
    let other: Sent | undefined;
    if (chance >= 8 && chance < 12) {
      // A second finger, on another option.
      other = { slot, letter: dice.one(['A', 'B', 'C', 'D']), told: 'open' };
      played.sent.push(other);
      replies.push(deliver(newId(), `第${slot + 1}题 ${other.letter}`, 'answer', false));
    }
    const [reply, second] = await Promise.all(replies);
    mine.told = judged(reply?.text ?? '');
    if (other) other.told = judged(second?.text ?? '');
    if (chance < 8 && second?.text !== reply?.text)
      onFault(`one message, two replies: ${reply?.text} / ${second?.text}`);
    const last = other && other.told !== 'refused' ? second : reply;
    if (last) see(last);
    if (chance >= 12 && chance < 17 && slot > 0) {
      // Something that was under way for long arrives now: an answer to the question before.
      const late: Sent = { slot: slot - 1, letter: dice.one(['A', 'B', 'C', 'D']), told: 'open' };
      played.sent.push(late);
      late.told = judged((await say(`第${slot}题 ${late.letter}`)).text);
    }
    if (!last || shown !== undefined) return;
    const result = RESULT.exec(last.text);
    if (result) played.score = Number(result[2]);
    else onFault(`neither question nor result: ${last.text}`);
  }

  return {
    attempts,
    get between() {
      return shown === undefined;
    },
    get sender() {
      return decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
    },
    async step() {
      const played = attempts.at(-1);
      if (!played || shown === undefined) {
        if (attempts.length === plan.length) return false;
        await begin();
        return true;
      }
      // Some put the phone away in the middle of their last one, for good.
      if (plan[attempts.length - 1]?.leaves && played.sent.length > 0) {
        shown = undefined;
        return false;
      }
      // Some ask for something else, or went away and come back.
      if (dice.below(100) < 3) see(await say(dice.one(['继续答题', '我的成绩', '规则', '退出'])));
      if (shown === undefined) see(await say('继续答题'));
      if (shown === undefined) onFault('could not go on');
      else await answer(played, shown);
      return true;
    },
  };
}
