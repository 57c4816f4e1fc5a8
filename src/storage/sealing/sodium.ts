import { YiwenError } from '../../lib/errors.js';

type Sodium = Awaited<ReturnType<typeof importSodium>>;

export type { Sodium };

async function importSodium() {
  const { default: sodium } = await import('libsodium-wrappers');
  await sodium.ready;
  return sodium;
}

let loaded: Promise<Sodium> | undefined;

/**
 * 0.2 s and a few MB once, so only when something is sealed or opened.
 * @throws YiwenError `sealing.library-missing`
 */
export function loadSodium(): Promise<Sodium> {
  loaded ??= importSodium().catch((cause: unknown) => {
    loaded = undefined;
    throw new YiwenError(
      'sealing.library-missing',
      '加密组件没有装好，封存功能暂不可用',
      '请在项目目录重新执行 npm install',
      {
        cause,
      },
    );
  });
  return loaded;
}
