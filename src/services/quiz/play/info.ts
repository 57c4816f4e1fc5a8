import type { Reply } from '../../../domain/message.js';
import type { Asking, Known } from './asking.js';
import { readNickname } from './nickname.js';
import type { PlayOptions } from './options.js';
import type { Participant } from './people.js';
import * as words from './words.js';

export interface Told {
  readonly reply: Reply;
  readonly effects: readonly NamingEffect[];
}

export interface NamingEffect {
  readonly kind: 'name';
  readonly campaign: string;
  readonly code: string;
  readonly nickname?: string;
  readonly hidden?: number;
}

/** Pure: what is said, and what is to be changed. */
export function tell(options: PlayOptions, known: Known, now: Date): Told {
  const { asking, campaign, participant } = known;
  if (!campaign) return said(words.noCampaign);
  switch (asking.kind) {
    case 'rules':
      return said(words.rules(campaign));
    case 'board':
      return said(words.board(options, campaign, known));
    case 'code':
      return said(words.code(options, campaign, known));
    case 'mine':
      return said(participant ? words.mine(options, campaign, known, now) : words.notYetIn(campaign));
    default:
      return participant ? renamed(asking, participant) : said(words.notYetIn(campaign));
  }
}

const said = (reply: Reply): Told => ({ reply, effects: [] });

function renamed(asking: Asking, { campaign, code }: Participant): Told {
  if (asking.kind !== 'nickname') {
    const hidden = asking.kind === 'hide';
    return { reply: words.shownOrNot(hidden), effects: [{ kind: 'name', campaign, code, hidden: hidden ? 1 : 0 }] };
  }
  if (asking.name === '') return said(words.howToName);
  const read = readNickname(asking.name);
  if (read.status === 'refused') return said(words.nameRefused(read.why));
  return { reply: words.named(read.name), effects: [{ kind: 'name', campaign, code, nickname: read.name }] };
}
