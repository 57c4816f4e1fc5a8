import type { JSX } from 'hono/jsx/jsx-runtime';

/** A piece of a page: what a component returns. Text in it is escaped. */
export type Markup = JSX.Element;
