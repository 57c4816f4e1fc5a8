import { defineService, type Service } from '../../chat/service.js';
import type { Bureau } from '../../domain/bureau.js';
import type { LocalKey } from '../../storage/local-key.js';
import { quizKeeper } from './kept.js';
import { quizMigrations } from './migrations.js';
import { carryOut } from './play/carry-out.js';
import type { PlayEffect } from './play/effects.js';
import { expireAttempts } from './play/finish.js';
import { askingFlow, playFlow } from './play/flow.js';
import { rememberQuestions } from './play/known-questions.js';
import type { QuizSettings } from './settings.js';

export interface QuizServiceOptions {
  readonly localKey: LocalKey;
  readonly settings: QuizSettings;
  readonly bureau: Bureau;
}

/** 有奖竞答: questions that teach with the rule that proves them, a leaderboard, a draw that anybody can check. */
export function quizService({ localKey, settings, bureau }: QuizServiceOptions): Service {
  const options = { localKey, settings, bureau, readQuestion: rememberQuestions() };
  return defineService<PlayEffect>({
    name: 'quiz',
    migrations: quizMigrations,
    keeps: quizKeeper,
    flows: [playFlow(options), askingFlow(options)],
    carryOut: (tx, effect, context) => carryOut(tx, options, effect, context),
    async forget(tx, now) {
      await expireAttempts(tx, now, settings);
    },
  });
}
