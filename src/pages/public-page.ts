/** What somebody asks for who is not signed in. */
export interface PublicRequest {
  /** Parts of the path: `/quiz/:number`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly now: Date;
}

export type PublicReply =
  /** A whole document, doctype and all. It may hold inline script only where `script` says so (a verifier that works offline). */
  | { readonly status: 'page'; readonly html: string; readonly script?: true }
  | {
      readonly status: 'file';
      readonly name: string;
      readonly type: string;
      readonly bytes: Buffer;
      readonly shown?: true;
    }
  | { readonly status: 'missing' };

/** A page that anybody may see, served beside the web chat. It reads nothing that is about a person. */
export interface PublicPage {
  readonly path: string;
  handle(request: PublicRequest): Promise<PublicReply>;
}
