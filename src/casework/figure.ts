/** Days in China, both counted: `{ from: '2026-01-01', to: '2026-12-31' }`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** A figure that a bureau publishes, with what it means and how it is worked out. */
export interface Figure {
  /** `tips.received` */
  readonly id: string;
  /** The chapter of the yearly report: 举报线索 */
  readonly chapter: string;
  /** 受理举报线索 */
  readonly title: string;
  /** Undefined where there is nothing to divide by: told as 无. */
  readonly value: number | undefined;
  /** 件, 元, %. Money is in yuan, shares in percent. */
  readonly unit: string;
  /** In words that a reader of the report understands. */
  readonly definition: string;
  /** The query behind it, so that anybody can count again. */
  readonly query: string;
  /** Parts of it, for a table and a chart. */
  readonly parts?: readonly FigurePart[];
  readonly chart?: 'bar' | 'line' | 'pie';
}

export interface FigurePart {
  readonly label: string;
  readonly value: number;
}
