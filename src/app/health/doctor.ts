import { placeMatches } from '../../retrieval/place.js';
import { holdsAt } from '../../services/benefits/estimate/select.js';
import type { Config, ConfigReading } from '../config.js';
import { checkAdministrators, checkBureau, checkStaffKey } from './bureau.js';
import { bad, type Check, type DoctorReport, good, warning } from './check.js';
import { checkDataFolder } from './data-folder.js';
import { checkEndpoint, checkTransport } from './endpoints.js';
import { checkHomePlace, checkIndex, checkRules, type DataState, type IndexState } from './knowledge.js';
import { checkClock, checkModule, checkNode, nativeModules } from './machine.js';
import { embeddingName, type Probes } from './probes.js';

function checkConfig(reading: ConfigReading): readonly Check[] {
  if (reading.status === 'valid') return [good('配置', reading.config.file ?? '没有配置文件，全部用默认值')];
  return reading.faults.map(({ where, found, expected, remedy }) =>
    bad('配置', `${where}：${found === undefined ? '' : `写的是「${found}」；`}${expected}`, remedy),
  );
}

async function checkMachine(probes: Probes): Promise<readonly Check[]> {
  const modules = nativeModules.map(async (module) => checkModule(module, await probes.loads(module.name)));
  return [checkNode(probes.nodeVersion), ...(await Promise.all(modules))];
}

async function checkChannels({ channels: { webChat, wechaty } }: Config, probes: Probes): Promise<readonly Check[]> {
  const checks: Check[] = [];
  if (!webChat.enabled && !wechaty.enabled)
    checks.push(bad('渠道', '一个也没有开', '打开 channels.webChat 或 channels.wechaty'));
  if (webChat.enabled && !/^(localhost|127\.|::1)/.test(webChat.host))
    checks.push(warning('网页聊天', `别的电脑能访问 ${webChat.host}:${webChat.port}`, '放在 HTTPS 反向代理后面'));
  if (wechaty.enabled && !(await probes.loads(wechaty.puppet)))
    checks.push(bad('微信渠道', `没有装 ${wechaty.puppet}`, `运行 npm install ${wechaty.puppet}`));
  return checks;
}

async function checkModels({ models: { chat, embedding } }: Config, probes: Probes): Promise<readonly Check[]> {
  if (!chat && !embedding) return [good('模型', '没有配，直接发原文')];
  const [said, vectors] = await Promise.all([
    chat ? checkEndpoint('对话模型', chat, () => probes.chat(chat)) : undefined,
    embedding ? checkEndpoint('向量模型', embedding, () => probes.embedding(embedding)) : undefined,
  ]);
  return [
    ...(chat && said ? [said, ...checkTransport('对话模型', chat)] : []),
    ...(embedding && vectors ? [vectors, ...checkTransport('向量模型', embedding)] : []),
  ];
}

/** A broken database is told by the check of the keys already. */
async function administrators(config: Config, probes: Probes): Promise<readonly Check[]> {
  const logins = await probes.administrators(config).catch(() => undefined);
  return [checkAdministrators(logins)];
}

function checkKnowledge(config: Config, index: IndexState): readonly Check[] {
  const checks = checkIndex(index, embeddingName(config));
  if (index.status !== 'present') return checks;
  const holds = (place: string, home: string) => placeMatches(place, home, index.places);
  return [...checks, checkHomePlace(config.homePlace, index.places, holds)];
}

function checkData({ homePlace }: Config, data: DataState): Check {
  const places = data.status === 'sound' ? data.places : [];
  return checkRules(data, homePlace, homePlace !== undefined && places.some((place) => holdsAt(place, homePlace)));
}

/**
 * Looks at everything the bot needs, the wrong configuration included: what does not depend on it is still checked.
 * Checks run one after another where one would take time from the next.
 */
export async function runDoctor(reading: ConfigReading, probes: Probes): Promise<DoctorReport> {
  const machine = await checkMachine(probes);
  if (reading.status === 'invalid') return { checks: [...machine, ...checkConfig(reading)] };
  const { config } = reading;
  const index = await probes.index(config);
  return {
    checks: [
      ...machine,
      checkClock(probes.now(), index.status === 'present' ? index.builtAt : undefined),
      ...checkConfig(reading),
      ...checkDataFolder(config.dataFolder, await probes.folder(config.dataFolder)),
      ...checkKnowledge(config, index),
      checkData(config, await probes.data(config)),
      checkBureau(config.bureau),
      checkStaffKey(await probes.staffKey(config)),
      ...(config.console.enabled ? await administrators(config, probes) : []),
      ...(await checkChannels(config, probes)),
      ...(await checkModels(config, probes)),
    ],
  };
}
