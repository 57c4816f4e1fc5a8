import { createGazetteer, type PlacesFile } from '../answering/places.js';
import type { Answering } from '../domain/answer.js';
import type { Log } from '../lib/log.js';
import type { Config } from './config.js';

/** What a chat model does for answering, where one is configured; nothing is loaded where none is. */
export async function modelWork(
  config: Config,
  places: PlacesFile,
  log: Log | undefined,
): Promise<Pick<Answering, 'complete' | 'refine'>> {
  const endpoint = config.models.chat;
  if (!endpoint) return {};
  const [{ providers }, { loadPrompt }, { createFollowUp }, { createGenerative }, { createGuard }] = await Promise.all([
    import('../models/providers/index.js'),
    import('../models/prompts.js'),
    import('../answering/follow-up.js'),
    import('../answering/generative.js'),
    import('../answering/guard.js'),
  ]);
  const model = providers[endpoint.provider].chat(endpoint);
  if (!model) return {};
  const prompt = (name: string) => loadPrompt(config.promptsFolder, name);
  const [rephrase, summarise, followUp] = await Promise.all([
    prompt('rephrase'),
    prompt('summarise'),
    prompt('follow-up'),
  ]);
  const gazetteer = createGazetteer(places, []);
  const placesIn = (text: string) => gazetteer.mentions(text).map(({ said }) => said);
  const shared = { model, ...(log ? { log } : {}) };
  return {
    ...createFollowUp({ ...shared, prompt: followUp, placesIn, timeoutMs: endpoint.followUpMilliseconds }),
    ...createGenerative({
      ...shared,
      prompts: { rephrase, summarise },
      guard: createGuard(placesIn),
      timeoutMs: endpoint.timeoutMs,
    }),
  };
}
