/** A piece of service that may be rated. Who was served stands here as a keyed hash and a box under the local key. */
export interface ItemTable {
  id: string;
  /** 事项编码 */
  matter: string;
  /** 办件号; with `matter` unique. */
  number: string;
  channel: string;
  /** `completed`, `closed-automatically`, `failed`: only the first is rated and counted. */
  ended: string;
  /** Keyed hash of who was served; null at the window, where nobody's account is known. */
  sender: string | null;
  address: string | null;
  /** Staff id, as it was when the item was made: frozen with the invitation. */
  served_by: string | null;
  finished_at: string;
  /** Its day in China. */
  day: string;
  /** Null where there was no invitation: `invitation` says why. */
  invited_at: string | null;
  /** `sent`, `code`, or why there was none: `closed-automatically`, `failed`, `busy`, `outside-window`, `off`, `staff`. */
  invitation: string;
  /** Keyed hash of the short code for the window. */
  code_hash: string | null;
}

/** One for each item; one for each sender and day where there is no item. `version` counts its changes. */
export interface RatingTable {
  id: string;
  item_id: string | null;
  /** Copied from the item, so that figures read one table; `bot` and null without one. */
  matter: string;
  served_by: string | null;
  channel: string;
  sender: string;
  /** The day of the first version, in China. */
  day: string;
  level: number;
  /** JSON list of the common reasons picked. */
  reasons: string;
  /** Own words, masked. */
  reason: string | null;
  /** `active`: given by the person. `default`: silent, where a bureau demands one; never counted as active. */
  source: string;
  version: number;
  rated_at: string;
  /** Of the newest version. */
  at: string;
  /** 1 where a second person confirmed that it was mistaken or malicious: left out of the adjusted figures. */
  excluded: number;
}

export interface RatingVersionTable {
  rating_id: string;
  version: number;
  level: number;
  reasons: string;
  reason: string | null;
  source: string;
  at: string;
}

/** 差评 to be verified, put right, answered and revisited. Stays when the rating is changed afterwards. */
export interface CaseTable {
  rating_id: string;
  /** `2026-000123` */
  number: string;
  state: string;
  version: number;
  /** Under the local key: needed to answer. */
  address: string;
  /** The level that opened it. */
  level: number;
  matter: string;
  channel: string;
  served_by: string | null;
  opened_at: string;
  opened_day: string;
  /** The term that runs now: the day it began and its last day. Null where none runs. */
  due_from: string | null;
  due: string | null;
  /** 1 once a term was missed; it stays. */
  late: number;
  verdict: string | null;
  /** Who verified: somebody else decides on leaving it out, and on an appeal. */
  verified_by: string | null;
  verified_at: string | null;
  /** `none`, `waiting`, `granted`, `refused`: leaving a mistaken or malicious one out. */
  exclusion: string;
  /** `none`, `waiting`, `granted`, `refused`. */
  appeal: string;
  appeal_grounds: string | null;
  contacted_at: string | null;
  measure: string | null;
  answered_at: string | null;
  revisit_asked_at: string | null;
  revisited_at: string | null;
  /** `yes`, `no`, `unreachable`: what the resident said to whether it was put right. */
  put_right: string | null;
  closed_at: string | null;
}

export interface CaseStepTable {
  rating_id: string;
  version: number;
  at: string;
  actor: string;
  step: string;
  from_state: string;
  to_state: string;
  note: string;
}

/** Whether a kind of business is invited to rate; on where there is no row. */
export interface InvitationSwitchTable {
  matter: string;
  enabled: number;
}

export interface CodeTryTable {
  sender: string;
  at: string;
}

export type RatingTables = {
  service_items: ItemTable;
  ratings: RatingTable;
  rating_versions: RatingVersionTable;
  rating_cases: CaseTable;
  rating_case_steps: CaseStepTable;
  rating_invitations: InvitationSwitchTable;
  rating_code_tries: CodeTryTable;
};
