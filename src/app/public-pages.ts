import type { PublicPage } from '../pages/public-page.js';
import { quizPages } from '../services/quiz/public/pages.js';
import type { House } from './assemble.js';
import type { Config } from './config.js';

/** What anybody may read beside the web chat. */
export const openPublicPages = (config: Config, { store }: Pick<House, 'store'>): readonly PublicPage[] =>
  quizPages({ store, settings: config.quiz, bureau: config.bureau.name ?? '医保问答' });
