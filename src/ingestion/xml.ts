/** What is told while an XML part is read, in order. Names come without their prefix, entities decoded. */
export interface XmlListener {
  open?(name: string, attributes: ReadonlyMap<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const TOKEN =
  /<(?:!--[\s\S]*?--|\?[\s\S]*?\?|!\[CDATA\[([\s\S]*?)\]\]|(\/?)(?:[\w.-]+:)?([\w.-]+)((?:"[^"]*"|'[^']*'|[^'"<>])*))>|([^<]+)/g;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads the XML that office programs write. No document types, no own entities: `xmlText` has refused them. */
export function readXml(source: string, listener: XmlListener): void {
  for (const [, cdata, slash, name, rest = '', text] of source.matchAll(TOKEN)) {
    if (text !== undefined) listener.text?.(decodeEntities(text));
    else if (cdata !== undefined) listener.text?.(cdata);
    else if (name !== undefined && slash === '/') listener.close?.(name);
    else if (name !== undefined) {
      listener.open?.(name, attributesOf(rest));
      if (rest.endsWith('/')) listener.close?.(name);
    }
  }
}

function attributesOf(source: string): ReadonlyMap<string, string> {
  const pairs = source.matchAll(ATTRIBUTE);
  return new Map(
    [...pairs].map(([, name = '', a, b]) => [
      name.replace(/^xmlns:.*|^(?!r:)[\w.-]+:/, ''),
      decodeEntities(a ?? b ?? ''),
    ]),
  );
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = decimal !== undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
