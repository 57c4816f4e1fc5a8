import type { Provider } from '../provider.js';
import { openaiChat } from './openai-chat.js';
import { openaiEmbeddings } from './openai-embeddings.js';

/** Any endpoint that speaks OpenAI's chat completions and embeddings: vLLM, Ollama, llama.cpp, a city's own platform. */
export const openaiCompatible = { chat: openaiChat, embeddings: openaiEmbeddings } satisfies Provider;
