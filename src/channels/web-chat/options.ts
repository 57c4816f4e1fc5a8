import type { Mailbox } from '../../domain/mailbox.js';
import type { Choice } from '../../domain/message.js';
import type { PublicPage } from '../../pages/public-page.js';
import type { Notify } from '../channel.js';

export interface WebChatOptions {
  /** Where to listen; this machine only unless said otherwise. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Signs the cookie that tells senders apart: 32 characters or more, the same on every replica. */
  readonly secret: string;
  /** The bureau's name, as the header shows it. */
  readonly bureau: string;
  /** The opening message, with questions to tap: four are meant, six at most are shown. */
  readonly welcome: { readonly text: string; readonly samples: readonly Choice[] };
  /** True where people come over https: the cookie is then never sent in the clear. */
  readonly secureCookie?: boolean;
  /** True behind a reverse proxy that sets X-Forwarded-For. */
  readonly trustProxy?: boolean;
  /** Other origins (`https://chat.example.cn`) under which a proxy serves the page. */
  readonly origins?: readonly string[];
  /** Messages a minute: one sender's, and all from one network address (a whole hall may share one). */
  readonly messagesPerMinute?: { readonly sender: number; readonly address: number };
  /** Where replies of staff wait; without one the page only hears answers to what it sent. */
  readonly mailbox?: Mailbox;
  readonly notify?: Notify;
  /** Pages that anybody may read, beside the chat. */
  readonly publicPages?: readonly PublicPage[];
}
