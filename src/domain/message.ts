/** A conversation as a channel names it. `chat` and `sender` are the channel's own ids; in a private chat they are equal. */
export interface Address {
  readonly channel: string;
  readonly chat: string;
  readonly sender: string;
}

/** What a person sent. `other` covers cards, mini programs, files and anything a later platform invents. */
export type MessageKind = 'text' | 'image' | 'sticker' | 'location' | 'voice' | 'event' | 'other';

/** Bytes of one picture or file: a phone's photograph has three to eight million. */
export const LARGEST_ATTACHMENT = 10_000_000;

/** A picture or a file that came with a message. Read only where somebody asked for it. */
export interface Attachment {
  /** As the sender's device named it: not to be trusted, and personal. */
  readonly name: string;
  /** Bytes, where the channel knows before reading. */
  readonly size?: number;
  /** @param most bytes; may reject or give more where it cannot tell before. */
  read(most: number): Promise<Uint8Array>;
}

export interface IncomingMessage extends Address {
  /** The platform's id. A channel without one derives it from sender, platform time and content, never at random. */
  readonly id: string;
  readonly kind: MessageKind;
  /** The text, the transcript of a voice message, or '' where there is none. At most 4,000 characters. */
  readonly text: string;
  readonly sentAt: Date;
  readonly attachments?: readonly Attachment[];
  /** A keyed hash of what the channel can tell of the device, where it can: never an address or a name. */
  readonly device?: string;
  /** Present in a group chat. A group message that does not mention the bot is never delivered. */
  readonly group?: { readonly name?: string };
}

/** A quick reply: `label` is shown, `text` is what tapping it sends. A reply has six at most. */
export interface Choice {
  readonly label: string;
  readonly text: string;
}

/** Whether a document is told in our own words (摘编) or is the official wording (原文). */
export type DocumentKind = 'digest' | 'original';

/** A: read in the law itself; B: official secondary page; C: other secondary page; I: inferred from other facts. */
export type Certainty = 'A' | 'B' | 'C' | 'I';

/** Names a passage at a state of its text: ids move when a section is put in above, the hash does not. */
export interface PassageRef {
  readonly id: string;
  /** See `passageHash`. */
  readonly hash: string;
}

/** The evidence of one extract. `quote` is an exact substring of the document's text, or a row of its table. */
export interface Citation {
  readonly number: number;
  readonly title: string;
  readonly heading: string;
  readonly kind: DocumentKind;
  readonly path: string;
  readonly place: string;
  readonly quote: string;
  readonly documentNumber?: string;
  readonly article?: string;
  /** The year the practice or figure is of, where the document reports a year. */
  readonly year?: number;
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  /** `effectiveTo` is written nowhere: it is the day before the successor begins. */
  readonly endDerived?: true;
  readonly certainty: Certainty;
  readonly source?: string;
  /** Ids of the facts that the cited section says it carries. */
  readonly facts: readonly string[];
  /** The passage that was quoted, so that its answers are found when it is withdrawn. */
  readonly passage?: PassageRef;
}

export type ReplyStatus = 'answered' | 'ask-back' | 'unsure' | 'redirect' | 'service';

/** What the bot says. Plain text: WeChat shows no Markdown. */
export interface Reply {
  readonly status: ReplyStatus;
  readonly text: string;
  readonly choices?: readonly Choice[];
  readonly citations?: readonly Citation[];
  /** The service that spoke: questions, tips, ratings, handoff, help. */
  readonly service?: string;
  /** The recorded answer this reply carries, so that 有用/没用 can be tied to it. */
  readonly answerId?: string;
  /** Told once to every sender, under the first reply: what is kept and how to have it deleted. */
  readonly notice?: string;
  /** Pictures and files may be sent in answer. */
  readonly takesFiles?: true;
  /** Said in confidence (a tip, its receipt): a store keeps it sealed and erases it once delivered. */
  readonly confidential?: boolean;
  /** Nothing is said: a person is talking, and the bot keeps out of it. `text` is ''. */
  readonly silent?: true;
}
