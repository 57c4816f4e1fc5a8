import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadConfig, readConfig } from '../../src/app/config.js';
import { checkAdministrators, checkBureau, checkStaffKey } from '../../src/app/health/bureau.js';
import { type Check, exitCode, sayReport } from '../../src/app/health/check.js';
import { checkDataFolder, folderState } from '../../src/app/health/data-folder.js';
import { runDoctor } from '../../src/app/health/doctor.js';
import { checkTransport } from '../../src/app/health/endpoints.js';
import { checkHomePlace } from '../../src/app/health/knowledge.js';
import { checkClock, checkModule, checkNode, nativeModules } from '../../src/app/health/machine.js';
import { systemProbes } from '../../src/app/health/probes.js';
import { indexKnowledge } from '../../src/app/index-knowledge.js';
import { openRecords } from '../../src/app/records.js';
import { doctor } from '../../src/cli/doctor.js';
import { hashedEmbedder } from '../../src/retrieval/hashed-embedder.js';
import { placeMatches } from '../../src/retrieval/place.js';
import { inviteStaff } from '../../src/staff/accounts.js';
import { createSealing } from '../../src/storage/sealing/sealing.js';
import { closedUrl, type ReplayServer, replay } from '../models/replay-server.js';

let folder: string;
const servers: ReplayServer[] = [];

const article = `---
title: 门诊办法
place: 浙江省
---

# 门诊办法

第一条 退休人员门诊一年限额900元。
`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yiwen-doctor-'));
  mkdirSync(join(folder, 'texts'));
  writeFileSync(join(folder, 'texts/a.md'), article);
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  rmSync(folder, { recursive: true });
});

const settings = (more: Record<string, string> = {}) => ({
  workingFolder: folder,
  environment: { YIWEN_KNOWLEDGE: 'texts', ...more },
});
const index = () => indexKnowledge({ config: loadConfig(settings()), embedder: hashedEmbedder() });

async function checks(more: Record<string, string> = {}): Promise<readonly Check[]> {
  return (await runDoctor(readConfig(settings(more)), systemProbes)).checks;
}

async function find(title: string, more: Record<string, string> = {}): Promise<Check | undefined> {
  return (await checks(more)).find((check) => check.title === title);
}

async function serve(fixture: string): Promise<string> {
  const server = await replay(fixture);
  servers.push(server);
  return server.url;
}

describe('on a machine that was just set up', () => {
  test('nothing is bad, and what is missing is said with its remedy', async () => {
    const report = await runDoctor(readConfig(settings()), systemProbes);
    expect(exitCode(report)).toBe(0);
    const said = sayReport(report);
    expect(said).toMatch(/^✓ Node — /);
    expect(said).toContain('! 知识索引 — 还没有建立 → 运行 npx yiwen index');
    expect(said).toContain('没有写单位名称、窗口地址、办公时间、电话');
    expect(said).toMatch(/可以使用，有 3 处提醒。\n$/);
  });

  test('a wrong configuration is told fault by fault, and the machine is still checked', async () => {
    const report = await runDoctor(readConfig(settings({ YIWEN_PORT: 'x', YIWEN_LOG_LEVEL: 'y' })), systemProbes);
    expect(report.checks.filter(({ level }) => level === 'bad')).toHaveLength(2);
    expect(report.checks[0]?.title).toBe('Node');
    expect(exitCode(report)).toBe(1);
    expect(sayReport(report)).toContain('✗ 配置 — 环境变量 YIWEN_PORT：写的是「x」；应是0至65535的整数 → 例如 8080');
  });

  test('the command prints lines or JSON, and says by its exit code whether something is bad', async () => {
    const written: string[] = [];
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    const file = join(folder, 'yiwen.config.yaml');
    writeFileSync(file, `dataFolder: data\nknowledgeFolders: texts\n`);
    const codes = [await doctor({ config: file, json: false }), await doctor({ config: file, json: true })];
    writeFileSync(file, 'nonsense: 1\n');
    codes.push(await doctor({ config: file, json: true }));
    write.mockRestore();
    expect(codes).toEqual([0, 0, 1]);
    expect(written[0]).toContain('✓ Node');
    expect(JSON.parse(written[1] ?? '')).toMatchObject({ ok: true, checks: expect.any(Array) });
    expect(JSON.parse(written[2] ?? '').ok).toBe(false);
  });
});

describe('the index', () => {
  test('that matches the texts is good', async () => {
    await index();
    expect(await find('知识索引')).toMatchObject({ level: 'good' });
    expect(await find('时钟')).toMatchObject({ level: 'good' });
  });

  test('older than its texts is told with the files that changed', async () => {
    await index();
    writeFileSync(join(folder, 'texts/a.md'), article.replace('900', '950'));
    writeFileSync(join(folder, 'texts/b.md'), article);
    expect(await find('知识索引')).toMatchObject({
      level: 'warning',
      detail: expect.stringContaining('2 个文件变了：a.md、b.md'),
    });
  });

  test('and a file that cannot be read are told apart', async () => {
    await index();
    writeFileSync(join(folder, 'texts/broken.docx'), 'no archive');
    expect(await find('知识索引')).toMatchObject({ level: 'warning' });
    expect(await find('资料文件')).toMatchObject({ level: 'warning', detail: expect.stringContaining('broken.docx') });
  });

  test('of another embedding is bad', async () => {
    await index();
    const model = { YIWEN_EMBEDDING_URL: await closedUrl(), YIWEN_EMBEDDING_MODEL: 'bge-m3' };
    expect(await find('知识索引', model)).toMatchObject({
      level: 'bad',
      detail: expect.stringContaining('bge-m3'),
      remedy: '运行 npx yiwen index',
    });
  });

  test('tells whether it holds the rules of the home place', async () => {
    await index();
    expect(await find('参保地区', { YIWEN_HOME_PLACE: '浙江省' })).toMatchObject({ level: 'good' });
    expect(await find('参保地区', { YIWEN_HOME_PLACE: '浙江省杭州市' })).toMatchObject({
      level: 'warning',
      detail: '资料里没有 浙江省杭州市 自己的规定，只有 浙江省 的',
    });
    expect(await find('参保地区', { YIWEN_HOME_PLACE: '上海市' })).toMatchObject({
      level: 'warning',
      detail: expect.stringContaining('只能用全国规定'),
    });
  });
});

describe('the data folder', () => {
  test('that others may enter is told, and one for the owner alone is good', async () => {
    mkdirSync(join(folder, 'data'));
    chmodSync(join(folder, 'data'), 0o755);
    expect(await find('数据文件夹')).toMatchObject({ level: 'warning', remedy: expect.stringContaining('chmod 700') });
    chmodSync(join(folder, 'data'), 0o700);
    expect(await find('数据文件夹')).toMatchObject({ level: 'good' });
  });

  test('where a file stands in its place is bad', async () => {
    writeFileSync(join(folder, 'data'), '');
    expect(await find('数据文件夹')).toMatchObject({ level: 'bad' });
    expect(await folderState(join(folder, 'data/deep/down'))).toMatchObject({ exists: false, writable: false });
  });

  test.each([
    [50, 'bad'],
    [500, 'warning'],
    [5_000, 'good'],
  ])('with %i MB left is %s', (megabytes, level) => {
    const state = { exists: true, writable: true, open: false, free: megabytes * 1024 * 1024 };
    expect(checkDataFolder('/data', state)[1]).toMatchObject({ title: '磁盘', level });
  });
});

describe('the keys', () => {
  const config = () => loadConfig({ workingFolder: folder, environment: {} });

  test('that are made and not yet taken over are told', async () => {
    const { store } = await openRecords(config());
    await createSealing({ store, onCodeCreated: () => {}, cost: 1_024 }).seal();
    await store.close();
    expect(await find('密钥')).toMatchObject({ level: 'warning', detail: '还没有启用：举报照收，但谁也打不开' });
  });

  test('that office holders took over are good', () => {
    expect(checkStaffKey({ status: 'founded', since: '2026-04-01T00:00:00Z' })).toMatchObject({ level: 'good' });
  });

  test('that are not there yet are no fault, and looking makes none', async () => {
    expect(await find('密钥')).toMatchObject({ level: 'warning' });
    expect(existsSync(join(folder, 'data/yiwen.db'))).toBe(false);
  });
});

describe('the administrators', () => {
  test('are told to be two', async () => {
    const records = await openRecords(loadConfig(settings()));
    const act = { actor: 'setup', at: new Date(), cost: 1_024 };
    const roles = ['system-administrator'] as const;
    const invite = (login: string) => inviteStaff(records.store, { login, name: login, roles }, act);
    await invite('root');
    expect(await find('系统管理员')).toMatchObject({
      level: 'warning',
      detail: expect.stringContaining('只有 root 一个'),
    });
    await invite('second');
    expect(await find('系统管理员')).toMatchObject({ level: 'good', detail: 'root、second' });
    await records.store.close();
  });

  test('are missed where there are only others', () => {
    expect(checkAdministrators([])).toMatchObject({ level: 'bad', remedy: expect.stringContaining('staff invite') });
    expect(checkAdministrators(undefined)).toMatchObject({ level: 'good' });
  });
});

describe('model endpoints', () => {
  const chat = (url: string) => ({
    YIWEN_CHAT_MODEL_URL: url,
    YIWEN_CHAT_MODEL_MODEL: 'qwen3-8b',
    YIWEN_CHAT_MODEL_KEY: 'sk-hunter2-test',
  });

  test('that answer are good', async () => {
    expect(await find('对话模型', chat(await serve('chat-word')))).toMatchObject({ level: 'good' });
    const vectors = { YIWEN_EMBEDDING_URL: await serve('embeddings-one'), YIWEN_EMBEDDING_MODEL: 'bge-m3' };
    expect(await find('向量模型', vectors)).toMatchObject({ level: 'good', detail: 'bge-m3，3维' });
  });

  test.each(['unauthorised', 'server-error', 'html-page'])(
    'that answer with %s are bad, and the key stays hidden',
    async (fixture) => {
      const check = await find('对话模型', chat(await serve(fixture)));
      expect(check?.level).toBe('bad');
      expect(JSON.stringify(check)).not.toContain('hunter2');
    },
  );

  test('that nobody serves are bad', async () => {
    expect(await find('对话模型', chat(await closedUrl()))).toMatchObject({
      level: 'bad',
      detail: expect.stringContaining('连不上'),
    });
  });

  test('are not asked for where none is configured', async () => {
    expect(await find('模型')).toMatchObject({ level: 'good', detail: '没有配，直接发原文' });
  });

  test('without encryption beyond this machine are told', () => {
    const at = (url: string) => checkTransport('对话模型', { url, model: 'm' }).map(({ level }) => level);
    expect(at('http://10.0.0.5/v1')).toEqual(['warning']);
    expect(at('https://10.0.0.5/v1')).toEqual([]);
    expect(at('http://127.0.0.1:8000/v1')).toEqual([]);
  });
});

describe('channels', () => {
  test('of which none is open are bad', async () => {
    expect(await find('渠道', { YIWEN_WEB_CHAT: 'false' })).toMatchObject({ level: 'bad' });
  });

  test('open to other computers are told to stand behind HTTPS', async () => {
    expect(await find('网页聊天', { YIWEN_HOST: '0.0.0.0' })).toMatchObject({ level: 'warning' });
  });

  test('whose puppet is not installed are bad', async () => {
    const missing = { YIWEN_WECHATY: 'true', YIWEN_WECHATY_PUPPET: 'wechaty-puppet-nowhere' };
    expect(await find('微信渠道', missing)).toMatchObject({
      level: 'bad',
      remedy: expect.stringContaining('npm install'),
    });
  });
});

describe('the rules for estimates', () => {
  const title = '试算规则';
  const rules = `
place: 浙江省
documents: {a: {title: 门诊办法, kind: original, source: 样例, certainty: A, path: a.md}}
clauses: {a1: {document: a, heading: 第一条, quote: 退休人员门诊一年限额900元。}}
rules:
  - kind: line
    id: limit
    title: 限额
    for: {}
    from: 2026-01-01
    cases: [{own: 900元, clause: a1}]
    says: 到了限额
`;
  const write = (text: string) => {
    mkdirSync(join(folder, 'texts/benefits'), { recursive: true });
    writeFileSync(join(folder, 'texts/benefits/zhejiang.yaml'), text);
  };

  test('are counted, and missed where they are not those of the area', async () => {
    write(rules);
    expect(await find(title)).toMatchObject({ level: 'good', detail: '1 条，浙江省' });
    expect(await find(title, { YIWEN_HOME_PLACE: '浙江省杭州市' })).toMatchObject({ level: 'good' });
    expect(await find(title, { YIWEN_HOME_PLACE: '湖南省' })).toMatchObject({ level: 'warning' });
  });

  test('that cannot be read, or quote what no text says, are told with the file and the place in it', async () => {
    write(rules.replace('own: 900元', 'own: 900'));
    expect(await find(title)).toMatchObject({
      level: 'bad',
      detail: expect.stringMatching(/benefits\/zhejiang\.yaml.*rules\.0\.cases\.0\.own/),
    });
    write(rules.replace('限额900元。}', '限额800元。}'));
    expect(await find(title)).toMatchObject({ level: 'bad', detail: expect.stringContaining('找不到') });
    write(rules.replace('path: a.md', 'path: ../../secret.md'));
    expect(await find(title)).toMatchObject({ level: 'bad', detail: expect.stringContaining('读不到') });
  });
});

describe('single checks', () => {
  test.each([
    ['18.20.0', 'bad'],
    ['20.18.3', 'bad'],
    ['20.19.0', 'good'],
    ['v22.1.0', 'good'],
  ])('Node %s is %s', (version, level) => {
    expect(checkNode(version).level).toBe(level);
  });

  test('without the vector library the bot runs on; without the database it does not', () => {
    const missing = (name: string) =>
      nativeModules.filter((one) => one.name === name).map((one) => checkModule(one, false));
    expect(missing('hnswlib-node')).toMatchObject([
      { level: 'warning', remedy: expect.stringContaining('npm rebuild') },
    ]);
    expect(missing('libsql')).toMatchObject([{ level: 'bad' }]);
  });

  test.each([
    ['1970-01-01T00:00:00Z', undefined, 'bad'],
    ['2026-04-01T00:00:00Z', '2026-04-02T00:00:00Z', 'warning'],
    ['2026-04-01T00:00:00Z', '2026-03-02T00:00:00Z', 'good'],
  ])('a clock at %s with an index of %s is %s', (now, builtAt, level) => {
    expect(checkClock(new Date(now), builtAt).level).toBe(level);
  });

  test('a bureau that said everything is good, and each part that is missing is named', () => {
    const all = {
      name: '某局',
      address: '某路1号',
      hours: '9:00-17:00',
      phones: [{ label: '电话', number: '12345678' }],
    };
    expect(checkBureau(all).level).toBe('good');
    expect(checkBureau({ ...all, phones: [] }).detail).toMatch(/没有写电话，/);
  });

  test('a home place is optional', () => {
    expect(checkHomePlace(undefined, ['浙江省'], placeMatches).level).toBe('good');
  });
});
