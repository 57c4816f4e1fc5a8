/** A kind of business that is rated, by the bureau's own code. */
export interface Matter {
  /** 事项编码: letters, digits, hyphens. */
  readonly code: string;
  readonly name: string;
}

export interface RatingSettings {
  /** Working days to reach who gave a bad rating. Local rules differ: to be checked against one's own (请核对). */
  readonly contactDays: number;
  /** Working days to put a valid one right, and the longest with an extension (请核对). */
  readonly rectifyDays: number;
  readonly ceilingDays: number;
  /** Days in which a rating may be changed. */
  readonly editDays: number;
  /** How long after somebody's last message a channel lets the bot speak first, in hours; 0 for never. */
  readonly windowHours: Readonly<Record<string, number>>;
  /** Stores 默认好评 for invitations that nobody answered, never counted as active. Only where a bureau has to. */
  readonly silentDefault: boolean;
  /** Window business that staff register; the bot's own kinds are known. */
  readonly matters: readonly Matter[];
  /** Chat accounts of staff, `channel:sender`: they cannot rate. */
  readonly staffAccounts: readonly string[];
}

export const defaultRatingSettings: RatingSettings = {
  contactDays: 1,
  rectifyDays: 5,
  ceilingDays: 15,
  editDays: 14,
  windowHours: { wechaty: 48, 'web-chat': 48 },
  silentDefault: false,
  matters: [],
  staffAccounts: [],
};

/** What is not rated by item: the bot's own conversation of a day. */
export const BOT: Matter = { code: 'bot', name: '智能问答' };

const known: readonly Matter[] = [
  BOT,
  { code: 'handoff', name: '转人工' },
  { code: 'registration', name: '异地备案协办' },
  { code: 'visit', name: '上门代办' },
  { code: 'window', name: '窗口办理' },
];

/** Kinds whose end the bot hears of, and invites to rate. */
export const invitedMatters: readonly Matter[] = known.filter(({ code }) => code !== 'bot' && code !== 'window');

/** Every code that there is, for a list to choose from. */
export const allMatters = ({ matters }: Pick<RatingSettings, 'matters'>): readonly string[] => [
  ...new Set([...known, ...matters].map(({ code }) => code)),
];

/** What staff may register at the window: the bureau's own kinds, else the one for all. */
export const windowMatters = ({ matters }: RatingSettings): readonly Matter[] =>
  matters.length > 0 ? matters : known.filter(({ code }) => code === 'window');

/** A code in words; an unknown one is shown as it is. */
export function matterName({ matters }: Pick<RatingSettings, 'matters'>, code: string): string {
  return [...matters, ...known].find((matter) => matter.code === code)?.name ?? code;
}
