/** Facts about a document that its own pages state, such as the metadata table of a government site. */
export interface DocumentMeta {
  readonly title?: string;
  readonly documentNumber?: string;
  /** ISO day. */
  readonly published?: string;
}

/** A stretch of an extracted text: `text.slice(start, end)`, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a paragraph begins when it carries its own heading: 第七条 …, or （三）严格执法。一是…… */
export interface Opening {
  /** As of a heading, 1 to 6. */
  readonly level: number;
  readonly title: string;
  /** 第七条. Present when the paragraph begins an article. */
  readonly article?: string;
}

export interface HeadingBlock extends Span {
  readonly kind: 'heading';
  /** 1 is the document's title, 6 the deepest. */
  readonly level: number;
  readonly title: string;
  readonly article?: string;
  /** What is written in braces behind a Markdown heading, unparsed, with its line in the file (from 1). */
  readonly attributes?: { readonly source: string; readonly line: number };
  /** How people ask for this section, from the comment under its heading: `<!-- asks: a | b -->`. */
  readonly asks?: readonly string[];
}

export interface ParagraphBlock extends Span {
  readonly kind: 'paragraph';
  readonly opens?: Opening;
}

export interface TableRow extends Span {
  readonly cells: readonly string[];
}

export interface TableBlock extends Span {
  readonly kind: 'table';
  /** One title a column; '' where the column has none. Two header rows are joined, 职工·门诊. */
  readonly columns: readonly string[];
  /** The rows below the titles. Merged cells are spread: each row stands alone. */
  readonly rows: readonly TableRow[];
}

/** Blocks follow each other in the text and never overlap. */
export type Block = HeadingBlock | ParagraphBlock | TableBlock;

/** A file as its format reads it. */
export interface ExtractedDocument {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly meta?: DocumentMeta;
  /** The YAML between the first two `---` lines, with the line in the file where it begins (from 1). */
  readonly frontMatter?: { readonly source: string; readonly line: number };
}

/** A kind of file. One file in formats/ and one line in its index make a new one. */
export interface Format {
  readonly name: string;
  /** With the dot, lower case. */
  readonly extensions: readonly string[];
  /** Whether the bytes are of this format. Looks at the content first; the path decides between kinds of plain text. */
  accepts(bytes: Uint8Array, path: string): boolean;
  /** Rejects with a YiwenError `ingestion.*` that says the cause (without the path) and the remedy. */
  read(bytes: Uint8Array, path: string): Promise<ExtractedDocument>;
}
