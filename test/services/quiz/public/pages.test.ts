import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWebChat, type WebChat } from '../../../../src/channels/web-chat/web-chat.js';
import { notice } from '../../../../src/services/quiz/campaign/notices.js';
import { merkleRoot } from '../../../../src/services/quiz/draw/merkle.js';
import { isVerified, verifyText } from '../../../../src/services/quiz/draw/verify.js';
import { cardSvg } from '../../../../src/services/quiz/public/card.js';
import { quizPages } from '../../../../src/services/quiz/public/pages.js';
import {
  addCampaign,
  addPerson,
  freezeQuiz,
  openQuizRecords,
  publishQuiz,
  QUIZ,
  type QuizRecords,
  quizPlan,
  someCodes,
} from '../../../support/quiz-draws.js';

let quiz: QuizRecords;
let chat: WebChat;
beforeEach(async () => {
  quiz = await openQuizRecords();
  chat = createWebChat({
    ...{ port: 0, secret: 'a-secret-of-the-tests-long-enough-to-sign', bureau: '样例市医保局' },
    welcome: { text: '您好', samples: [] },
    publicPages: quizPages({ ...quiz.options, store: quiz.store }),
  });
  await chat.start(async () => ({ status: 'service', text: '好' }));
});
afterEach(async () => {
  await chat.stop();
  await quiz.close();
});

const get = async (path: string, init?: RequestInit) => {
  const response = await fetch(new URL(path, chat.url), init);
  return { status: response.status, headers: response.headers, body: await response.text() };
};
const EVIL = '<script>alert(1)</script>';

async function frozen() {
  await quiz.store.transaction(async (tx) => {
    await addCampaign(tx, { title: `竞答${EVIL}` });
    for (const code of someCodes(8)) await addPerson(tx, { code, nickname: `昵称${EVIL}` });
    await notice(tx, QUIZ, `公告${EVIL}`, 'bot', new Date('2026-04-20T02:00:00Z'));
  });
  await freezeQuiz(quiz);
}

async function published() {
  await frozen();
  await publishQuiz(quiz);
}

describe('the public pages', () => {
  it('show a campaign with its leaderboard and notices, and nothing in them is markup', async () => {
    await frozen();
    const { status, body, headers } = await get(`/quiz/${QUIZ}`);
    expect(status).toBe(200);
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(body).not.toContain('<script');
    expect(body).toContain('一等奖：雨伞一把，1名');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('set-cookie')).toBeNull();
    expect((await get('/quiz')).body).toContain(`href="/quiz/${QUIZ}"`);
    expect((await get('/quiz/page.css')).headers.get('content-type')).toContain('text/css');
  });

  it('hide who wishes not to be seen, and drafts altogether', async () => {
    await quiz.store.transaction(async (tx) => {
      await addCampaign(tx, { state: 'OPEN' });
      await addCampaign(tx, { number: 'QZ2026-02', state: 'DRAFT' });
      const [seen = '', hidden = ''] = someCodes(2);
      await addPerson(tx, { code: seen, nickname: '看得见' });
      await addPerson(tx, { code: hidden, nickname: '看不见', hidden: 1 });
    });
    const { body } = await get(`/quiz/${QUIZ}`);
    expect(body).toContain('看得见');
    expect(body).not.toContain('看不见');
    expect((await get('/quiz/QZ2026-02')).status).toBe(404);
    expect((await get('/quiz')).body).not.toContain('QZ2026-02');
  });

  it('publish the list with its root from the freeze on, and the draw only once it is published', async () => {
    await frozen();
    const list = JSON.parse((await get(`/quiz/${QUIZ}/entrants.json`)).body) as { root: string; entrants: string[] };
    expect(merkleRoot(list.entrants)).toBe(list.root);
    const page = (await get(`/quiz/${QUIZ}/draw`)).body;
    expect(page).toContain(list.root);
    expect(page).toContain('双色球第2026050期开奖号码');
    expect((await get(`/quiz/${QUIZ}/draw.json`)).status).toBe(404);
  });

  it('give the published file, which verifies, and the winners by code', async () => {
    await published();
    const { body, headers } = await get(`/quiz/${QUIZ}/draw.json`);
    expect(isVerified(verifyText(body))).toBe(true);
    expect(headers.get('content-disposition')).toContain('attachment');
    const file = JSON.parse(body) as { digest: string; winners: { code: string }[] };
    const page = (await get(`/quiz/${QUIZ}/draw`)).body;
    expect(page).toContain(file.digest);
    const first = file.winners[0]?.code ?? '';
    expect(page).toContain(`${first.slice(0, 4)}-${first.slice(4, 8)}-${first.slice(8)}`);
  });

  it('know no other way than GET, and no other campaign', async () => {
    await frozen();
    expect((await get(`/quiz/${QUIZ}`, { method: 'POST' })).status).toBe(404);
    expect((await get('/quiz/QZ2026-99')).status).toBe(404);
    expect((await get(`/quiz/${encodeURIComponent("' or 1=1 --")}`)).status).toBe(404);
  });

  it('give the verifier with a policy of its own that lets nothing in or out', async () => {
    const { headers, body } = await get('/quiz/verify.html');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/);
    expect(policy).not.toMatch(/unsafe|'self'/);
    const own = /Policy" content="([^"]+)"/.exec(body)?.[1]?.replaceAll('&#39;', "'") ?? '';
    expect(policy).toContain(/script-src ('sha256-[^']+')/.exec(own)?.[1] ?? 'none');
  });

  it('give a card to share', async () => {
    await frozen();
    const response = await fetch(new URL(`/quiz/${QUIZ}/card.png`, chat.url));
    expect([200, 404]).toContain(response.status);
    if (response.status === 200)
      expect(
        Buffer.from(await response.arrayBuffer())
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
  });
});

describe('the share card', () => {
  const campaign = { ...quizPlan, number: QUIZ };

  it('has a code to the campaign where people reach the pages', () => {
    const svg = cardSvg({ campaign, bureau: '样例市医保局', publicUrl: 'https://yb.example.cn' }, true);
    expect(svg).toContain('<path');
    expect(svg).toContain('二维码');
  });

  it('says what to open instead where they do not, and has no code that leads nowhere', () => {
    const svg = cardSvg({ campaign: { ...campaign, title: `<&${EVIL}` }, bureau: '样例市医保局' }, true);
    expect(svg).not.toContain('<path');
    expect(svg).not.toContain('<script');
    expect(svg).toContain('回复：答题');
  });

  it('holds no words where the machine cannot draw them', () => {
    const svg = cardSvg({ campaign, bureau: '样例市医保局', publicUrl: 'https://yb.example.cn' }, false);
    expect(svg).not.toContain('<text');
    expect(svg).toContain('<path');
  });
});
