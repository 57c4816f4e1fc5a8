import type { Generated } from 'kysely';
import type { QuestionState } from './bank/question.js';
import type { CampaignState } from './campaign/campaign.js';

/** Times are ISO text in UTC, days Asia/Shanghai, booleans 0 or 1, structures JSON text. */
export type QuizTables = {
  /** Every version of every question. `content` is the Question, `source` its QuestionSource or ''. */
  quiz_questions: {
    id: string;
    version: number;
    topic: string;
    content: string;
    source: string;
    state: QuestionState;
    /** '' unless it may not be drawn just now. */
    flag: string;
    /** 1 for the newest version of its id: one row an id has it. */
    latest: number;
    author: string;
    reviewer: string | null;
    at: string;
  };
  quiz_campaigns: {
    number: string;
    state: CampaignState;
    version: number;
    /** The CampaignPlan. */
    plan: string;
    opens_at: string;
    closes_at: string;
    editor: string;
    reviewer: string | null;
    drawer: string | null;
    rehearsal_code: string;
    created_at: string;
    opened_at: string | null;
    closed_at: string | null;
  };
  /** The questions that a campaign draws from, frozen with their version when it was reviewed. */
  quiz_pool: {
    campaign: string;
    question: string;
    version: number;
    topic: string;
    difficulty: string;
    /** Not drawn any more, and right for everybody who had it. */
    withdrawn_at: string | null;
    /** Not drawn any more because its text ended or changed; answers stand. */
    rested_at: string | null;
  };
  /** Who takes part in a campaign. `person` is the sender's keyed hash; `gone:` and the code after they had their data deleted. */
  quiz_people: {
    campaign: string;
    person: string;
    /** The participant code without hyphens. */
    code: string;
    /** '' for none: shown as the code's end. */
    nickname: string;
    hidden: number;
    group_name: string;
    channel: string;
    /** `account`: a channel that knows who it is; `counter`: checked by staff; '' for neither. */
    verified: '' | 'account' | 'counter';
    /** Keyed hash of the number of the document that was shown. */
    identity: string | null;
    verified_by: string | null;
    /** Where to tell them, encrypted under the local key. */
    address: string;
    joined_at: string;
    /** The attempt that ranks: -1 and '' as long as there is none. Kept so that ranks are read from the index. */
    best_score: number;
    best_ms: number;
    best_at: string;
    best_attempt: string | null;
    tie: string;
  };
  quiz_attempts: {
    id: string;
    campaign: string;
    /** As in quiz_people: one value a person, whatever became of their data. */
    person: string;
    day: string;
    /** 1 to the attempts a day. */
    number: number;
    /** 1 for a rehearsal: counted nowhere. */
    rehearsal: number;
    state: 'STARTED' | 'SUBMITTED' | 'EXPIRED' | 'VOID';
    /** 32 random bytes, hex: questions and options stand in the order that it gives. */
    seed: string;
    /** Slot[]: question, version, order of the options. */
    slots: string;
    answered: number;
    score: number;
    started_at: string;
    /** When its time is up: its own limit or the campaign's end. */
    ends_at: string;
    finished_at: string | null;
    /** From start to finish; 0 while it goes on. */
    duration_ms: number;
    /** Keyed hash of the device, where the channel tells it; ''. */
    device: string;
  };
  quiz_answers: {
    attempt: string;
    /** From 0. */
    slot: number;
    campaign: string;
    question: string;
    version: number;
    /** Indexes into the question's options as written, ascending, JSON. */
    chosen: string;
    /** As judged when it was given. */
    right: number;
    /** Keyed hash of the message: one message answers once. */
    message: string;
    shown_at: string;
    at: string;
  };
  /** What looks odd; somebody decides. */
  quiz_flags: {
    id: string;
    campaign: string;
    person: string;
    attempt: string | null;
    kind: 'fast' | 'burst' | 'shared-device';
    detail: string;
    at: string;
    outcome: 'open' | 'dismissed' | 'voided';
    decided_by: string | null;
    decided_at: string | null;
    reason: string;
  };
  /** What everybody may read about a campaign: a question withdrawn, a root published, a prize passed on. */
  quiz_notices: { sequence: Generated<number>; campaign: string; at: string; text: string; actor: string };
  /** The draw of a campaign, from the freeze on. */
  quiz_draws: {
    campaign: string;
    root: string;
    entrants: number;
    frozen_at: string;
    frozen_by: string;
    /** JSON: what each of two people typed or committed. */
    entropy_parts: string;
    /** The value, once it is known. */
    value: string | null;
    drawn_at: string | null;
    published_at: string | null;
    /** The draw file as it was published. */
    file: string | null;
  };
  quiz_entries: { campaign: string; code: string };
  quiz_winners: {
    campaign: string;
    /** From 1 in the order of the draw; alternates follow the winners. */
    place: number;
    code: string;
    /** The prize that is theirs; '' while they stand by. */
    prize: string;
    state: 'alternate' | 'won' | 'claimed' | 'handed-over' | 'lapsed' | 'declined';
    claim_until: string | null;
    /** Sealed form of who claimed, JSON; null before and after its time. */
    claim: string | null;
    claimed_at: string | null;
    settled_at: string | null;
  };
};
