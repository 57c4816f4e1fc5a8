import type { Markup } from './markup.js';

export interface Tab {
  readonly title: string;
  readonly path: string;
}

/** The pages of one desk, above what they show. */
export function Tabs({ tabs, here }: { readonly tabs: readonly Tab[]; readonly here: string }): Markup {
  return (
    <nav class="tabs" aria-label="本栏目的页面">
      {tabs.map(({ title, path }) => (
        <a href={path} {...(path === here ? { 'aria-current': 'page' } : {})}>
          {title}
        </a>
      ))}
    </nav>
  );
}
