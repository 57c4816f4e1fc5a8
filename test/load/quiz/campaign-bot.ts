import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { childEnvironment } from '../../support/child-environment.js';
import { someQuestions } from '../../support/quiz-fixture.js';
import { followBot, type RunningBot } from '../../support/running-bot.js';

/** A bot with a quiz, as it is started for users, that can be killed and started again on the same port. */
export interface CampaignBot {
  readonly url: string;
  /** What it said on either stream, over all its lives. */
  readonly printed: readonly string[];
  /** SIGKILL, then a new life on the same folder. Resolves when it answers again. */
  killAndStart(): Promise<void>;
  stop(): Promise<void>;
}

export interface CampaignFolder {
  readonly folder: string;
  readonly port: number;
}

/** What the questions of the tests cite; without it they would rest at once. */
function citedText(): string {
  const facts = someQuestions(40).map(({ stem, explanation }) => `${stem}${explanation}`);
  const head = '---\ntitle: 样例\nplace: 全国\nsource: 样例\nundated: 样例\n---\n# 样例\n';
  return `${head}\n## 医保卡\n医保卡只能本人使用。谁都不可以借。${facts.join('')}\n`;
}

/** A configuration for six thousand people behind one proxy. */
export function writeConfig({ folder, port }: CampaignFolder): string {
  mkdirSync(join(folder, 'texts'), { recursive: true });
  writeFileSync(join(folder, 'texts/sample.md'), citedText());
  const file = join(folder, 'yiwen.config.yaml');
  const lines = [
    ...['dataFolder: data', 'knowledgeFolders: texts', 'channels:', `  webChat: {port: ${port}, behindProxy: true}`],
    ...['console: {enabled: false}', 'limits: {messagesPerMinute: 6000, addressMessagesPerMinute: 100000}'],
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** @param compiled folder, see `compileBot` */
export async function openCampaignBot(compiled: string, config: string, port: number): Promise<CampaignBot> {
  const url = `http://127.0.0.1:${port}`;
  const printed: string[] = [];
  let child: ChildProcess;
  let bot: RunningBot;
  const launch = async () => {
    child = spawn(process.execPath, [join(compiled, 'src/main.mjs'), 'start', '--config', config], {
      cwd: tmpdir(),
      env: childEnvironment({}),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    bot = followBot(child);
    await bot.line(/网页对话：/);
    for (;;) {
      const alive = await fetch(`${url}/api/health`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (alive) return;
      await setTimeout(20);
    }
  };
  await launch();
  return {
    url,
    printed,
    async killAndStart() {
      const died = new Promise((done) => child.once('close', done));
      child.kill('SIGKILL');
      await died;
      printed.push(...bot.printed);
      await launch();
    },
    async stop() {
      await bot.stop();
      printed.push(...bot.printed);
    },
  };
}
