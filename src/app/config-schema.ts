import { z } from 'zod';

/** A value given as text. `expected` and `remedy` are what the fault says when `parse` gives undefined. */
function scalar<T>(expected: string, remedy: string, parse: (text: string) => T | undefined) {
  return z.unknown().transform((value, context): T => {
    const parsed = typeof value === 'string' ? parse(value.trim()) : undefined;
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: 'custom', message: expected, params: { remedy } });
    return z.NEVER;
  });
}

function text(what: string, longest: number, shortest = 1) {
  const expected = shortest > 1 ? `应是${shortest}至${longest}个字的${what}` : `应是${what}，最多${longest}个字`;
  return scalar(expected, `写上${what}，或删去这一项`, (said) =>
    said.length >= shortest && said.length <= longest ? said : undefined,
  );
}

function integer(lowest: number, highest: number, example: number) {
  return scalar(`应是${lowest}至${highest}的整数`, `例如 ${example}`, (said) => {
    const number = /^\d{1,9}$/.test(said) ? Number(said) : Number.NaN;
    return number >= lowest && number <= highest ? number : undefined;
  });
}

const yes = new Set(['true', 'yes', 'on', '1', '是', '开']);
const no = new Set(['false', 'no', 'off', '0', '否', '关']);
const flag = scalar('应是 true（开）或 false（关）', '写 true 或 false', (said) => {
  const word = said.toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : undefined;
});

function oneOf<const Word extends string>(words: readonly Word[]) {
  const list = words.join('、');
  return scalar(`应是 ${list} 之一`, `例如 ${words[0]}`, (said) => words.find((word) => word === said.toLowerCase()));
}

const endpointUrl = scalar(
  '应是 http:// 或 https:// 开头的接口地址，写到 /v1 为止，不带账号密码',
  '例如 http://127.0.0.1:8000/v1',
  (said) => {
    if (!URL.canParse(said)) return undefined;
    const { protocol, username, password, pathname, search } = new URL(said);
    if (!/^https?:$/.test(protocol) || username !== '' || password !== '' || search !== '') return undefined;
    return /\/(chat\/completions|completions|embeddings)\/?$/.test(pathname) ? undefined : said.replace(/\/+$/, '');
  },
);

const folder = text('文件夹的路径', 1_000);
const secretText = text('口令或密钥', 10_000);
const secretFile = text('存放口令或密钥的文件的路径', 1_000);

const endpoint = {
  url: endpointUrl,
  model: text('模型的名称', 200),
  key: secretText.exactOptional(),
  keyFile: secretFile.exactOptional(),
};

const phoneNumber = scalar('应是电话号码', '例如 0570-12345678', (said) =>
  /^\+?[\d（）() -]{3,25}(?:转\d{1,6})?$/.test(said) ? said : undefined,
);
const phone = z.preprocess(
  (value) => (typeof value === 'string' ? { number: value } : value),
  z.strictObject({ label: text('电话的用途', 20).default('咨询电话'), number: phoneNumber }),
);

/** A puppet's own options keep YAML's plain types: true, 18788, text. */
type OptionValue = string | number | boolean | readonly OptionValue[] | { readonly [key: string]: OptionValue };
export type PuppetOptions = Readonly<Record<string, OptionValue>>;

function plainValue(value: unknown): OptionValue {
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainValue(one)]));
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'string' && /^(?:0|-?[1-9]\d{0,14})$/.test(value) ? Number(value) : String(value);
}

const puppetOptions = z.unknown().transform((value, context): PuppetOptions => {
  const plain = plainValue(value);
  if (typeof plain === 'object' && !Array.isArray(plain)) return plain as PuppetOptions;
  context.addIssue({ code: 'custom', message: '应是「名称: 内容」的组', params: { remedy: '删去，或逐行写各个选项' } });
  return z.NEVER;
});

const servicePuppet = 'wechaty-puppet-service';

const wechaty = z
  .strictObject({
    enabled: flag.default(false),
    puppet: scalar('应是 npm 包的名称', `例如 ${servicePuppet}`, (said) =>
      /^(?:@[\w.-]+\/)?[\w.-]+$/.test(said) ? said : undefined,
    ).default(servicePuppet),
    endpoint: scalar('应是「主机:端口」', '例如 127.0.0.1:18788', (said) =>
      /^[\w.-]+:\d{1,5}$|^\[[\da-fA-F:]+\]:\d{1,5}$/.test(said) ? said : undefined,
    ).exactOptional(),
    token: secretText.exactOptional(),
    tokenFile: secretFile.exactOptional(),
    options: puppetOptions.default({}),
  })
  // Without an endpoint this puppet looks one up on the internet.
  .superRefine((value, context) => {
    if (value.enabled !== true || value.puppet !== servicePuppet) return;
    const missing = [
      ['endpoint', '微信网关的地址（主机:端口）', '写 endpoint，或设 YIWEN_WECHATY_ENDPOINT'],
      ['token', '微信网关的令牌', '写 tokenFile，或设 YIWEN_WECHATY_TOKEN'],
    ] as const;
    for (const [key, what, remedy] of missing) {
      if (value[key] === undefined)
        context.addIssue({ code: 'custom', path: [key], message: `开着微信渠道却没有${what}`, params: { remedy } });
    }
  });

/** A setting of a later release. Named here so that whoever reads of it in the plans is told, not puzzled. */
function later(what: string, remedy: string) {
  return z
    .unknown()
    .superRefine((value, context) => {
      if (value !== undefined)
        context.addIssue({ code: 'custom', message: `${what}还没有做好，以后的版本才有`, params: { remedy } });
    })
    .exactOptional();
}

const engine = z.unknown().transform((value, context): 'sqlite' => {
  if (value === 'sqlite') return value;
  const postgres = value === 'postgres' || value === 'postgresql';
  const message = postgres ? 'PostgreSQL 还没有做好，以后的版本才有' : '应是 sqlite';
  context.addIssue({ code: 'custom', message, params: { remedy: '写 sqlite，或删去这一项' } });
  return z.NEVER;
});

/** The configuration file, variables laid over it. Keys, ranges and defaults are decided here and nowhere else. */
export const configSchema = z.strictObject({
  dataFolder: folder.exactOptional(),
  knowledgeFolders: z
    .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(folder).min(1))
    .exactOptional(),
  promptsFolder: folder.exactOptional(),
  homePlace: text('地区的名称', 60, 2).exactOptional(),
  bureau: z
    .strictObject({
      name: text('单位的名称', 60).exactOptional(),
      address: text('窗口的地址', 120).exactOptional(),
      hours: text('办公时间', 120).exactOptional(),
      phones: z.array(phone).max(6).default([]),
    })
    .prefault({}),
  channels: z
    .strictObject({
      webChat: z
        .strictObject({
          enabled: flag.default(true),
          host: scalar('应是主机名或 IP 地址', '例如 127.0.0.1；要让别的电脑访问，写 0.0.0.0', (said) =>
            /^[\w.:-]+$/.test(said) ? said : undefined,
          ).default('127.0.0.1'),
          port: integer(0, 65_535, 8080).default(8080),
        })
        .prefault({}),
      wechaty: wechaty.prefault({}),
      officialAccount: later('公众号渠道', '删去 officialAccount 这一段'),
    })
    .prefault({}),
  storage: z.strictObject({ engine: engine.default('sqlite') }).prefault({}),
  models: z
    .strictObject({
      chat: z.strictObject({ ...endpoint, timeoutSeconds: integer(1, 120, 8).default(8) }).exactOptional(),
      embedding: z
        .strictObject({
          ...endpoint,
          timeoutSeconds: integer(1, 600, 30).default(30),
          batch: integer(1, 512, 32).default(32),
        })
        .exactOptional(),
    })
    .prefault({}),
  limits: z.strictObject({ messagesPerMinute: integer(1, 6_000, 20).default(20) }).prefault({}),
  secrets: z
    .strictObject({
      staffPassword: text('工作口令', 1_000, 8).exactOptional(),
      staffPasswordFile: secretFile.exactOptional(),
      localKey: text('本机密钥', 1_000, 16).exactOptional(),
      localKeyFile: secretFile.exactOptional(),
    })
    .prefault({}),
  log: z.strictObject({ level: oneOf(['info', 'debug', 'warn', 'error', 'silent']).default('info') }).prefault({}),
});

export type Settings = z.infer<typeof configSchema>;

/** The parts of zod's own description of a schema that lead to keys: what a wrapper, list or pipe holds, and a shape. */
interface Described {
  readonly def?: {
    readonly innerType?: Described;
    readonly element?: Described;
    readonly out?: Described;
    readonly shape?: Readonly<Record<string, Described>>;
  };
}

/** Every key that may be written, `channels.webChat.port`, for 您要写的是不是…. */
export function knownPaths(schema: Described = configSchema, above = ''): readonly string[] {
  const { innerType, element, out, shape = {} } = schema.def ?? {};
  const inner = innerType ?? element ?? out;
  if (inner) return knownPaths(inner, above);
  return Object.entries(shape).flatMap(([key, one]) => {
    const path = above === '' ? key : `${above}.${key}`;
    return [path, ...knownPaths(one, path)];
  });
}
