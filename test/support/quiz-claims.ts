import { type AnyFlow, defineService, type Service } from '../../src/chat/service.js';
import { type ClaimEffect, carryOutClaim, claimFlow } from '../../src/services/quiz/draw/claim-flow.js';
import { quizMigrations } from '../../src/services/quiz/migrations.js';

/** The quiz as far as its prizes go. */
export const claimService = (): Service =>
  defineService<ClaimEffect>({
    ...{ name: 'quiz', actor: 'resident', migrations: quizMigrations, flows: [claimFlow()] as AnyFlow[] },
    carryOut: carryOutClaim,
  });
