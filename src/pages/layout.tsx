import { FormToken } from './form.js';
import type { Markup } from './markup.js';

export interface MenuEntry {
  readonly title: string;
  readonly path: string;
  readonly here: boolean;
  /** How many things wait there. */
  readonly waiting?: number;
}

export interface PageFrame {
  readonly bureau: string;
  readonly title: string;
  readonly menu: readonly MenuEntry[];
  /** Who is signed in: their name and what they do. */
  readonly who?: { readonly name: string; readonly roles: string };
  readonly formToken: string;
  /** What was just done. */
  readonly said?: string;
}

/** A whole page of the console, as text. Everything in it is escaped by the JSX. */
export function drawPage(frame: PageFrame, body: Markup): string {
  return `<!doctype html>${(<Page frame={frame}>{body}</Page>).toString()}`;
}

function Page({ frame, children }: { readonly frame: PageFrame; readonly children: Markup }): Markup {
  const { bureau, title, said, formToken, menu, who } = frame;
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${bureau}工作台`}</title>
        <link rel="stylesheet" href="/console.css" />
        <script src="/console.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">
          跳到正文
        </a>
        <FormToken.Provider value={formToken}>
          <header class="top">
            <a class="brand" href="/">
              {bureau}工作台
            </a>
            {who ? <Account who={who} /> : null}
          </header>
          <div class={menu.length > 0 ? 'frame' : 'frame alone'}>
            {menu.length > 0 ? <Menu entries={menu} /> : null}
            <main id="main" tabindex={-1}>
              {said ? (
                <p class="said" role="status">
                  {said}
                </p>
              ) : null}
              <h1>{title}</h1>
              {children}
            </main>
          </div>
        </FormToken.Provider>
      </body>
    </html>
  );
}

function Menu({ entries }: { readonly entries: readonly MenuEntry[] }): Markup {
  return (
    <nav class="menu" aria-label="主菜单">
      {entries.map(({ title, path, here, waiting = 0 }) => (
        <a href={path} {...(here ? { 'aria-current': 'page' } : {})}>
          <span>{title}</span>
          {waiting > 0 ? <b title={`${waiting} 项待办`}>{waiting > 99 ? '99+' : waiting}</b> : null}
        </a>
      ))}
    </nav>
  );
}

function Account({ who }: { readonly who: NonNullable<PageFrame['who']> }): Markup {
  return (
    <div class="account">
      <a href="/me">
        {who.name}
        <small>{who.roles}</small>
      </a>
      <a class="quiet" href="/sign-out">
        退出
      </a>
    </div>
  );
}
