import { defineService, type Service } from '../../chat/service.js';
import type { Bureau } from '../../domain/bureau.js';
import { aboutFlow } from './about.js';
import { angerFlow } from './anger.js';
import { courtesyFlow } from './courtesy.js';
import { howToAskFlow, menuFlow } from './menu.js';
import { againFlow, lostFlow, missedFlow } from './repair.js';
import { windowFlow } from './window.js';

/** What is said to the bot rather than asked of it: greetings, thanks, misunderstandings, anger, who it is, where the window is. */
export function helpService(bureau: Bureau): Service {
  const flows = [
    menuFlow(bureau),
    howToAskFlow,
    aboutFlow(bureau),
    windowFlow(bureau),
    againFlow,
    lostFlow,
    missedFlow,
    courtesyFlow,
    angerFlow,
  ];
  return defineService({ name: 'help', flows });
}
