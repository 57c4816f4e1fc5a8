import type { Figure } from '../../casework/figure.js';
import { type ChartData, drawChart } from '../../pages/chart.js';

export const PICTURE = { width: 720, height: 280 };

/** A figure's parts as a chart; undefined where it asks for none. */
export function chartOf({ title, unit, parts = [], chart }: Figure): ChartData | undefined {
  if (!chart || parts.length === 0) return undefined;
  const labels = parts.map(({ label }) => label);
  return { title, kind: chart, unit, labels, series: [{ name: title, values: parts.map(({ value }) => value) }] };
}

/**
 * Draws charts as PNG, at twice the size for print. Undefined on a machine without a Chinese font: a picture full of
 * empty boxes is worse than none, and the table says the same.
 */
export async function openDrawing(): Promise<((chart: ChartData) => Promise<Buffer>) | undefined> {
  const { Resvg } = await import('@resvg/resvg-js');
  const render = (svg: string, width: number) =>
    new Resvg(svg, { font: { loadSystemFonts: true }, fitTo: { mode: 'width', value: width }, background: '#ffffff' })
      .render()
      .asPng();
  const drawn = (text: string) =>
    render(
      `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="2" y="32" font-size="30" font-family="sans-serif">${text}</text></svg>`,
      40,
    );
  const [known, other, unknown, nothing] = [drawn('医'), drawn('保'), drawn('\ue123'), drawn(' ')];
  const shows = !known.equals(unknown) && !known.equals(nothing) && !known.equals(other);
  return shows ? async (chart) => render(await drawChart(chart, PICTURE), PICTURE.width * 2) : undefined;
}
