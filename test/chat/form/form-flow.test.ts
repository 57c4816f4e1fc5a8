import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/chat/flow.js';
import { defineForm, type Field, isChoice, optionsOf } from '../../../src/chat/form/define-form.js';
import { type FileForm, formFlow } from '../../../src/chat/form/form-flow.js';
import { askedFields, type FormState, fieldOf } from '../../../src/chat/form/form-state.js';
import { formService } from '../../../src/services/forms/service.js';
import { createTestAssistant } from '../../support/test-assistant.js';

/** A form of the test's own, with a field of every kind. */
const lostCard = defineForm({
  name: 'lost-card',
  title: '挂失登记',
  prefix: 'GS',
  version: 1,
  triggers: /^我?要?挂失$/,
  notice: ['可以在这里登记挂失。'],
  sort: 'how',
  fields: [
    {
      ...{ name: 'how', label: '怎么丢的', ask: '怎么丢的？', kind: 'choice' },
      options: [
        { value: 'lost', label: '遗失' },
        { value: 'stolen', label: '被盗', note: '被盗请先报警。' },
        { value: 'broken', label: '损坏' },
      ],
    },
    { name: 'police', label: '报警了吗', ask: '报警了吗？', kind: 'yes-no', when: { field: 'how', is: ['stolen'] } },
    {
      ...{ name: 'receipt', label: '报警回执', ask: '回执上写了什么？', kind: 'story', example: '某某派出所' },
      when: { field: 'police', is: ['yes'] },
    },
    { name: 'name', label: '姓名', ask: '您叫什么名字？', kind: 'name', example: '张三' },
    {
      name: 'id',
      label: '身份证号',
      ask: '身份证号？',
      kind: 'id-number',
      example: '11010519491231002X',
      optional: true,
    },
    { name: 'day', label: '哪天丢的', ask: '哪天丢的？', kind: 'date', example: '2026年4月1日' },
    { name: 'place', label: '在哪里丢的', ask: '在哪里丢的？', kind: 'place', example: '长沙市', optional: true },
    { name: 'phone', label: '电话', ask: '电话？', kind: 'phone', example: '13800000000' },
  ],
  after: '请等电话。',
});

const flow = formFlow(lostCard);

function context(text: string) {
  const message = {
    channel: 'test',
    chat: 'a',
    sender: 'a',
    id: 'm',
    kind: 'text' as const,
    text,
    sentAt: new Date(0),
  };
  const seal = (_: string, plain: string) => `sealed<${plain}>`;
  return { message, typed: text, now: new Date('2026-04-01T02:00:00Z'), loaded: undefined, seal };
}

/** A right answer to a field, the `n`th of its kind, and what it is kept as. */
function rightAnswer(field: Field, n: number): { readonly said: string; readonly kept: string } {
  if (isChoice(field)) {
    const option = optionsOf(field)[n % optionsOf(field).length];
    return { said: option?.label ?? '', kept: option?.value ?? '' };
  }
  const same = (said: string) => ({ said, kept: said });
  switch (field.kind) {
    case 'name':
      return same('赵钱孙李周吴郑王'.charAt(n % 8) + '小明大华'.charAt(n % 4));
    case 'place':
      return same(['长沙', '北京市', '样例区'][n % 3] ?? '');
    case 'story':
      return same(`第${n}次说的内容`);
    case 'date':
      return { said: `4月${1 + (n % 30)}日`, kept: `2026-04-${String(1 + (n % 30)).padStart(2, '0')}` };
    case 'phone':
      return same(`138${String(n).padStart(8, '0')}`);
    case 'id-number':
      return same(['11010519491231002X', '440524188001010014'][n % 2] ?? '');
  }
}

type Step = { readonly kind: 'answer' | 'wrong' | 'question' | 'back' | 'skip' | 'change'; readonly n: number };
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('answer', 'answer', 'answer', 'answer', 'wrong', 'question', 'back', 'skip', 'change'),
  n: fc.nat({ max: 999 }),
});

const said = { wrong: '@@@', question: '医保卡丢了怎么办？', back: '上一步', skip: '跳过' } as const;

function stateOf(turn: Turn<FormState>): FormState | undefined {
  return turn.status === 'asking' || turn.status === 'unrelated' ? turn.state : undefined;
}

/** Plays steps, and beside them the naive way: the last right answer of each field counts, a skipped one has none. */
function play(steps: readonly Step[]) {
  const last = new Map<string, string>();
  let turn = flow.begin(context('挂失'));
  const send = (text: string) => {
    const state = stateOf(turn);
    if (state) turn = flow.advance(state, context(text));
  };
  for (const { kind, n } of steps) {
    const state = stateOf(turn);
    const field = state && fieldOf(lostCard, state.at);
    // What is told at a free field reads like a question: it is answered first.
    if (state?.pending) send('先回答问题');
    if (kind === 'change') send(`改第${1 + (n % 8)}项`);
    else if (kind !== 'answer') {
      // A wrong answer to a free field is an answer.
      if (kind === 'wrong' && field?.kind === 'story') last.set(field.name, said.wrong);
      if (kind === 'skip' && field?.optional) last.delete(field.name);
      send(said[kind]);
    } else if (field) {
      const { said: text, kept } = rightAnswer(field, n);
      last.set(field.name, kept);
      send(text);
    }
  }
  return { last, finish: () => finish(() => turn, send, last) };
}

/** Answers what is still open, and submits. */
function finish(
  turn: () => Turn<FormState>,
  send: (text: string) => void,
  last: Map<string, string>,
): FileForm | undefined {
  for (let round = 0; round < 20; round++) {
    const state = stateOf(turn());
    if (!state) break;
    if (state.pending) send('先回答问题');
    const field = fieldOf(lostCard, state.at);
    if (!field) send('提交');
    else if (last.has(field.name)) send('不改');
    else if (field.optional) send('跳过');
    else {
      const { said: text, kept } = rightAnswer(field, round);
      last.set(field.name, kept);
      send(text);
    }
  }
  const done = turn();
  return done.status === 'complete' ? (done.effects[0] as FileForm) : undefined;
}

describe('a form, whatever is said in whatever order', () => {
  it('records exactly the last answer of each field that was asked in the end', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { last, finish: end } = play(steps);
        const effect = end();
        const recorded = Object.entries(effect?.fields ?? {}).map(([name, { sealed, value }]) => [
          name,
          value ?? /^sealed<(.*)>$/.exec(sealed ?? '')?.[1],
        ]);
        const kept = Object.fromEntries([...last].map(([name, value]) => [name, { shown: '', value }]));
        const asked = askedFields(lostCard, { kept }).map(({ name }) => name);
        expect(Object.fromEntries(recorded)).toEqual(
          Object.fromEntries([...last].filter(([name]) => asked.includes(name))),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('never holds in its state or its record what was typed, but sealed or masked', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { last, finish: end } = play(steps);
        const text = JSON.stringify(end() ?? {}).replace(/sealed<.*?>/g, '');
        for (const name of ['name', 'phone', 'id', 'receipt']) {
          const value = last.get(name);
          if (value && value.length > 2) expect(text).not.toContain(value);
        }
      }),
    );
  });
});

describe('a form defined in one place', () => {
  it('is a conversation, a record and a number without another line of code', async () => {
    const service = formService({ forms: [lostCard], terms: { byForm: {}, usual: 3 } });
    const own = await createTestAssistant({ services: [service] });
    expect((await own.say('我要挂失')).text).toContain('可以在这里登记挂失。');
    for (const text of ['被盗', '否', '张三', '跳过', '昨天', '跳过', '13800138000']) await own.say(text);
    expect((await own.say('提交')).text).toContain('挂失登记已收到，编号 GS20260401-0001。');
    expect(await own.rows('form_cases')).toMatchObject([{ form: 'lost-card', sort: 'stolen', due: '2026-04-07' }]);
    await own.close();
  });

  it('is refused where it could not work, and says why', () => {
    const wrong = (fields: readonly Field[]) => () =>
      defineForm({ ...lostCard, fields: fields as [Field, ...Field[]], sort: 'how' });
    const [how] = lostCard.fields;
    const name: Field = { name: 'name', label: '姓名', ask: '？', kind: 'name', example: '张三' };
    expect(wrong([how, how])).toThrow('how 出现了两次');
    expect(wrong([how, { ...name, when: { field: 'later', is: ['x'] } }])).toThrow('要用排在它前面的选择题');
    expect(wrong([{ ...how, kind: 'choice', options: [] } as Field])).toThrow('选项应有2至6个');
    expect(wrong([name])).toThrow('how 不是选择题');
    expect(() => defineForm({ ...lostCard, prefix: 'g' })).toThrow('两个大写字母');
  });
});
