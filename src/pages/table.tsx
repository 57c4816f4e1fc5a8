import type { Markup } from './markup.js';

export interface Column<Row> {
  readonly title: string;
  cell(row: Row): Markup | string | number | null;
  /** Numbers stand to the right, in figures of one width. */
  readonly number?: boolean;
  /** The key that `?sort=` takes; a column without one is not sorted by. */
  readonly sort?: string;
}

export interface TableProps<Row> {
  /** What the table shows, for who does not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** What will appear here, and how. */
  readonly empty: string;
  /** The address of this list with its filters, for sorting and paging. */
  readonly at?: ListAddress;
}

/** Where a list stands: its path and what its address says. */
export interface ListAddress {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** The address with some of it changed; empty values are left out. */
export function addressOf({ path, query }: ListAddress, change: Readonly<Record<string, string>> = {}): string {
  const entries = Object.entries({ ...query, ...change }).filter(([, value]) => value !== '');
  const search = new URLSearchParams(entries).toString();
  return search === '' ? path : `${path}?${search}`;
}

function Heading<Row>({ column, at }: { readonly column: Column<Row>; readonly at: ListAddress | undefined }): Markup {
  const { sort, title } = column;
  const aligned = column.number ? { class: 'number' } : {};
  if (!at || !sort)
    return (
      <th scope="col" {...aligned}>
        {title}
      </th>
    );
  const [by = '', direction = 'asc'] = (at.query.sort ?? '').split('.');
  const next = by === sort && direction === 'asc' ? `${sort}.desc` : `${sort}.asc`;
  const state = by === sort ? (direction === 'asc' ? 'ascending' : 'descending') : 'none';
  return (
    <th scope="col" aria-sort={state} {...aligned}>
      <a href={addressOf(at, { sort: next, page: '' })}>{title}</a>
    </th>
  );
}

export function Table<Row>({ caption, columns, rows, empty, at }: TableProps<Row>): Markup {
  if (rows.length === 0) return <p class="empty">{empty}</p>;
  return (
    <div class="table">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading column={column} at={at} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((column) => (
                <td data-title={column.title} {...(column.number ? { class: 'number' } : {})}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export interface Paging {
  /** From 1. */
  readonly page: number;
  readonly size: number;
  readonly total: number;
}

const PAGE_SIZE = 50;

/** The page that an address asks for. @param total how many rows there are in all */
export function pagingOf(query: Readonly<Record<string, string>>, total: number, size = PAGE_SIZE): Paging {
  const last = Math.max(1, Math.ceil(total / size));
  const asked = /^\d{1,6}$/.test(query.page ?? '') ? Number(query.page) : 1;
  return { page: Math.min(Math.max(1, asked), last), size, total };
}

export function Pager({ at, paging }: { readonly at: ListAddress; readonly paging: Paging }): Markup {
  const { page, size, total } = paging;
  const last = Math.max(1, Math.ceil(total / size));
  return (
    <nav class="pager" aria-label="翻页">
      <span>
        共 {total} 条{last > 1 ? `，第 ${page} / ${last} 页` : ''}
      </span>
      {page > 1 ? (
        <a rel="prev" href={addressOf(at, { page: String(page - 1) })}>
          上一页
        </a>
      ) : null}
      {page < last ? (
        <a rel="next" href={addressOf(at, { page: String(page + 1) })}>
          下一页
        </a>
      ) : null}
    </nav>
  );
}
