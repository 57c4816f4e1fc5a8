import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../src/chat/flow.js';
import { type IntakeState, intakeFlow } from '../../src/services/tips/intake.js';
import type { NewTip } from '../../src/services/tips/records.js';
import { steps } from '../../src/services/tips/told.js';

const flow = intakeFlow({ phones: [] });

interface Played {
  readonly turn: Turn<IntakeState>;
  readonly states: IntakeState[];
  readonly sealed: number;
  /** What was last put by: in the tip, or in the state of an open intake. */
  readonly kept: Pick<NewTip, (typeof parts)[number] | 'kind'>;
}

const parts = ['target', 'story', 'when', 'where', 'amount', 'evidence', 'contact'] as const;

/** Plays texts through the reducer alone; sealing is a mark with the purpose and the text, opened by the tests. */
function play(texts: readonly string[], first = '我要举报', mark = (_: string, text: string) => text): Played {
  let sealed = 0;
  const context = (text: string) => ({
    message: { channel: 'test', chat: 'a', sender: 'a', id: 'm', kind: 'text' as const, text, sentAt: new Date(0) },
    ...{ typed: text, now: new Date(0) },
    loaded: [],
    seal: (purpose: string, said: string | Uint8Array) => {
      sealed += 1;
      return mark(purpose, String(said));
    },
  });
  const states: IntakeState[] = [];
  let turn = flow.begin(context(first));
  for (const text of texts) {
    if (turn.status !== 'asking' && turn.status !== 'unrelated') break;
    states.push(turn.state);
    turn = flow.advance(turn.state, context(text));
  }
  if (turn.status === 'asking' || turn.status === 'unrelated') states.push(turn.state);
  const [effect] = turn.status === 'complete' ? turn.effects : [];
  const kept = effect ? (effect as unknown as { tip: NewTip }).tip : (states.at(-1)?.told as Played['kept']);
  return { turn, states, sealed, kept };
}

const counted = () => {
  let pieces = 0;
  return () => `sealed-${++pieces}`;
};

const told = fc.nat({ max: 999 }).map((number) => `CANARY${number}`);
const commands = fc.constantFrom(
  ...['完成', '跳过', '不留', '要', '写进举报', '1', '没有', '上一步', '不清楚', '假住院、假看病、假病历', '挂床'],
);
const submitting = fc.constantFrom('提交', '好的');
const questions = fc.constantFrom('CANARY怎么办', '举报有奖吗CANARY');
const anything = fc.array(fc.oneof(told, commands, submitting, questions), { maxLength: 30 });

describe('the intake as a reducer', () => {
  it('never holds a word in the clear, whatever is said in whatever order', () => {
    fc.assert(
      fc.property(anything, (texts) => {
        const played = [play(texts, '我要举报', counted()), play(texts, '有家诊所CANARY空刷医保卡', counted())];
        const effects = played.map(({ turn }) => (turn.status === 'complete' ? turn.effects : []));
        expect(JSON.stringify([played.map(({ states }) => states), effects])).not.toContain('CANARY');
      }),
    );
  });

  it('ends with exactly what was told, where it was told, whatever steps back, skips and questions lie between', () => {
    const step = fc.oneof(
      fc.record({ say: told }),
      fc.record({ say: fc.constantFrom('完成', '跳过', '上一步', '不清楚') }),
      // A question that is part of the story, and one that is only asked.
      told.map((said) => ({ say: `${said}吗？`, meant: '写进举报' })),
      told.map((said) => ({ say: `${said}吗？`, meant: '先回答问题' })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (said) => {
        const oracle = expected(said);
        const texts = said.flatMap((one) => ('meant' in one ? [one.say, one.meant] : [one.say]));
        const { kept } = play(texts);
        for (const part of parts) expect(kept[part], part).toEqual(oracle.told[part]);
        expect(kept.kind).toBe(oracle.kind);
      }),
      { numRuns: 300 },
    );
  });

  it('files only what is enough, and can always be submitted in four messages', () => {
    fc.assert(
      fc.property(anything, (texts) => {
        const { turn, kept } = play([...texts, '写进举报', '提交', 'CANARY', '提交']);
        expect(turn.status).toBe('complete');
        expect(kept.story.length > 0 || (kept.target.length > 0 && kept.kind !== undefined)).toBe(true);
      }),
    );
    expect(play(['提交']).turn.status).toBe('asking');
    expect(play(['某药店', '提交']).turn.status).toBe('asking');
    expect(play(['某药店', '提交', '不清楚', '提交']).turn.status).toBe('complete');
  });

  it('keeps name and phone apart from the story, and knows from the words what kind of place is meant', () => {
    const mark = (purpose: string, text: string) => `${purpose}:${text}`;
    const { kept } = play(['幸福大药房', '换鸡蛋', '完成', ...Array(5).fill('跳过'), '李雷 138', '提交'], '举报', mark);
    expect(kept).toMatchObject({
      target: ['story:幸福大药房'],
      story: ['story:换鸡蛋'],
      contact: ['identity:李雷 138'],
      kind: 'unclear',
      targetKind: 'pharmacy',
    });
    expect(play([], '我要举报阳光诊所挂床').kept).toMatchObject({ targetKind: 'clinic' });
    expect(play(['平安医院'], '我要举报阳光诊所挂床').kept).toMatchObject({ targetKind: 'hospital' });
  });

  it('begins after an accusation only with a yes, and keeps what was told before it', () => {
    expect(play([], '我知道一家医院骗保').states.map(({ step }) => step)).toEqual(['offer']);
    expect(play(['要'], '我知道一家医院骗保').states.at(-1)).toMatchObject({
      step: 'target',
      told: { story: ['我知道一家医院骗保'] },
    });
    expect(play(['我要举报幸福药店'], '我知道一家医院骗保').states.at(-1)).toMatchObject({
      step: 'target',
      told: { story: ['我知道一家医院骗保', '我要举报幸福药店'] },
    });
    expect(play(['门诊报销多少'], '我知道一家医院骗保').turn).toEqual({ status: 'yielded' });
  });

  it('asks each thing once, in order', () => {
    const asked = play(['某药店', '换鸡蛋', '完成', '1', '不清楚', '三月', '南门', '两千', '有单子', '不留', '提交']);
    expect([...new Set(asked.states.map(({ step }) => step))]).toEqual([...steps]);
  });
});

type Said = { readonly say: string; readonly meant?: string };

/** The same talk, told naively: a pointer into the list of steps, and lists of what was said at each. */
function expected(said: readonly Said[]) {
  const lists = Object.fromEntries(parts.map((part) => [part, [] as string[]])) as Record<
    (typeof parts)[number],
    string[]
  >;
  let [at, urged, kind] = [0, false, undefined as string | undefined];
  const name = () => steps[at] ?? 'confirm';
  for (const { say, meant } of said) {
    const wasUrged = urged;
    urged = false;
    if (meant === '先回答问题') {
      urged = wasUrged;
      continue;
    }
    const step = name();
    if (say === '上一步') at = Math.max(0, at - 1);
    else if (say.startsWith('CANARY')) {
      const part = step === 'kind' || step === 'confirm' ? 'story' : step;
      lists[part].push(say);
      if (step !== 'story' && step !== 'confirm') at += 1;
    } else if (step === 'story') {
      if (lists.story.length > 0 || wasUrged) at += 1;
      else urged = lists.target.length > 0;
    } else if (step === 'kind') {
      kind = say === '不清楚' ? 'unclear' : (kind ?? 'unclear');
      at += 1;
    } else if (step !== 'confirm') at += 1;
  }
  return { told: lists, kind };
}
