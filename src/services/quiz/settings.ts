/** What a bureau sets for all its quizzes. */
export interface QuizSettings {
  /** Channels that know who somebody is: their people may enter the draw. Others are checked at the counter first. */
  readonly verifiedChannels: readonly string[];
  /** Chat accounts of staff, `channel:sender`: they rehearse, and win nothing. */
  readonly staffAccounts: readonly string[];
  /** Characters a second that nobody reads faster than: quicker answers are looked at. */
  readonly readingPace: number;
  /** People on one device, and attempts of one device in ten minutes, from which on somebody looks at it. */
  readonly sharedDevice: number;
  readonly burst: number;
  /** Where people reach the public pages, `https://yb.example.cn`; links and QR codes need it. */
  readonly publicUrl?: string;
}

export const defaultQuizSettings: QuizSettings = {
  verifiedChannels: ['wechaty', 'official-account'],
  staffAccounts: [],
  readingPace: 40,
  sharedDevice: 4,
  burst: 10,
};
