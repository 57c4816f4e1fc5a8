import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isVerified, verifyText } from '../../src/services/quiz/draw/verify.js';
import { type Colleague, type DeskRig, openDeskRig } from './desk-rig.js';
import { ask, lastBubble } from './rig.js';

const bankFolder = resolve(import.meta.dirname, '../../knowledge/quiz');
const QUIZ = '/quiz/QZ2026-01';

let rig: DeskRig;
let admin: Colleague;
let editor: Colleague;
let reviewer: Colleague;
let drawer: Colleague;
let second: Colleague;
let phone: Page;
let code = '';

beforeAll(async () => {
  rig = await openDeskRig('quiz');
  admin = await rig.enter('admin', '钱系统', rig.firstPassword);
  editor = await rig.hire(admin, 'bian', '卞编辑', ['quiz-editor']);
  reviewer = await rig.hire(admin, 'shen', '沈审核', ['quiz-reviewer']);
  drawer = await rig.hire(admin, 'kai', '开主任', ['quiz-drawer']);
  second = await rig.hire(admin, 'er', '尔科长', ['quiz-drawer']);
}, 180_000);
afterAll(() => rig?.close());

const at = (path: string) => new URL(path, rig.consoleUrl).href;
/** What the bot said last, line by line. */
const said = async (page: Page) => (await lastBubble(page).allInnerTexts()).join('\n');
const main = async (page: Page) => (await page.locator('main').textContent()) ?? '';

/** Right options by the stem of their question, as the shipped files say. */
function rightOptions(): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(bankFolder).filter((name) => name.endsWith('.yaml'));
  const questions = files.flatMap(
    (name): { question: string; options?: string[]; answer: string }[] =>
      parse(readFileSync(join(bankFolder, name), 'utf8')).questions,
  );
  const right = ({ options, answer }: (typeof questions)[number]) =>
    options ? [...answer].map((letter) => options[letter.charCodeAt(0) - 65] ?? '') : [answer];
  return new Map(questions.map((one) => [one.question, right(one)]));
}

/** What is right of the question that is shown, in letters, as somebody types who knows. */
function knownAnswer(shown: string, right: ReadonlyMap<string, readonly string[]>): string | undefined {
  const stem = /第\d+题（共\d+题）〔..〕(.*)/.exec(shown)?.[1];
  const options = stem === undefined ? undefined : right.get(stem.trim());
  if (!options) return undefined;
  const lettered = [...shown.matchAll(/^([A-F])\. (.*)$/gm)];
  if (lettered.length === 0) return options[0];
  return lettered.flatMap(([, letter = '', words = '']) => (options.includes(words.trim()) ? [letter] : [])).join('');
}

describe('a quiz, from the bank to the published draw', () => {
  it('has a bank that came with the product, which a second person passes', async () => {
    const { page } = editor;
    await page.goto(at('/quiz/bank'));
    await rig.picture(page, '1-bank');
    expect(await main(page)).toContain('待审核');
    const { page: other } = reviewer;
    await other.goto(at('/quiz/bank?topic=fund-supervision&state=draft'));
    await rig.picture(other, '2-review-questions');
    await other.getByRole('button', { name: /题都看过了，全部通过/ }).click();
    await other.locator('.said').waitFor();
  });

  it('is planned by one and opened by another', async () => {
    const { page } = editor;
    await page.goto(at('/quiz/new'));
    await page.getByLabel('标题').fill('医保基金监管集中宣传月知识竞答');
    await page.getByLabel('谁可以参加').fill('全区参保人');
    await page.getByLabel('规则', { exact: true }).fill('每天可答3次，取最好的一次。');
    const local = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 16);
    await page.getByLabel('开始').fill(local(-1));
    await page.getByLabel('结束').fill(local(20));
    await page.getByLabel('基金监管，不分难度，抽几道').fill('5');
    await page.getByLabel('每人每天几次').fill('3');
    await page.getByLabel('一局几分钟').fill('0');
    await page.getByLabel('公开排行榜').check();
    await page.getByLabel('第1行，奖项').fill('一等奖');
    await page.getByLabel('第1行，奖品').fill('体检套餐一份');
    await page.getByLabel('第1行，份数').fill('1');
    await page.getByLabel('答对几题可以抽奖').fill('4');
    await page.getByLabel('候补人数').fill('1');
    await page.getByLabel(/^两人承诺/).check();
    await page.getByLabel('中奖后几天内领').fill('15');
    await page.getByLabel('领奖信息保存几天').fill('30');
    await rig.picture(page, '3-plan');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.locator('.said').waitFor();
    const { page: other } = reviewer;
    await other.goto(at(`${QUIZ}/review`));
    await rig.picture(other, '4-review');
    await other.getByRole('button', { name: /看过全部 \d+ 道题，审核通过/ }).click();
    await other.locator('.said').waitFor();
    await step(other, '开放', QUIZ);
    await other.goto(at(QUIZ));
    expect(await main(other)).toContain('进行中');
  });

  it('is played on a phone, each answer explained with its source', async () => {
    phone = await rig.resident();
    await ask(phone, '答题');
    code = /参与码：(\S{14})/.exec(await said(phone))?.[1] ?? '';
    expect(code).toMatch(/^\S{4}-\S{4}-\S{4}$/);
    await ask(phone, '开始');
    const right = rightOptions();
    for (let slot = 0; slot < 5; slot++) {
      const shown = await said(phone);
      const answer = knownAnswer(shown, right);
      expect(answer, shown).toBeTruthy();
      // As the buttons say it, and as fast: nobody has read the question.
      await ask(phone, `第${slot + 1}题 ${answer}`);
      if (slot === 1) await phone.screenshot({ path: rig.pictureAt('5-playing') });
    }
    const result = await said(phone);
    expect(result).toContain('5题答对5题');
    expect(result).toContain('带身份证到窗口');
    await phone.screenshot({ path: rig.pictureAt('6-result') });
  });

  it('takes who was checked at the counter into the draw', async () => {
    const clerk = await rig.hire(admin, 'chuang', '窗口小李', ['clerk']);
    await clerk.page.goto(at('/quiz/verify'));
    await clerk.page.getByLabel('参与码').fill(code);
    await clerk.page.getByLabel(/身份证/).fill('11010519491231002X');
    await clerk.page.getByRole('button', { name: '核对通过' }).click();
    await clerk.page.getByText('核对通过，已记录').waitFor();
    expect(await main(clerk.page)).not.toContain('11010519491231002X');
    await ask(phone, '我的成绩');
    expect(await said(phone)).toContain('已入围');
  });

  it('shows who answered faster than anybody reads, for the reviewer to judge', async () => {
    await step(reviewer.page, '提前结束', QUIZ);
    const { page } = reviewer;
    await page.goto(at(`${QUIZ}/people`));
    await rig.picture(page, '7-flags');
    const action = page.locator('details.action').filter({ has: page.locator('summary', { hasText: '没有问题' }) });
    await action.first().locator('summary').click();
    await action.first().getByLabel('原因').fill('本人在窗口当面答的题');
    await action.first().locator('button[type=submit]').click();
    await page.locator('.said').waitFor();
  });

  it('is drawn from the secrets of two people, and published', async () => {
    await drawer.page.goto(at(QUIZ));
    await rig.picture(drawer.page, '8-figures');
    const secrets = new Map([
      [drawer, '春江水暖鸭先知 7315'],
      [second, '两个黄鹂鸣翠柳 2064'],
    ]);
    for (const [{ page }, secret] of secrets) {
      const commitment = createHash('sha256').update(secret).digest('hex');
      await drawStep(page, (form) => form.getByLabel('承诺（64位）').fill(commitment));
    }
    await drawStep(drawer.page);
    await rig.picture(drawer.page, '9-frozen');
    for (const [{ page }, secret] of secrets) await drawStep(page, (form) => form.getByLabel('您的暗号').fill(secret));
    await drawStep(drawer.page);
    await drawStep(drawer.page);
    await drawer.page.goto(at(`${QUIZ}/draw`));
    await rig.picture(drawer.page, '10-drawn');
    expect(await main(drawer.page)).toContain('已公布');
  });

  it('is told to everybody: page, list, file that verifies, and the winner', async () => {
    const page = await rig.resident();
    await page.goto(new URL(QUIZ, rig.chatUrl).href);
    await rig.picture(page, '11-public');
    await page.goto(new URL(`${QUIZ}/draw`, rig.chatUrl).href);
    await rig.picture(page, '12-public-draw');
    expect(await page.textContent('body')).toContain(code);
    const file = await (await fetch(new URL(`${QUIZ}/draw.json`, rig.chatUrl))).text();
    const checks = verifyText(file);
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(isVerified(checks)).toBe(true);
    const card = await fetch(new URL(`${QUIZ}/card.png`, rig.chatUrl));
    expect(card.headers.get('content-type')).toBe('image/png');
    await ask(phone, '领奖');
    expect(await said(phone)).toContain('恭喜中奖');
    await phone.screenshot({ path: rig.pictureAt('13-prize') });
    for (const text of ['张三丰', '13800001234', '提交']) await ask(phone, text);
    const { page: desk } = drawer;
    await desk.goto(at(`${QUIZ}/draw`));
    await desk.getByRole('link', { name: '领奖' }).click();
    expect(await main(desk)).toContain('已登记');
    expect(await main(desk)).not.toContain('张三丰');
    await rig.picture(desk, '14-claims');
  });
});

/** One step of a campaign on its own page. */
async function step(page: Page, title: string, path: string): Promise<void> {
  await page.goto(at(path));
  const action = page.locator('details.action').filter({ has: page.locator('summary', { hasText: title }) });
  await action.locator('summary').click();
  await action.locator('button[type=submit]').click();
  await page.locator('.said').waitFor();
}

/** What comes next of the draw, whatever it is. */
async function drawStep(
  page: Page,
  fill: (form: ReturnType<Page['locator']>) => Promise<void> = async () => {},
): Promise<void> {
  await page.goto(at(`${QUIZ}/draw`));
  const action = page.locator('details.action[open]').first();
  await fill(action);
  await action.locator('button[type=submit]').click();
  await page.locator('.said').waitFor();
}
