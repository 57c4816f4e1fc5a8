import { z } from 'zod';
import { providerNames } from '../models/providers/index.js';
import { dayNames } from '../services/handoff/hours.js';
import { quizSchema } from './config-quiz.js';
import {
  clockTime,
  endpointUrl,
  flag,
  integer,
  oneOf,
  percent,
  phone,
  puppetOptions,
  scalar,
  text,
} from './config-values.js';

const folder = text('文件夹的路径', 1_000);
const secretText = text('口令或密钥', 10_000);
const secretFile = text('存放口令或密钥的文件的路径', 1_000);

const endpoint = {
  provider: oneOf(providerNames).default('openai-compatible'),
  url: endpointUrl,
  model: text('模型的名称', 200),
  key: secretText.exactOptional(),
  keyFile: secretFile.exactOptional(),
};

const host = scalar('应是主机名或 IP 地址', '例如 127.0.0.1；要让别的电脑访问，写 0.0.0.0', (said) =>
  /^[\w.:-]+$/.test(said) ? said : undefined,
);

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

const localKey = scalar('应是32字节的 base64', '用 openssl rand -base64 32 生成', (said) =>
  /^[\w+/-]+=*$/.test(said) && Buffer.from(said, 'base64').length === 32 ? said : undefined,
);

const matter = z.strictObject({
  code: scalar('应是事项编码：字母、数字、连字符，最多40个', '例如 YB-0012', (said) =>
    /^[A-Za-z0-9-]{1,40}$/.test(said) ? said : undefined,
  ),
  name: text('事项的名称', 40),
});

const hours = integer(0, 8_760, 48);

/** Terms that no national rule was found for have the usual local ones, to be checked (请核对). */
const ratings = z.strictObject({
  contactDays: integer(1, 60, 1).default(1),
  rectifyDays: integer(1, 60, 5).default(5),
  ceilingDays: integer(1, 60, 15).default(15),
  editDays: integer(1, 90, 14).default(14),
  windowHours: z.strictObject({ wechaty: hours.default(48), webChat: hours.default(48) }).prefault({}),
  silentDefault: flag.default(false),
  matters: z.array(matter).max(200).default([]),
  staffAccounts: z
    .array(text('工作人员的账号，写成 渠道:账号', 200, 3))
    .max(500)
    .default([]),
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
  knowledge: z
    .strictObject({
      evaluation: z
        .preprocess(
          (value) => (typeof value === 'string' ? [value] : value),
          z.array(text('题目文件的路径', 1_000)).max(20),
        )
        .default([]),
    })
    .prefault({}),
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
          host: host.default('127.0.0.1'),
          port: integer(0, 65_535, 8080).default(8080),
        })
        .prefault({}),
      wechaty: wechaty.prefault({}),
      officialAccount: later('公众号渠道', '删去 officialAccount 这一段'),
    })
    .prefault({}),
  console: z
    .strictObject({
      enabled: flag.default(true),
      host: host.default('127.0.0.1'),
      port: integer(0, 65_535, 8081).default(8081),
      https: flag.default(false),
      behindProxy: flag.default(false),
    })
    .prefault({}),
  ratings: ratings.prefault({}),
  quiz: quizSchema.prefault({}),
  handoff: z
    .strictObject({
      hours: z
        .array(
          z
            .strictObject({ days: oneOf(dayNames).default('工作日'), from: clockTime, to: clockTime })
            .superRefine(({ from, to }, context) => {
              const remedy = '例如 from: "09:00"，to: "12:00"';
              if (from >= to) context.addIssue({ code: 'custom', message: '结束应晚于开始', params: { remedy } });
            }),
        )
        .max(20)
        .default([]),
      waitMinutes: integer(1, 120, 10).default(10),
      silenceMinutes: integer(2, 240, 20).default(20),
      quickTexts: z.array(text('常用语', 300)).max(20).default([]),
    })
    .prefault({}),
  forms: z
    .strictObject({
      workingDays: integer(1, 250, 5).default(5),
      registrationWorkingDays: integer(1, 250, 5).exactOptional(),
      visitWorkingDays: integer(1, 250, 5).exactOptional(),
    })
    .prefault({}),
  casework: z
    .strictObject({
      tips: z
        .strictObject({
          verifyWorkingDays: integer(1, 120, 15).default(15),
          tellWorkingDays: integer(1, 60, 5).default(5),
          claimMonths: integer(1, 24, 2).default(2),
          rewardShare: percent.exactOptional(),
          rewardLeastYuan: integer(0, 1_000_000, 200).default(200),
          rewardMostYuan: integer(1, 10_000_000, 200_000).default(200_000),
          checked: flag.default(false),
        })
        .prefault({}),
    })
    .prefault({}),
  storage: z.strictObject({ engine: engine.default('sqlite') }).prefault({}),
  models: z
    .strictObject({
      chat: z
        .strictObject({
          ...endpoint,
          timeoutSeconds: integer(1, 120, 8).default(8),
          followUpMilliseconds: integer(0, 10_000, 1_200).default(1_200),
          lateSeconds: integer(0, 120, 20).default(20),
          stream: flag.default(false),
        })
        .exactOptional(),
      embedding: z
        .strictObject({
          ...endpoint,
          timeoutSeconds: integer(1, 600, 30).default(30),
          batch: integer(1, 512, 32).default(32),
          queryPrefix: text('问题前面的话', 300).exactOptional(),
        })
        .exactOptional(),
    })
    .prefault({}),
  retention: z
    .strictObject({
      // Cybersecurity Law: network logs are kept six months at least.
      inboxDays: integer(183, 3_650, 400).default(400),
      questionsDays: integer(30, 36_500, 1_095).default(1_095),
      closedCasesDays: integer(183, 36_500, 1_095).default(1_095),
    })
    .prefault({}),
  limits: z.strictObject({ messagesPerMinute: integer(1, 6_000, 20).default(20) }).prefault({}),
  secrets: z
    .strictObject({
      staffPassword: text('工作口令', 1_000, 8).exactOptional(),
      staffPasswordFile: secretFile.exactOptional(),
      localKey: localKey.exactOptional(),
      localKeyFile: secretFile.exactOptional(),
    })
    .prefault({}),
  log: z.strictObject({ level: oneOf(['info', 'debug', 'warn', 'error', 'silent']).default('info') }).prefault({}),
});

export type Settings = z.infer<typeof configSchema>;
