import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../src/chat/flow.js';
import { intakeFlow } from '../../src/services/tips/intake.js';

const flow = intakeFlow({ phones: [] });
type State = Parameters<typeof flow.advance>[0];

/** Plays texts through the reducer alone; sealing is a mark, so that what is not sealed shows. */
function play(texts: readonly string[], first = '我要举报'): { turn: Turn<State>; states: State[]; sealed: number } {
  let sealed = 0;
  const context = (text: string) => ({
    message: { channel: 'test', chat: 'a', sender: 'a', id: 'm', kind: 'text' as const, text, sentAt: new Date(0) },
    now: new Date(0),
    loaded: undefined,
    seal: () => `sealed-${++sealed}`,
  });
  const states: State[] = [];
  let turn = flow.begin(context(first));
  for (const text of texts) {
    if (turn.status !== 'asking' && turn.status !== 'unrelated') break;
    states.push(turn.state);
    turn = flow.advance(turn.state, context(text));
  }
  if (turn.status === 'asking' || turn.status === 'unrelated') states.push(turn.state);
  return { turn, states, sealed };
}

const told = fc.nat({ max: 999 }).map((number) => `CANARY${number}`);
const commands = fc.constantFrom('完成', '跳过', '不留', '提交', '要', '写进举报', '1', '没有');
const questions = fc.constantFrom('CANARY怎么办', '举报有奖吗CANARY');

describe('the intake as a reducer', () => {
  it('never holds a word in the clear, whatever is said in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(told, commands, questions), { maxLength: 30 }), (texts) => {
        const { turn, states } = play(texts);
        const offered = play(texts, '有家诊所CANARY空刷医保卡');
        const effects = [turn, offered.turn].map((last) => (last.status === 'complete' ? last.effects : []));
        expect(JSON.stringify([states, offered.states, effects])).not.toContain('CANARY');
      }),
    );
  });

  it('loses nothing that was told: every piece stands in the tip', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(told, commands), { maxLength: 30 }), (texts) => {
        const { turn, states, sealed } = play(texts);
        const kept = turn.status === 'complete' ? turn.effects : states.at(-1);
        expect(new Set(JSON.stringify(kept).match(/sealed-\d+/g) ?? []).size).toBe(sealed);
      }),
    );
  });

  it('files only what was submitted, and can always be submitted in six messages', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(told, commands, questions), { maxLength: 20 }), (texts) => {
        const { turn } = play([...texts, '写进举报', 'CANARY', '完成', '完成', '完成', '提交', '提交']);
        expect(turn.status).toBe('complete');
      }),
    );
    expect(play(['某药店', '换鸡蛋', '完成', '跳过', '不留']).turn.status).toBe('asking');
  });

  it('begins after an accusation only with a yes, and keeps what was told before it', () => {
    expect(play([], '我知道一家医院骗保').states.map(({ step }) => step)).toEqual(['offer']);
    expect(play(['要'], '我知道一家医院骗保').states.at(-1)).toMatchObject({
      step: 'target',
      said: { story: ['sealed-1'] },
    });
    expect(play(['我要举报幸福药店'], '我知道一家医院骗保').states.at(-1)).toMatchObject({
      step: 'target',
      said: { story: ['sealed-1', 'sealed-2'] },
    });
    expect(play(['门诊报销多少'], '我知道一家医院骗保').turn).toEqual({ status: 'yielded' });
  });

  it('asks at most five things', () => {
    const asked = play(['某药店', '换鸡蛋', '完成', '三月', '不留', '提交']).states.map(({ step }) => step);
    expect([...new Set(asked)]).toEqual(['target', 'story', 'when', 'contact', 'confirm']);
  });
});
