import type { Notify } from '../channels/channel.js';
import { buildConsole } from '../console/server.js';
import { YiwenError } from '../lib/errors.js';
import { urlOf } from '../lib/served.js';
import { warmCharts } from '../pages/chart.js';
import { foundAdministrator } from '../staff/accounts.js';
import { headsFile, readHeads } from '../storage/audit-heads.js';
import type { House } from './assemble.js';
import type { Config } from './config.js';
import { openDesks } from './desks.js';

export interface StaffConsole {
  readonly url: string;
  close(): Promise<void>;
}

export interface OpenConsoleOptions {
  readonly config: Config;
  readonly house: House;
  readonly notify: Notify;
  /** Told the one-time password of the first account, once. */
  readonly onAdministrator: (password: string) => void;
}

/**
 * The staff console over a running house; undefined where it is switched off. Makes the first account and the founding
 * keys where there are none.
 * @throws YiwenError `console.cannot-listen`
 */
export async function openConsole(options: OpenConsoleOptions): Promise<StaffConsole | undefined> {
  const { config, house, notify, onAdministrator } = options;
  if (!config.console.enabled) return undefined;
  const { store, localKey, clock, log, sealing } = house;
  await sealing.seal();
  const administrator = await foundAdministrator(store, clock.now());
  if (administrator) onAdministrator(administrator.oneTimePassword);
  const { host, port, https, behindProxy } = config.console;
  const server = await buildConsole({
    ...{ host, port, store, localKey, clock, log },
    secureCookie: https,
    trustProxy: behindProxy,
    bureau: config.bureau.name ?? '医问',
    desks: openDesks({ config, store, localKey }),
    seal: () => sealing.seal(),
    auditHeads: () => readHeads(headsFile(config.dataFolder)),
  });
  const url = await listen(server, host, port);
  warmCharts().catch((error: unknown) => log.error('console.charts-not-drawn', { error }));
  notify({ level: 'info', code: 'console.ready', text: `工作台：${url}` });
  return { url, close: () => server.close() };
}

async function listen(server: Awaited<ReturnType<typeof buildConsole>>, host: string, port: number): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (cause) {
    await server.close();
    throw new YiwenError(
      'console.cannot-listen',
      `工作台无法使用 ${host}:${port}`,
      '端口可能已被占用或没有权限，请在配置的 console.port 里换一个端口',
      { cause },
    );
  }
  return urlOf(server.server.address(), host, port);
}
