import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ingest } from '../../ingestion/ingest.js';
import { YiwenError } from '../../lib/errors.js';
import { providers } from '../../models/providers/index.js';
import { hashedEmbedder } from '../../retrieval/hashed-embedder.js';
import { readSnapshot } from '../../retrieval/snapshot/read-snapshot.js';
import { allAccounts } from '../../staff/account-tables.js';
import { allKeys } from '../../storage/sealing/key-tables.js';
import { isFounded } from '../../storage/sealing/sealing.js';
import { readBenefitRules } from '../benefit-rules.js';
import { pathsInUse } from '../built-from.js';
import type { Config, ConfiguredChat, ConfiguredEmbedding } from '../config.js';
import { readKnowledgeData } from '../knowledge-data.js';
import { indexFolder } from '../knowledge-folders.js';
import { openRecords } from '../records.js';
import type { StaffKeyState } from './bureau.js';
import { type FolderState, folderState } from './data-folder.js';
import type { DataState, IndexState } from './knowledge.js';

/** Where doctor touches the world. Each answers with what it found and throws only what it did not expect. */
export interface Probes {
  readonly nodeVersion: string;
  now(): Date;
  loads(module: string): Promise<boolean>;
  folder(path: string): Promise<FolderState>;
  index(config: Config): Promise<IndexState>;
  data(config: Config): Promise<DataState>;
  staffKey(config: Config): Promise<StaffKeyState>;
  /** Who administers the accounts; undefined where there are none. */
  administrators(config: Config): Promise<readonly string[] | undefined>;
  /** Rejects with the models' errors. */
  chat(endpoint: ConfiguredChat): Promise<string>;
  embedding(endpoint: ConfiguredEmbedding): Promise<string>;
}

async function loads(module: string): Promise<boolean> {
  try {
    await import(module);
    return true;
  } catch {
    return false;
  }
}

function broken(error: unknown, fallback: string): { status: 'broken'; cause: string; remedy: string } {
  if (error instanceof YiwenError) return { status: 'broken', cause: error.message, remedy: error.remedy };
  return { status: 'broken', cause: fallback, remedy: '从备份恢复，或重建' };
}

/** Files whose content is not what the snapshot was made of. What cannot be read is told apart. */
async function changedSince(config: Config, hashes: ReadonlyMap<string, string>) {
  const paths = await pathsInUse(config);
  const read = await ingest({ paths, cacheFolder: join(config.dataFolder, 'cache'), dryRun: true });
  const now = new Map(read.documents.map(({ path, contentHash }) => [path, contentHash]));
  const failed = read.outcomes.flatMap((one) => (one.status === 'failed' ? [one] : []));
  for (const { path } of failed) now.set(path, hashes.get(path) ?? '');
  const all = new Set([...hashes.keys(), ...now.keys()]);
  return {
    changed: [...all].filter((path) => hashes.get(path) !== now.get(path)).sort(),
    unreadable: failed.map(({ path, error }) => `${path}：${error.message}`),
  };
}

async function index(config: Config): Promise<IndexState> {
  try {
    const { manifest, documents } = await readSnapshot(indexFolder(config), () => {});
    const since = await changedSince(config, new Map(documents.map(({ path, contentHash }) => [path, contentHash])));
    const { builtAt, chunks, places, embedding } = manifest;
    return { status: 'present', builtAt, chunks, places, embedding, ...since };
  } catch (error) {
    if (error instanceof YiwenError && error.code === 'retrieval.no-snapshot') return { status: 'missing' };
    return broken(error, '读不了');
  }
}

async function data(config: Config): Promise<DataState> {
  try {
    const [files] = await Promise.all([readBenefitRules(config), readKnowledgeData(config)]);
    const rules = files.reduce((sum, file) => sum + file.rules.length, 0);
    return { status: 'sound', rules, places: files.map(({ place }) => place) };
  } catch (error) {
    return broken(error, '读不了');
  }
}

async function staffKey(config: Config): Promise<StaffKeyState> {
  // Looking must not make anything: without records there are no keys.
  if (!existsSync(join(config.dataFolder, 'yiwen.db'))) return { status: 'missing' };
  try {
    const { store } = await openRecords(config);
    try {
      const keys = await allKeys(store.read);
      const active = keys.filter(({ state }) => state === 'active').map(({ createdAt }) => createdAt);
      if (keys.length === 0) return { status: 'missing' };
      const since = active.sort().at(-1);
      return since !== undefined && (await isFounded(store.read))
        ? { status: 'founded', since }
        : { status: 'founding' };
    } finally {
      await store.close();
    }
  } catch (error) {
    return broken(error, '密钥读不了');
  }
}

async function administrators(config: Config): Promise<readonly string[] | undefined> {
  if (!existsSync(join(config.dataFolder, 'yiwen.db'))) return undefined;
  const { store } = await openRecords(config);
  try {
    const accounts = await allAccounts(store.read);
    const able = accounts.filter(({ roles, state }) => state !== 'disabled' && roles.includes('system-administrator'));
    return accounts.length === 0 ? undefined : able.map(({ login }) => login);
  } finally {
    await store.close();
  }
}

async function chat(endpoint: ConfiguredChat): Promise<string> {
  const model = providers[endpoint.provider].chat(endpoint);
  if (!model) return '已停用';
  await model.complete([{ role: 'user', text: '只回一个字：好' }]);
  return '有答复';
}

async function embedding(endpoint: ConfiguredEmbedding): Promise<string> {
  const embedder = await providers[endpoint.provider].embeddings(endpoint);
  return embedder ? `${embedder.dimension}维` : '已停用';
}

/** The name that an index built with this configuration carries. */
export function embeddingName(config: Config): string {
  const configured = config.models.embedding;
  return configured && configured.provider !== 'none' ? configured.model : hashedEmbedder().model;
}

export const systemProbes: Probes = {
  nodeVersion: process.versions.node,
  now: () => new Date(),
  loads,
  folder: folderState,
  index,
  data,
  staffKey,
  administrators,
  chat,
  embedding,
};
