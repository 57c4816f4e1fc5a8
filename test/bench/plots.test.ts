import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barChart } from '../../bench/plots/bars.js';
import { logLogChart } from '../../bench/plots/lines.js';
import { escapeXml } from '../../bench/plots/svg.js';

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

describe('plots', () => {
  it('escape every text so that it comes back as it was', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeXml(text)).not.toMatch(/[<>"']/);
        expect(unescaped(escapeXml(text))).toBe(text);
      }),
    );
  });

  it('draw longer bars for larger values, and say why one is missing', () => {
    const bars = [
      { name: 'a', value: 1, label: '1', tone: 'ours' as const },
      { name: '<b>', value: 2, label: '2', tone: 'other' as const },
      { name: 'c', label: 'cut after 100 s', tone: 'other' as const },
    ];
    const svg = barChart({ title: 'T', subtitle: '', groups: [{ name: 'g', bars }] });
    const widths = [...svg.matchAll(/class="(?:ours|other)"[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width));
    expect(widths).toHaveLength(2);
    expect(widths[1]).toBeCloseTo(2 * (widths[0] ?? 0), 0);
    expect(svg).toContain('&lt;b&gt;');
    expect(svg).toContain('cut after 100 s');
  });

  it('hold no number that is not one', () => {
    const svg = logLogChart({
      title: 'T',
      subtitle: '',
      unit: 'ms',
      curves: [{ name: 'one', tone: 'ours', points: [[1_000, 0.5]] }],
    });
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(svg).toContain('one 0.5 ms');
  });
});
