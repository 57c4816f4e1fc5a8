/** What a request says of where it comes from: a web framework's request has this shape. */
export interface AskedFrom {
  readonly host: string;
  readonly headers: { readonly origin?: string | undefined; readonly 'sec-fetch-site'?: string | string[] | undefined };
}

/**
 * Whether another site made the browser send this. Browsers say so themselves in Sec-Fetch-Site; older ones send Origin
 * with every POST. A program that sends neither carries nobody's cookie, so nothing can be done in anyone's name.
 * @param origins others (`https://chat.example.cn`) under which a proxy serves the same pages
 */
export function isForeign({ host, headers }: AskedFrom, origins: readonly string[]): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin';
  const { origin } = headers;
  if (origin === undefined) return false;
  return !origins.includes(origin) && hostOf(origin) !== host;
}

/** A page opened from a link elsewhere: a browser holds back the strict cookie that it may well have. */
export function isFromElsewhere({ headers }: AskedFrom): boolean {
  return headers['sec-fetch-site'] === 'cross-site';
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
