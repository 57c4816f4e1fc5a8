import type { HandoffSettings } from '../../../src/services/handoff/handoff.js';

/** A bureau that takes conversations over on working days. */
export const STAFFED: HandoffSettings = {
  hours: [{ days: '工作日', from: '09:00', to: '17:00' }],
  waitMinutes: 10,
  silenceMinutes: 20,
  quickTexts: ['请稍等，我查一下。'],
};
