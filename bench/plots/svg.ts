/** Text made safe between tags and in attributes. */
export function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return text.replace(/[&<>"']/g, (character) => names[character] as string);
}

/** An element; attributes are escaped, `inside` is markup already. Numbers are rounded to a tenth. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  inside = '',
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? Number(value.toFixed(1)) : escapeXml(`${value}`)}"`)
    .join('');
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

export function text(x: number, y: number, said: string, kind = '', anchor?: 'end' | 'middle'): string {
  return element('text', { x, y, class: kind || undefined, 'text-anchor': anchor }, escapeXml(said));
}

/** Follows the reader's light or dark setting; fonts by generic family, so that nothing is fetched. */
const style = `
svg { --paper: #ffffff; --ink: #1f2328; --faint: #59636e; --line: #d8dee4; --ours: #0b6e6e; --light: #4aa8a3; --other: #aeb8c2; --warm: #b4501e; }
@media (prefers-color-scheme: dark) {
  svg { --paper: #14181d; --ink: #e6edf3; --faint: #9aa7b4; --line: #343c45; --ours: #4fc4bb; --light: #2c8781; --other: #55616d; --warm: #f0955c; }
}
text { font: 13px system-ui, sans-serif; fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
.title { font-size: 17px; font-weight: 600; }
.faint, .tick { fill: var(--faint); font-size: 12px; }
.group { font-weight: 600; }
.strong { font-weight: 600; }
.paper { fill: var(--paper); }
.grid { stroke: var(--line); stroke-width: 1; }
.goal { stroke: var(--warm); stroke-width: 1.5; stroke-dasharray: 4 3; }
.goal-name { fill: var(--warm); font-size: 12px; }
.ours { fill: var(--ours); } .light { fill: var(--light); } .other { fill: var(--other); } .warm { fill: var(--warm); }
circle.other { fill: var(--faint); }
.curve { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
.curve.ours, .curve.light, .curve.other, .curve.warm { fill: none; }
.curve.ours { stroke: var(--ours); } .curve.light { stroke: var(--light); } .curve.other { stroke: var(--faint); } .curve.warm { stroke: var(--warm); }
.dashed { stroke-dasharray: 6 4; }
`;

/** A whole picture with its title, which is also what a screen reader says. */
export function picture(width: number, height: number, title: string, subtitle: string, inside: string): string {
  const head = [
    element('title', {}, escapeXml(title)),
    element('style', {}, style),
    element('rect', { class: 'paper', width, height, rx: 8 }),
    text(24, 34, title, 'title'),
    text(24, 54, subtitle, 'faint'),
  ];
  const frame = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' };
  return `${element('svg', frame, `${head.join('')}${inside}`)}\n`;
}
