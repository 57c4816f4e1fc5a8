import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { CallbackManager } from '@langchain/core/callbacks/manager';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig, readConfig } from '../../src/app/config.js';
import { variables } from '../../src/app/config-environment.js';
import { type ConfigFault, didYouMean, editDistance, sayFault } from '../../src/app/config-faults.js';
import { knownPaths } from '../../src/app/config-keys.js';
import { YiwenError } from '../../src/lib/errors.js';

const localKey = Buffer.alloc(32, 7).toString('base64');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yiwen-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (text: string | Uint8Array, name = 'yiwen.config.yaml') => writeFileSync(join(folder, name), text);

function load(environment: Record<string, string> = {}, file?: string) {
  return loadConfig({ environment, workingFolder: folder, ...(file ? { file } : {}) });
}

function faults(environment: Record<string, string> = {}, file?: string): readonly ConfigFault[] {
  const reading = readConfig({ environment, workingFolder: folder, ...(file ? { file } : {}) });
  return reading.status === 'invalid' ? reading.faults : [];
}

describe('with nothing configured', () => {
  test('a newcomer gets the web chat on this machine and the knowledge that came with the package', () => {
    const config = load();
    expect(config).toMatchObject({
      dataFolder: join(folder, 'data'),
      bureau: { phones: [] },
      channels: { webChat: { enabled: true, host: '127.0.0.1', port: 8080 }, wechaty: { enabled: false } },
      storage: { engine: 'sqlite' },
      models: {},
      limits: { messagesPerMinute: 30, addressMessagesPerMinute: 600 },
    });
    expect(config.homePlace).toBeUndefined();
    expect(config.file).toBeUndefined();
    expect(readFileSync(join(config.knowledgeFolders[0] ?? '', 'README.md'), 'utf8')).not.toBe('');
  });

  test('nobody can change the configuration afterwards', () => {
    expect(() => Object.assign(load().channels.webChat, { port: 1 })).toThrow(TypeError);
  });

  test('keys left blank, as in a form, count as not written', () => {
    write('homePlace:\nbureau:\n  name: ~\n  phones:\nmodels:\n  chat:\n');
    expect(load().bureau).toEqual({ phones: [] });
    expect(load().models.chat).toBeUndefined();
  });
});

describe('the file', () => {
  test('gives every setting, with paths from its own folder', () => {
    mkdirSync(join(folder, 'etc/policies'), { recursive: true });
    write('天机密钥\n', 'etc/key');
    write(
      `dataFolder: ../store
knowledgeFolders: policies
homePlace: 天津市南开区
bureau: {name: 某局, hours: 9:00-17:00, phones: [0571-123, {label: 举报电话, number: 012345}]}
channels:
  wechaty: {enabled: 是, endpoint: 127.0.0.1:18788, token: t0ken, options: {tls: {disable: true}, retries: 3, id: 007}}
models:
  embedding: {url: http://127.0.0.1:9/v1/, model: bge, keyFile: key, batch: 4}
`,
      'etc/bureau.yaml',
    );
    const config = load({}, 'etc/bureau.yaml');
    expect(config.file).toBe(join(folder, 'etc/bureau.yaml'));
    expect(config.dataFolder).toBe(join(folder, 'store'));
    expect(config.knowledgeFolders).toEqual([join(folder, 'etc/policies')]);
    expect(config.bureau.hours).toBe('9:00-17:00');
    expect(config.bureau.phones).toEqual([
      { label: '咨询电话', number: '0571-123' },
      { label: '举报电话', number: '012345' },
    ]);
    expect(config.channels.wechaty).toMatchObject({ enabled: true, endpoint: '127.0.0.1:18788' });
    expect(config.channels.wechaty.options).toEqual({ tls: { disable: true }, retries: 3, id: '007' });
    expect(config.models.embedding).toMatchObject({ url: 'http://127.0.0.1:9/v1', batch: 4, timeoutMs: 30_000 });
    expect(config.models.embedding?.key?.reveal()).toBe('天机密钥');
  });

  test('is named by YIWEN_CONFIG, and --config outranks that', () => {
    write('homePlace: 甲地', 'a.yaml');
    write('homePlace: 乙地', 'b.yaml');
    expect(load({ YIWEN_CONFIG: 'a.yaml' }).homePlace).toBe('甲地');
    expect(load({ YIWEN_CONFIG: 'a.yaml' }, 'b.yaml').homePlace).toBe('乙地');
  });

  test('that was named but is not there, is a folder or is no UTF-8 is told', () => {
    expect(faults({ YIWEN_CONFIG: 'gone.yaml' })[0]).toMatchObject({ expected: '没有这个文件' });
    expect(faults({}, '.')[0]).toMatchObject({ expected: '这是文件夹' });
    write(Uint8Array.of(0x61, 0x3a, 0xb1, 0xb1, 0xbe, 0xa9));
    expect(faults()[0]).toMatchObject({ expected: '应是 UTF-8 编码' });
  });

  test('names the hours of staff to the minute, and how long a form may take', () => {
    write(
      `handoff:\n  hours:\n    - days: 工作日\n      from: "9:00"\n      to: 12：00\nforms:\n  visitWorkingDays: 3\n`,
    );
    expect(load().handoff).toEqual({
      hours: [{ days: '工作日', from: '09:00', to: '12:00' }],
      ...{ waitMinutes: 10, silenceMinutes: 20, quickTexts: [] },
    });
    expect(load().forms).toEqual({ usual: 5, byForm: { visit: 3 } });
    write(
      'handoff:\n  hours:\n    - from: "17:00"\n      to: "9:00"\n    - days: 周八\n      from: "25:00"\n      to: 早上\n',
    );
    expect(faults().map(({ expected }) => expected)).toEqual(
      expect.arrayContaining([expect.stringContaining('之一'), '应是几点几分']),
    );
  });

  test('shipped as an example is valid as it is, and with every line in use', () => {
    const example = readFileSync(new URL('../../yiwen.config.example.yaml', import.meta.url), 'utf8');
    write(example);
    expect(load().models).toEqual({});
    const used = example
      .split('\n')
      .map((line) => (/^# ( *- |[ ]*[A-Za-z]+:)/.test(line) ? line.slice(2) : line))
      .join('\n');
    for (const name of ['knowledge', 'policies', 'prompts', 'secrets']) mkdirSync(join(folder, name));
    for (const name of ['wechaty', 'chat', 'embedding', 'staff', 'local']) write(localKey, `secrets/${name}`);
    write(used);
    const config = load();
    expect(config.models.chat?.model).toBe('qwen3-8b');
    const written = knownPaths().map((path) => path.slice(path.lastIndexOf('.') + 1));
    for (const key of written) {
      const reserved = ['officialAccount', 'key', 'token', 'staffPassword', 'localKey'].includes(key);
      if (!reserved) expect(used).toMatch(new RegExp(`^ *(- )?${key}:`, 'm'));
    }
    for (const name of Object.keys(variables)) if (!name.endsWith('_FILE')) expect(example).toContain(name);
  });
});

describe('variables', () => {
  test('outrank the file, and relative paths in them start at the working folder', () => {
    mkdirSync(join(folder, 'etc'));
    write('dataFolder: x\nchannels: {webChat: {port: 1, host: 0.0.0.0}}', 'etc/c.yaml');
    const config = load({ YIWEN_CONFIG: 'etc/c.yaml', YIWEN_PORT: '0', YIWEN_DATA: 'mine' });
    expect(config.channels.webChat).toMatchObject({ enabled: true, host: '0.0.0.0', port: 0 });
    expect(config.dataFolder).toBe(join(folder, 'mine'));
  });

  test('a key in a variable replaces the key file that the configuration file names', () => {
    write('models: {chat: {url: http://x/v1, model: m, keyFile: gone}}');
    expect(load({ YIWEN_CHAT_MODEL_KEY: 'k' }).models.chat?.key?.reveal()).toBe('k');
  });

  test('configure a model without any file', () => {
    write('secret\n', 'key');
    const chat = load({
      YIWEN_CHAT_MODEL_URL: 'http://127.0.0.1:1/v1',
      YIWEN_CHAT_MODEL_MODEL: 'm',
      YIWEN_CHAT_MODEL_KEY_FILE: 'key',
    }).models.chat;
    expect(chat?.key?.reveal()).toBe('secret');
  });

  test('that are missing beside others are named, where there is no file', () => {
    expect(faults({ YIWEN_CHAT_MODEL_KEY: 'k' }).map(({ where, expected }) => [where, expected.slice(0, 5)])).toEqual([
      ['环境变量 YIWEN_CHAT_MODEL_MODEL', '缺少这一项'],
      ['环境变量 YIWEN_CHAT_MODEL_URL', '缺少这一项'],
    ]);
  });

  test('all that are known reach a setting that exists', () => {
    for (const { path } of Object.values(variables)) expect(knownPaths()).toContain(path.join('.'));
  });

  test('that look like a slip of the pen are told; those an orchestrator sets are left alone', () => {
    expect(faults({ YIWEN_PROT: '1' })[0]?.remedy).toContain('YIWEN_PORT');
    expect(faults({ YIWEN_PORT_80_TCP_ADDR: 'x', YIWEN_SERVICE_HOST: 'y' })).toEqual([]);
  });
});

describe('faults', () => {
  test('are all reported together, each with its line or variable, what was found and the remedy', () => {
    write(`knowledgeFolder: ./x
bureau:
  adress: 某路1号
  phones:
    - {label: 咨询, numbr: 12}
channels:
  webChat: {port: 80a}
  wechaty:
    enabled: true
  officialAccount: {appId: x}
  port: 90
storage: {engine: postgres}
models:
  chat: {url: http://127.0.0.1/v1/chat/completions}
promptsFolder: nowhere
`);
    expect(faults({ YIWEN_LOG_LEVEL: 'loud' }).map(sayFault)).toEqual([
      '环境变量 YIWEN_LOG_LEVEL：写的是「loud」；应是 info、debug、warn、error、silent 之一 → 例如 info',
      'yiwen.config.yaml 第 1 行 knowledgeFolder：没有这一项 → 您要写的是不是 knowledgeFolders？',
      'yiwen.config.yaml 第 3 行 bureau.adress：没有这一项 → 您要写的是不是 address？',
      'yiwen.config.yaml 第 5 行 bureau.phones[0].number：缺少这一项；应是电话号码 → 例如 0570-12345678',
      'yiwen.config.yaml 第 5 行 bureau.phones[0].numbr：没有这一项 → 您要写的是不是 number？',
      'yiwen.config.yaml 第 7 行 channels.webChat.port：写的是「80a」；应是0至65535的整数 → 例如 8080',
      'yiwen.config.yaml 第 8 行 channels.wechaty.endpoint：开着微信渠道却没有微信网关的地址（主机:端口） → 写 endpoint，或设 YIWEN_WECHATY_ENDPOINT',
      'yiwen.config.yaml 第 8 行 channels.wechaty.token：开着微信渠道却没有微信网关的令牌 → 写 tokenFile，或设 YIWEN_WECHATY_TOKEN',
      'yiwen.config.yaml 第 10 行 channels.officialAccount：公众号渠道还没有做好，以后的版本才有 → 删去 officialAccount 这一段',
      'yiwen.config.yaml 第 11 行 channels.port：没有这一项 → 它应写成 channels.webChat.port，请移到那一段下面',
      'yiwen.config.yaml 第 12 行 storage.engine：写的是「postgres」；PostgreSQL 还没有做好，以后的版本才有 → 写 sqlite，或删去这一项',
      'yiwen.config.yaml 第 14 行 models.chat.model：缺少这一项；应是模型的名称，最多200个字 → 写上模型的名称',
      'yiwen.config.yaml 第 14 行 models.chat.url：写的是「http://127.0.0.1/v1/chat/completions」；应是 http:// 或 https:// 开头的接口地址，写到 /v1 为止，不带账号密码 → 例如 http://127.0.0.1:8000/v1',
      expect.stringMatching(/^yiwen.config.yaml 第 15 行 promptsFolder：.*没有这个文件夹 → 改正路径/),
    ]);
  });

  test('become one error that a person can act on', () => {
    const attempt = () => load({ YIWEN_PORT: '-1', YIWEN_LOG_LEVEL: 'loud' });
    expect(attempt).toThrow(YiwenError);
    expect(attempt).toThrow(/配置有 2 处问题[\s\S]*YIWEN_LOG_LEVEL[\s\S]*YIWEN_PORT/);
  });

  test.each([
    ['bureau:\n\tname: x', '第 2 行', '缩进只能用空格'],
    ['homePlace: 甲地\nhomePlace: 乙地', '第 2 行', '同一项只能写一次'],
    ['bureau:\n  name：某局\n  hours: x', '第 2 行', '名称后面要用英文冒号'],
    ['homePlace：甲地', '第 1 行', '名称后面要用英文冒号'],
    ['log: {level: [', '第 1 行', '左对齐'],
    ['homePlace: x\nlog: *other', '第 2 行', '不能用 * 引用'],
    ["homePlace: 'x'y", '第 1 行', '不是正确的 YAML'],
    ['- a\n- b', '第 1 行', '配置文件由'],
  ])('a broken file %j is told by line', (text, line, expected) => {
    write(text);
    const [fault] = faults();
    expect(fault?.where).toContain(line);
    expect(fault?.expected).toContain(expected);
  });

  test('a folder that is named and not there is told', () => {
    write('homePlace: 甲地\nknowledgeFolders: ["a\\0b"]');
    expect(faults()[0]).toMatchObject({ expected: '没有这个文件夹' });
    write('homePlace: 甲地\nknowledgeFolders: [nowhere]');
    expect(faults()[0]).toMatchObject({ found: join(folder, 'nowhere'), expected: '没有这个文件夹' });
    expect(faults()[0]?.where).toContain('第 2 行');
  });

  test('any text at all gives faults or a configuration, never a crash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        write(text);
        expect(['valid', 'invalid']).toContain(readConfig({ environment: {}, workingFolder: folder }).status);
      }),
      { numRuns: 200 },
    );
  });
});

describe('secrets', () => {
  const everything = {
    YIWEN_CHAT_MODEL_URL: 'http://127.0.0.1:1/v1',
    YIWEN_CHAT_MODEL_MODEL: 'm',
    YIWEN_CHAT_MODEL_KEY: 'key-hunter2',
    YIWEN_STAFF_PASSWORD: 'password-hunter2',
    YIWEN_LOCAL_KEY: localKey,
    YIWEN_WECHATY_TOKEN: 'token-hunter2',
  };

  test('show in no print, JSON or text of the configuration', () => {
    const config = load(everything);
    expect(config.secrets.staffPassword?.reveal()).toBe('password-hunter2');
    for (const shown of [
      inspect(config, { depth: 9, showHidden: true }),
      JSON.stringify(config),
      `${config.secrets.localKey}`,
    ])
      for (const secret of ['hunter2', localKey]) expect(shown).not.toContain(secret);
  });

  test('show in no fault, not even as what was found', () => {
    write(`models: {chat: {url: "http://u:hunter2@x/v1", model: m, key: {a: hunter2}}}
channels: {wechaty: {token: [hunter2]}}`);
    const said = faults({ YIWEN_STAFF_PASSWORD: 'hunter2', YIWEN_LOCAL_KEY: 'hunter2' }).map(sayFault);
    expect(said).toHaveLength(5);
    expect(said.join('\n')).not.toContain('hunter2');
  });

  test('that open the tips are refused in the file itself', () => {
    write('secrets:\n  staffPassword: hunter2hunter2');
    expect(faults().map(sayFault)).toEqual([
      'yiwen.config.yaml 第 2 行 secrets.staffPassword：口令不能写在配置文件里 → 改用 secrets.staffPasswordFile 或环境变量，并换一个新口令',
    ]);
  });

  test('given twice, or in a file that is empty or cannot be read, are told', () => {
    write('', 'empty');
    write(`models:
  chat: {url: http://x/v1, model: m, key: a, keyFile: empty}
  embedding: {url: http://x/v1, model: m, keyFile: gone}
secrets: {localKeyFile: empty}`);
    expect(faults().map(({ expected }) => expected)).toEqual([
      '和 models.chat.keyFile 只能写一个',
      '读不到这个文件',
      '文件是空的',
    ]);
  });
});

describe('suggestions', () => {
  test('count insertions, deletions, changes and swapped neighbours', () => {
    expect(editDistance('port', 'prot')).toBe(1);
    expect(editDistance('', 'port')).toBe(4);
    expect(editDistance('endpoint', 'endpont')).toBe(1);
  });

  test('a distance is the same both ways and nought for equal words only', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });

  test('forgive case and dashes, and stay away from words that are far off', () => {
    expect(didYouMean('data-folder', ['dataFolder', 'homePlace'])).toBe('dataFolder');
    expect(didYouMean('colour', ['dataFolder', 'homePlace'])).toBeUndefined();
  });
});

test('tracing that a developer switched on in the shell is off once the configuration is read', () => {
  process.env.LANGSMITH_TRACING = 'true';
  process.env.LANGCHAIN_TRACING_V2 = 'true';
  process.env.OPENAI_API_KEY = 'someone-elses';
  expect(CallbackManager.configure()?.handlers).toHaveLength(1);
  load();
  expect(CallbackManager.configure()).toBeUndefined();
  expect(process.env.OPENAI_API_KEY).toBeUndefined();
});
