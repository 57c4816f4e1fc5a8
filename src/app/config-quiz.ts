import { z } from 'zod';
import { integer, scalar, text } from './config-values.js';

const publicUrl = scalar(
  '应是 http:// 或 https:// 开头的网址，只写到域名或端口为止',
  '例如 https://yb.example.cn',
  (said) => {
    if (!URL.canParse(said)) return undefined;
    const { protocol, origin, username, password, pathname, search, hash } = new URL(said);
    const bare = [username, password, search, hash].every((part) => part === '') && pathname === '/';
    return /^https?:$/.test(protocol) && bare ? origin : undefined;
  },
);

/** What a bureau sets for all its quizzes. */
export const quizSchema = z.strictObject({
  verifiedChannels: z
    .array(scalar('应是渠道的名称', '例如 wechaty', (said) => (/^[a-z][a-z-]{0,39}$/.test(said) ? said : undefined)))
    .max(20)
    .default(['wechaty', 'official-account']),
  staffAccounts: z
    .array(text('工作人员的账号，写成 渠道:账号', 200, 3))
    .max(500)
    .default([]),
  readingPace: integer(5, 500, 40).default(40),
  sharedDevice: integer(2, 1_000, 4).default(4),
  burst: integer(2, 1_000, 10).default(10),
  publicUrl: publicUrl.exactOptional(),
});
