/** What browsers have been made to run (OWASP, own): each calls `bad` or carries `data-bad` if it comes alive. */
const bodies = [
  '<script data-bad>bad(1)</script>',
  '<img src=x onerror=bad(1) data-bad>',
  '<svg onload=bad(1) data-bad>',
  '<svg><script data-bad>bad(1)</script></svg>',
  '<iframe srcdoc="<script>parent.bad(1)</script>" data-bad>',
  '<body onload=bad(1) data-bad>',
  '<details open ontoggle=bad(1) data-bad>',
  '<input autofocus onfocus=bad(1) data-bad>',
  '<a href="javascript:bad(1)" data-bad>点</a>',
  '<form action="javascript:bad(1)" data-bad><button>点</button></form>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=bad(1) data-bad>',
  '<style data-bad>*{background:url(javascript:bad(1))}</style>',
  '<link rel=stylesheet href="javascript:bad(1)" data-bad>',
  '<meta http-equiv=refresh content="0;url=javascript:bad(1)" data-bad>',
  '<object data="javascript:bad(1)" data-bad></object>',
  '<marquee onstart=bad(1) data-bad>',
  '<video><source onerror=bad(1) data-bad></video>',
  '<template><script data-bad>bad(1)</script></template>',
  '<base href="javascript:bad(1)//" data-bad>',
  '{{constructor.constructor("bad(1)")()}}<b data-bad>',
];
/** What stands before, to get out of where the text stands. */
const breakouts = [
  '',
  '"',
  "'",
  '">',
  "'>",
  '</textarea>',
  '</title>',
  '</script>',
  '-->',
  ']]>',
  '`',
  '" data-bad x="',
];

/** More than two hundred. */
export const scriptPayloads: readonly string[] = breakouts.flatMap((out) => bodies.map((body) => `${out}${body}`));

/** All of them in as few texts of at most so many characters as they fit in. */
export function packed(payloads: readonly string[], most: number): readonly string[] {
  const texts: string[] = [];
  for (const payload of payloads) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + payload.length < most) texts[texts.length - 1] = `${last} ${payload}`;
    else texts.push(payload);
  }
  return texts;
}
