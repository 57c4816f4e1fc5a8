import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Config, loadConfig } from '../../../src/app/config.js';
import { indexKnowledge } from '../../../src/app/index-knowledge.js';
import { knowledgeWork } from '../../../src/app/knowledge-work.js';
import { openRecords, type Records } from '../../../src/app/records.js';
import { may, type Permission, roles } from '../../../src/domain/staff.js';
import { hashedEmbedder } from '../../../src/retrieval/hashed-embedder.js';
import { createDesks } from '../../../src/services/desks.js';
import { knowledgeFigures } from '../../../src/services/knowledge/figures.js';
import { safeFileName } from '../../../src/services/knowledge/file-name.js';
import { createTestConsole, type Shown, type TestBrowser, type TestConsole } from '../../support/test-console.js';

vi.setConfig({ testTimeout: 60_000 });

const text = (title: string, body: string, place = '全国') =>
  `---\ntitle: ${title}\nplace: ${place}\nsource: 样例\nundated: 样例\n---\n# ${title}\n\n## ${title}说明\n${body}\n`;
const question = '护理员多久培训一次';
const rows = [{ id: 'P1', question: '退休人员普通门诊年度限额多少', facts: [], must: ['910元'], type: 'figure' }];

let folder: string;
let config: Config;
let records: Records;
let desk: TestConsole;
let editor: TestBrowser;
let publisher: TestBrowser;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiwen-desk-'));
  mkdirSync(join(folder, 'texts'));
  writeFileSync(join(folder, 'texts/rule.md'), text('门诊办法', '退休人员普通门诊年度限额为910元。'));
  writeFileSync(join(folder, 'set.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  const lines = ['dataFolder: data', 'knowledgeFolders: texts', 'knowledge:', '  evaluation: set.jsonl'];
  writeFileSync(join(folder, 'yiwen.config.yaml'), lines.join('\n'));
  config = loadConfig({ environment: {}, workingFolder: folder });
  records = await openRecords(config);
  await indexKnowledge({ config, embedder: hashedEmbedder(), store: records.store });
  const knowledge = knowledgeWork({ config, store: records.store });
  desk = await createTestConsole({
    folder: config.dataFolder,
    desks: createDesks({ localKey: records.localKey, knowledge }),
  });
  editor = await desk.signIn(await desk.hire('bian', ['knowledge-editor']));
  publisher = await desk.signIn(await desk.hire('shen', ['knowledge-publisher']));
});
afterEach(async () => {
  await desk.close();
  await records.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const upload = async (content: string, name = '护理.md', fields: Record<string, string> = {}) => {
  await editor.get('/knowledge');
  return editor.upload('/knowledge/upload', fields, { name, bytes: Buffer.from(content) });
};
/** Follows a job's page until it is through. */
async function done(browser: TestBrowser, shown: Shown): Promise<Shown> {
  for (let page = shown; ; page = await browser.get(shown.path)) {
    if (!page.text.includes('自己刷新')) return page;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const audit = async () => (await desk.bot.rows('audit')).map(({ actor, action }) => `${actor} ${action}`);
const documents = async () => (await knowledgeWork({ config, store: records.store }).shelf()).documents;
const request = async (path: string) => {
  await editor.get(path);
  return editor.post(`${path}/request`, { reason: '已对照原件核对' });
};
const decide = async (path: string, fields: Record<string, string> = { decision: 'grant', note: '可以' }) => {
  await publisher.get(path);
  return done(publisher, await publisher.post(`${path}/decide`, fields));
};

describe('the knowledge desk', () => {
  it('shows what is in use, its passages, and what is wrong with the files', async () => {
    const page = await editor.get('/knowledge');
    expect(page.text).toContain('在用资料 1 份');
    expect(page.text).toContain('门诊办法');
    expect((await editor.get('/knowledge/document?path=rule.md')).text).toContain('年度限额为910元');
    expect((await editor.get('/knowledge/document?path=../set.jsonl')).text).toContain('没有这份资料');
    writeFileSync(join(folder, 'texts/rule.md'), text('门诊办法', '限额。').replace('undated: 样例\n', ''));
    await editor.get('/knowledge/problems');
    const problems = await done(editor, await editor.post('/knowledge/problems'));
    expect(problems.text).toMatch(/rule\.md 第\d+行/);
  });

  it('takes a passage out of service at once, and only a publisher puts it back', async () => {
    const at = '/knowledge/document?path=rule.md';
    const id = /class="hint">(rule\.md#\d+)</.exec((await editor.get(at)).body)?.[1] ?? '';
    const said = await editor.post('/knowledge/withdraw', { path: 'rule.md', passage: id, reason: '限额已调整' });
    expect(said.text).toContain('已撤回 1 段');
    expect((await editor.post('/knowledge/restore', { path: 'rule.md', passage: id })).status).toBe(403);
    await publisher.get(at);
    expect((await publisher.post('/knowledge/restore', { path: 'rule.md', passage: id })).text).toContain(
      '已恢复 1 段',
    );
    expect(await audit()).toEqual(
      expect.arrayContaining(['staff:bian knowledge.withdrawn', 'staff:shen knowledge.restored']),
    );
  });
});

describe('a document that is uploaded', () => {
  it('is a draft outside the live folder, cut and tried out, while residents are answered as before', async () => {
    const draft = await upload(text('护理员办法', '护理员每两年培训一次，合格后上岗。'));
    expect(draft.text).toContain('已存为草稿');
    expect(draft.text).toContain('护理员每两年培训一次');
    expect(readdirSync(join(folder, 'texts'))).toEqual(['rule.md']);
    const [id = ''] = readdirSync(join(config.dataFolder, 'drafts'));
    const [file = ''] = readdirSync(join(config.dataFolder, 'drafts', id));
    expect(statSync(join(config.dataFolder, 'drafts', id, file)).mode & 0o777).toBe(0o600);
    expect((await editor.post(`${draft.path}/ask`, { question })).text).toContain('还没有准备好试问');
    await editor.get(draft.path);
    await done(editor, await editor.post(`${draft.path}/trial`));
    await editor.get(draft.path);
    const answer = await editor.post(`${draft.path}/ask`, { question });
    expect(answer.text).toContain('护理员每两年培训一次');
    expect(answer.text).toContain('依据 1');
    expect((await documents()).map(({ path }) => path)).toEqual(['rule.md']);
    expect(await desk.bot.count('answers')).toBe(0);
  });

  it('comes into use when a second person approves it, and everything is in the audit', async () => {
    const { path } = await upload(text('护理员办法', '护理员每两年培训一次。'));
    await request(path);
    await editor.get(path);
    expect((await editor.post(`${path}/decide`, { decision: 'grant' })).status).toBe(403);
    expect((await publisher.get('/')).text).toContain('资料等待审核');
    const page = await decide(path);
    expect(page.text).toContain('启用了新的资料：2 份');
    expect(page.text).toContain('set.jsonl');
    expect((await documents()).map(({ title }) => title).sort()).toEqual(['护理员办法', '门诊办法']);
    expect((await publisher.get(path)).text).toContain('已启用');
    expect(existsSync(join(config.dataFolder, 'drafts', path.split('/').at(-1) ?? ''))).toBe(false);
    expect((await audit()).filter((line) => line.includes('knowledge'))).toEqual([
      'bot knowledge.published',
      'staff:bian knowledge.drafted',
      'staff:bian knowledge.change-waiting',
      'staff:bian knowledge.publish-requested',
      'staff:shen knowledge.publish-granted',
      'staff:shen knowledge.change-approved',
      'staff:shen knowledge.published',
      'staff:shen knowledge.change-published',
    ]);
  });

  it('takes the place of another, and is undone where the question sets are answered worse', async () => {
    const worse = await upload(text('门诊办法', '退休人员普通门诊年度限额为80元。'), 'rule.md', { removes: 'rule.md' });
    await request(worse.path);
    const refused = await decide(worse.path);
    expect(refused.text).toContain('检验题答得比采纳过的结果差');
    expect((await publisher.get(worse.path)).text).toContain('没有启用');
    expect(readFileSync(join(folder, 'texts/rule.md'), 'utf8')).toContain('910元');
    expect((await documents()).map(({ path }) => path)).toEqual(['rule.md']);
    const fields = { anyway: '新标准已经下发，以它为准' };
    const anyway = await done(publisher, await publisher.post(`${worse.path}/publish`, fields));
    expect(anyway.text).toContain('启用了新的资料：1 份');
    expect(existsSync(join(folder, 'texts/rule.md'))).toBe(false);
    expect((await documents())[0]?.path).toMatch(/^uploaded\/\w{1,8}-rule\.md$/);
  });

  it('is sent back, or given up with its file', async () => {
    const { path } = await upload(text('护理员办法', '护理员每两年培训一次。'));
    await request(path);
    expect((await decide(path, { decision: 'refuse', note: '缺文号' })).text).toContain('已退回');
    await editor.get(path);
    expect((await editor.post(`${path}/discard`)).text).toContain('文件已删除');
    expect(readdirSync(join(config.dataFolder, 'drafts'))).toEqual([]);
    expect((await editor.post(`${path}/request`, { reason: '再来一次' })).text).toContain('不能改为');
  });

  it('goes out of use the same way, and its file is kept aside', async () => {
    const { path } = await upload(text('护理员办法', '护理员每两年培训一次。'));
    await request(path);
    await decide(path);
    const [gone] = (await documents()).filter(({ title }) => title === '护理员办法');
    await editor.get('/knowledge');
    const asked = await editor.post('/knowledge/unpublish', { path: gone?.path ?? '', reason: '已经废止' });
    expect((await decide(asked.path)).text).toContain('启用了新的资料：1 份');
    expect((await documents()).map(({ path: left }) => left)).toEqual(['rule.md']);
    const aside = readdirSync(join(config.dataFolder, 'drafts')).find((name) => name.startsWith('removed-')) ?? '';
    expect(readdirSync(join(config.dataFolder, 'drafts', aside))).toHaveLength(1);
  });

  it('is refused where nothing can read it, with what to do, and leaves nothing behind', async () => {
    const cases = [
      [Buffer.from('MZ'), 'x.exe', '不支持这种文件'],
      [Buffer.from('no pdf'), 'x.pdf', '内容不是 .pdf 文件'],
      [Buffer.from('  '), 'x.md', '没有可以读出的文字'],
      [Buffer.from(text('草', '【待补】')), 'x.md', '没有读出内容'],
    ] as const;
    for (const [bytes, name, said] of cases) {
      await editor.get('/knowledge');
      const shown = await editor.upload('/knowledge/upload', {}, { name, bytes });
      expect([name, shown.status, shown.text]).toEqual([name, 400, expect.stringContaining(said)]);
    }
    expect(existsSync(join(config.dataFolder, 'drafts')) ? readdirSync(join(config.dataFolder, 'drafts')) : []).toEqual(
      [],
    );
    expect(await desk.bot.count('knowledge_changes')).toBe(0);
  });
});

describe('the name of an upload', () => {
  it.each([
    ['../../etc/passwd.md', 'abcdefgh-passwd.md'],
    ['C:\\windows\\system32\\a.docx', 'abcdefgh-a.docx'],
    ['.hidden.md', 'abcdefgh-hidden.md'],
    ['README.md', 'abcdefgh-README.md'],
    ['<script>alert(1)</script>.txt', 'abcdefgh-script.txt'],
    ['关于 门诊（2026）.PDF', 'abcdefgh-关于-门诊-2026.pdf'],
    ['a\0b\u202e.md', 'abcdefgh-a-b.md'],
    [`${'长'.repeat(300)}.md`, `abcdefgh-${'长'.repeat(60)}.md`],
  ])('%j leads nowhere: %s', (given, expected) => {
    expect(safeFileName(given, 'abcdefghijkl')).toBe(expected);
  });

  it('is refused without an extension that is read', () => {
    for (const name of ['a', 'a.exe', 'a.md.yaml', '..', 'folder.yaml'])
      expect(() => safeFileName(name, 'abcdefghijkl')).toThrow('不支持这种文件');
  });
});

describe('who may do what in the knowledge desk', () => {
  it('is what the table of permissions says, for every role and every step', async () => {
    const steps: readonly (readonly ['get' | 'post', string, readonly Permission[]])[] = [
      ['get', '/knowledge', ['knowledge.read']],
      ['get', '/knowledge/document?path=rule.md', ['knowledge.read']],
      ['get', '/knowledge/problems', ['knowledge.read']],
      ['post', '/knowledge/problems', ['knowledge.read']],
      ['post', '/knowledge/withdraw', ['knowledge.edit', 'knowledge.publish']],
      ['post', '/knowledge/restore', ['knowledge.publish']],
      ['post', '/knowledge/upload', ['knowledge.edit']],
      ['post', '/knowledge/unpublish', ['knowledge.edit']],
      ['get', '/knowledge/changes/x', ['knowledge.read']],
      ['post', '/knowledge/changes/x/trial', ['knowledge.edit', 'knowledge.publish']],
      ['post', '/knowledge/changes/x/ask', ['knowledge.edit', 'knowledge.publish']],
      ['post', '/knowledge/changes/x/request', ['knowledge.edit']],
      ['post', '/knowledge/changes/x/discard', ['knowledge.edit']],
      ['post', '/knowledge/changes/x/decide', ['knowledge.publish']],
      ['post', '/knowledge/changes/x/publish', ['knowledge.publish']],
      ['get', '/knowledge/jobs/x', ['knowledge.read']],
    ];
    for (const role of roles) {
      const browser = await desk.signIn(await desk.hire(`m-${role}`, [role]));
      await browser.get('/me');
      for (const [method, path, needs] of steps) {
        const { status } = await browser[method](path);
        const allowed = needs.some((permission) => may({ roles: [role] }, permission));
        expect([role, path, status === 403]).toEqual([role, path, !allowed]);
      }
    }
  });
});

describe('the figures of the knowledge', () => {
  it('count the documents by place and kind, and what was put in use and withdrawn in the period', async () => {
    const work = knowledgeWork({ config, store: records.store });
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const figures = await knowledgeFigures(work, records.store.read, { from: '2020-01-01', to: today });
    expect(figures.map(({ id, value }) => [id, value])).toEqual([
      ['knowledge.documents', 1],
      ['knowledge.kinds', 1],
      ['knowledge.published', 1],
      ['knowledge.withdrawn', 0],
    ]);
    expect(figures[0]?.parts).toEqual([{ label: '全国', value: 1 }]);
    const before = await knowledgeFigures(work, records.store.read, { from: '2019-01-01', to: '2019-12-31' });
    expect(before.map(({ value }) => value)).toEqual([undefined, undefined, 0, 0]);
  });
});
