import { commandOf } from '../../chat/clean.js';
import type { Effect } from '../../chat/effect.js';
import { defineFlow, defineOneShot } from '../../chat/flow.js';
import type { Keeper, Kept, Retention } from '../../chat/keeper.js';
import { looksLikeQuestion } from '../../chat/question-like.js';
import { defineService, type Service } from '../../chat/service.js';
import type { Address } from '../../domain/message.js';
import { forgetShown } from '../../storage/consents.js';
import { dropRepliesTo } from '../../storage/outbox.js';
import type { Reader } from '../../storage/store.js';
import { houseKeeper } from './kept-by-house.js';
import { askToDelete, deleted, explanation, keptAll, mine, notUnderstood } from './words.js';

const MINE = /^(?:查看?|看|查询|查一?下|看一?下|我要看|我想看)?(?:一?下)?我的?(?:个人)?数据$|^我的个人信息$/;
const DELETE =
  /^(?:我要|我想|请|帮我)?(?:删除|删掉|清除|清空)(?:一?下)?我?的?(?:全部|所有)?(?:个人)?(?:数据|信息|资料|记录)$/;
const EXPLAIN = /^(?:隐私|个人信息保护|信息保护)(?:说明|政策|声明|保护)?$/;
const CONFIRMS = /^(?:确认|确定|是的?|好的?|同意)(?:要)?(?:删除|删掉|删)?$/;

export interface PrivacyEffect extends Effect {
  readonly kind: 'forget';
  readonly address: Address;
}

export interface PrivacyOptions {
  /** Of every other service. */
  readonly keepers: readonly Keeper[];
  readonly retention: Retention;
}

/** 我的数据, 删除我的数据, 隐私说明: notice, access and deletion (Personal Information Protection Law 17, 45–47). */
export function privacyService({ keepers: others, retention }: PrivacyOptions): Service {
  const keepers = [houseKeeper, ...others];
  const keptOf = async (read: Reader, sender: string): Promise<Kept[]> =>
    (await Promise.all(keepers.map((keeper) => keeper.kept(read, sender)))).flat();

  const explain = defineOneShot({
    ...{ name: 'privacy-notice', title: '隐私说明', confidential: false, where: 'anywhere', amidst: 'answer' },
    wants: ({ text }) => EXPLAIN.test(commandOf(text)),
    begin: () => ({ status: 'complete', effects: [], reply: () => explanation(retention) }),
  });

  const myData = defineOneShot<Kept[]>({
    ...{ name: 'my-data', title: '我的数据', confidential: false, where: 'private', amidst: 'ignore' },
    wants: ({ text }) => MINE.test(commandOf(text)),
    load: (_message, _state, { db, sender }) => keptOf(db, sender),
    begin: ({ loaded }) => ({ status: 'complete', effects: [], reply: () => mine(loaded) }),
  });

  const forgetMe = defineFlow<{ readonly held: boolean }, Kept[]>({
    ...{ name: 'forget-me', title: '删除我的数据', version: 1 },
    ...{ confidential: false, where: 'private', amidst: 'ignore' },
    wants: ({ text }) => DELETE.test(commandOf(text)),
    load: (_message, _state, { db, sender }) => keptOf(db, sender),
    begin: ({ loaded }) => ({
      ...{ status: 'asking', reply: askToDelete(loaded) },
      state: { held: loaded.some(({ held, count }) => held !== undefined && count > 0) },
    }),
    advance(state, { message }) {
      const said = commandOf(message.text);
      if (CONFIRMS.test(said) || DELETE.test(said)) {
        const { channel, chat, sender } = message;
        const effect: PrivacyEffect = {
          kind: 'forget',
          scrubs: true,
          forgets: true,
          address: { channel, chat, sender },
        };
        return { status: 'complete', effects: [effect], reply: () => deleted(state.held) };
      }
      if (looksLikeQuestion(message.text)) return { status: 'unrelated', about: 'this', state };
      return { status: 'asking', reply: notUnderstood, state };
    },
    prompt: () => notUnderstood,
    leave: () => keptAll,
  });

  return defineService<PrivacyEffect>({
    name: 'privacy',
    flows: [explain, myData, forgetMe],
    keeps: houseKeeper,
    async carryOut(tx, { address }, { sender }) {
      let released = await dropRepliesTo(tx, address);
      for (const keeper of keepers) released += await keeper.release(tx, sender);
      await forgetShown(tx, sender);
      return { subject: '', released: String(released) };
    },
  });
}
