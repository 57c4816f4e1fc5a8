import { load } from 'cheerio';
import type { Role } from '../../src/domain/staff.js';
import { fileRegistration, fileVisit } from '../services/forms/file-form.js';
import { type CrawlReport, crawl } from './crawler.js';
import { packed } from './script-payloads.js';
import type { TestConsole, TestMember } from './test-console.js';
import { grantKeys } from './tip-cases.js';

/** What came alive of a page; nothing of the payloads may be more than text. */
export function alive(body: string): string[] {
  const $ = load(body);
  const found = [
    ...$('[data-bad]').map((_, element) => `<${element.tagName} data-bad>`),
    ...$('script:not([src])').map((_, script) => `script ${$(script).text().slice(0, 60)}`),
    ...$('iframe, object, embed, base, link:not([href^="/"])').map((_, element) => `<${element.tagName}>`),
    ...$('style')
      .filter((_, style) => $(style).text().includes('bad('))
      .map(() => '<style>'),
  ];
  for (const element of $('*'))
    for (const [name, value] of Object.entries('attribs' in element ? element.attribs : {}))
      if (/^on/.test(name) || (/^(?:href|src|action|formaction)$/.test(name) && /^\s*javascript:/i.test(value)))
        found.push(`${name}="${value.slice(0, 60)}"`);
  return found;
}

/** An address takes so many requests a minute: one that never comes twice. */
let addresses = 0;
const somewhere = () => `10.${(++addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;

/** Residents who type nothing but payloads wherever the chat lets them. */
async function residentsType({ bot }: TestConsole, payloads: readonly string[]): Promise<void> {
  for (const [at, text] of packed(payloads, 1_500).entries()) {
    const sender = `resident-${at}`;
    await bot.say(text, { sender });
    await bot.say(`${text} 报销比例多少？`, { sender });
    for (const said of ['我要举报', '同意', '挂床住院', text, text, '上周', text, '3000元', text, '跳过', text])
      await bot.say(said, { sender });
    await bot.say('提交', { sender });
    for (const said of ['非常不满意', text]) await bot.say(said, { sender: `rater-${at}` });
    for (const said of ['留言', text, text, text]) await bot.say(said, { sender: `writer-${at}` });
    await bot.say('提交', { sender: `writer-${at}` });
    await fileVisit(bot, { need: text, address: text.slice(0, 200) }, `visited-${at}`);
    if (at < 3) for (const said of ['转人工', text]) await bot.say(said, { sender: `talker-${at}` });
  }
  await fileRegistration(bot);
}

const CREW: Readonly<Record<string, readonly Role[]>> = {
  everything: ['intake', 'investigator', 'rating-officer', 'clerk', 'knowledge-editor', 'quiz-editor', 'analyst'],
  reviewer: ['quiz-reviewer', 'knowledge-publisher'],
  drawer: ['quiz-drawer'],
  second: ['reward-officer', 'rating-officer'],
  auditor: ['auditor'],
  admin: ['system-administrator'],
};

export interface HuntReport {
  /** What came alive, and where. */
  readonly alive: readonly string[];
  readonly byMember: Readonly<Record<string, CrawlReport>>;
}

/** Residents and staff of every role type payloads into whatever takes text, and look at every page there is. */
export async function huntScripts(desk: TestConsole, payloads: readonly string[]): Promise<HuntReport> {
  const { zhao, qian } = await desk.found();
  await residentsType(desk, payloads);
  const members: TestMember[] = [zhao, qian];
  for (const [login, roles] of Object.entries(CREW)) members.push(await desk.hire(login, roles));
  for (const to of members.filter(({ login }) => login === 'everything')) {
    await grantKeys(desk, zhao, to, 'story');
    await grantKeys(desk, zhao, to, 'form');
  }
  const byMember: Record<string, CrawlReport> = {};
  const found: string[] = [];
  for (const member of members) {
    const onPage = (path: string, body: string) => {
      for (const one of alive(body)) found.push(`${member.login} ${path}: ${one}`);
    };
    const browser = await desk.signIn(member, somewhere);
    byMember[member.login] = await crawl({ browser, onPage, texts: (most) => packed(payloads, most) });
  }
  return { alive: found, byMember };
}
