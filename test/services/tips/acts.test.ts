import { describe, expect, it } from 'vitest';
import { chosenText } from '../../../src/chat/choose.js';
import { actGroups, actOf, acts, targetKindIn, targetKindNames, unclearAct } from '../../../src/services/tips/acts.js';
import { ask } from '../../../src/services/tips/intake-words.js';
import { chosenAct } from '../../../src/services/tips/kind-step.js';
import { NOTHING } from '../../../src/services/tips/told.js';

describe('the kinds of act', () => {
  it('have a code each, plain words of fourteen characters at most, an article and whom they concern', () => {
    expect(new Set(acts.map(({ code }) => code)).size).toBe(acts.length);
    expect(new Set(acts.map(({ words }) => words)).size).toBe(acts.length);
    for (const { code, words, article, targets } of acts.filter((act) => act !== unclearAct)) {
      expect(words.length, words).toBeLessThanOrEqual(14);
      expect(article, code).toMatch(/条例|细则/);
      expect(targets.every((target) => target in targetKindNames)).toBe(true);
      expect(targets.length, code).toBeGreaterThan(0);
      expect(actOf(code)?.words).toBe(words);
    }
  });

  it('are shown six at a time at most, always with 不清楚, and each can be chosen by its number or its words', () => {
    for (const group of [undefined, ...actGroups]) {
      const { choices = [] } = ask('kind', NOTHING, group);
      expect(choices.length).toBeLessThanOrEqual(6);
      expect(choices.at(-1)?.text).toBe('不清楚');
      choices.forEach(({ text }, at) => {
        expect(chosenText(String(at + 1), choices)).toBe(text);
        expect(chosenAct(text, group)?.status).toBe(text === '不清楚' ? 'unclear' : group ? 'act' : 'group');
      });
    }
  });

  it('are understood by one of their words, and a group stands for what is not known better', () => {
    expect(chosenAct('挂床。', undefined)).toMatchObject({ status: 'act', act: { code: 'sham-admission' } });
    expect(chosenAct('不清楚', actGroups[2])).toMatchObject({ status: 'unclear', act: { code: 'cashing-in' } });
    expect(chosenAct('不清楚', undefined)).toMatchObject({ act: { code: 'unclear' } });
    expect(chosenAct('他们换鸡蛋', undefined)).toBeUndefined();
  });

  it.each([
    ['幸福大药房', 'pharmacy'],
    ['县人民医院', 'hospital'],
    ['我们村卫生室', 'clinic'],
    ['康复护理院', 'care'],
    ['一个药贩子', 'person'],
    ['区医保中心', 'agency'],
    ['老王家', undefined],
  ])('tell the kind of target from the name %s', (name, kind) => {
    expect(targetKindIn(name)).toBe(kind);
  });
});
