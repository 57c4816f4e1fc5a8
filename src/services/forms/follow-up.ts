import { commandOf } from '../../chat/clean.js';
import { defineFlow, type Flow, type Turn, type TurnContext } from '../../chat/flow.js';
import { choice, say } from '../../chat/form/form-words.js';
import type { Reply } from '../../domain/message.js';
import { sayDay } from '../../lib/calendar.js';
import type { FormCase } from './case.js';
import { forms } from './forms/index.js';
import { caseByNumber, casesOfSender } from './records.js';
import { openStates, toldStates } from './states.js';

export type FollowUpEffect =
  | { readonly kind: 'add'; readonly number: string; readonly words: string }
  | { readonly kind: 'withdraw'; readonly number: string };

type State = { readonly step: 'choose' } | { readonly step: 'what' | 'add' | 'withdraw'; readonly number: string };
type FollowUpTurn = Turn<State>;
type Context = TurnContext<readonly FormCase[]>;

const NUMBER = /(?<![A-Za-z])([A-Za-z]{2})\s*(20\d{6})\s*[-－—–]?\s*(\d{4,6})(?!\d)/;
const ASKED =
  /^(?:我?要|我想|帮我|请)*(?:查|查询|查一?下|看看|看一?下)?(?:我的)?(?:协办|代办|上门|留言|备案|办件)(?:的)?(?:进度|进展|状态|情况|办得怎么样了?)$/;
const LONGEST = 1_000;

/** The number of a case in a text, in its written form: XB20260401-0001. */
export function findNumber(text: string): string | undefined {
  const [, prefix = '', day, sequence] = NUMBER.exec(text.normalize('NFKC')) ?? [];
  const known = forms.some((form) => form.prefix === prefix.toUpperCase());
  return known ? `${prefix.toUpperCase()}${day}-${sequence}` : undefined;
}

/** How a case gets on, told to who sent it and nobody else; they may add something or withdraw. */
export const followUpFlow: Flow<State, readonly FormCase[]> = defineFlow<State, readonly FormCase[]>({
  name: 'form-follow-up',
  title: '查办件',
  version: 1,
  confidential: true,
  where: 'private',
  amidst: 'ignore',
  wants: ({ text }) => findNumber(text) !== undefined || ASKED.test(commandOf(text)),
  async load({ text }, state, { db, sender }) {
    const number = findNumber(text) ?? (state && 'number' in state ? state.number : undefined);
    const found = number ? await caseByNumber(db, number) : undefined;
    return found?.sender === sender ? [found] : casesOfSender(db, sender);
  },
  begin({ message, loaded }) {
    const number = findNumber(message.text);
    if (number) return told(loaded.find((one) => one.number === number));
    if (loaded.length === 0) return { status: 'abandoned', reply: NONE };
    if (loaded.length === 1) return told(loaded[0]);
    return { status: 'asking', reply: listOf(loaded), state: { step: 'choose' } };
  },
  advance(state, context) {
    const { message, loaded } = context;
    if (state.step === 'choose') {
      const number = findNumber(message.text);
      return number ? told(loaded.find((one) => one.number === number)) : { status: 'yielded' };
    }
    const found = loaded.find(({ number }) => number === state.number);
    return found ? stepTurn(state, found, context) : { status: 'yielded' };
  },
  prompt: (state) => prompts[state.step],
  leave: () => say('好的。'),
});

const NONE = say('没有查到您的办件。编号像这样：XB20260401-0001，只能用提交时的同一个账号查。');
const ADD = '补充';
const WITHDRAW = '撤回';

const prompts: Readonly<Record<State['step'], Reply>> = {
  choose: say('请回复要查的编号。'),
  what: say('要补充请回复“补充”，要撤回请回复“撤回”。', [choice(ADD), choice(WITHDRAW)]),
  add: say('请写要补充的内容，会加密交给承办人员。不补充请回复“取消”。'),
  withdraw: say('确定撤回吗？撤回后不再办理。确定请回复“确定撤回”，不撤回请回复“取消”。'),
};

function listOf(cases: readonly FormCase[]): Reply {
  const lines = cases.map((one) => `${one.number} ${titleOf(one)}：${toldStates[one.outcome ?? one.state]}`);
  return say(
    ['您的办件：', ...lines, '要看哪一件？请回复编号。'].join('\n'),
    cases.map(({ number }) => choice(number)),
  );
}

const titleOf = ({ form }: FormCase): string => forms.find(({ name }) => name === form)?.title ?? '办件';

function told(found: FormCase | undefined): FollowUpTurn {
  if (!found) return { status: 'abandoned', reply: NONE };
  const { number, receivedDay, state, outcome } = found;
  const status = `${titleOf(found)} ${number}（${sayDay(receivedDay)}提交）：${toldStates[outcome ?? state]}。`;
  if (!openStates.includes(state)) return { status: 'abandoned', reply: say(status) };
  const { text, choices = [] } = prompts.what;
  return { status: 'asking', reply: say(`${status}\n${text}`, choices), state: { step: 'what', number } };
}

function stepTurn(
  { step, number }: Extract<State, { number: string }>,
  found: FormCase,
  { message, seal }: Context,
): FollowUpTurn {
  const said = commandOf(message.text);
  if (!openStates.includes(found.state)) return told(found);
  const at = (next: 'what' | 'add' | 'withdraw'): FollowUpTurn => ({
    ...{ status: 'asking', reply: prompts[next], state: { step: next, number } },
  });
  if (step === 'what') return said === ADD ? at('add') : said === WITHDRAW ? at('withdraw') : { status: 'yielded' };
  if (step === 'withdraw') {
    if (!/^(?:确定撤回|确定|确认|确认撤回|是|是的|撤回)$/.test(said)) return { status: 'yielded' };
    return carriedOut({ kind: 'withdraw', number }, `已撤回 ${number}，不再办理。`);
  }
  if (message.text.length > LONGEST)
    return { status: 'asking', reply: say(`一次最多补充${LONGEST}字，请分几次。`), state: { step, number } };
  const words = seal('form', message.text);
  return carriedOut({ kind: 'add', number, words }, `已补充到 ${number}，承办人员会看到。`);
}

/** The case may have been settled in between: then nothing was done, and nothing else is said. */
function carriedOut(effect: FollowUpEffect, done: string): FollowUpTurn {
  const late = '这一件刚刚已经办结，没有改动。再发一次编号可以看结果。';
  return { status: 'complete', effects: [effect], reply: ({ subject }) => say(subject === '' ? late : done) };
}
