import type { Markup } from '../../../pages/markup.js';
import type { PublicReply } from '../../../pages/public-page.js';

export interface Frame {
  readonly bureau: string;
  readonly title: string;
  readonly children: Markup;
}

/** A whole public page. Everything in it is escaped by the JSX; it holds no script. */
export function publicPage(frame: Frame): PublicReply {
  return { status: 'page', html: `<!doctype html>${(<Page {...frame} />).toString()}` };
}

function Page({ bureau, title, children }: Frame): Markup {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${bureau}`}</title>
        <link rel="stylesheet" href="/quiz/page.css" />
      </head>
      <body>
        <header>
          <p>{bureau}</p>
          <h1>{title}</h1>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}
