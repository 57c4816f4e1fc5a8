import type { Figure } from '../../casework/figure.js';
import { type ChartData, drawChart } from '../../pages/chart.js';
import { openRaster } from '../../pages/raster.js';

export const PICTURE = { width: 720, height: 280 };

/** A figure's parts as a chart; undefined where it asks for none. */
export function chartOf({ title, unit, parts = [], chart }: Figure): ChartData | undefined {
  if (!chart || parts.length === 0) return undefined;
  const labels = parts.map(({ label }) => label);
  return { title, kind: chart, unit, labels, series: [{ name: title, values: parts.map(({ value }) => value) }] };
}

/** Draws charts as PNG, at twice the size for print. Undefined where Chinese cannot be drawn: the table says the same. */
export async function openDrawing(): Promise<((chart: ChartData) => Promise<Buffer>) | undefined> {
  const { png, showsChinese } = await openRaster();
  return showsChinese ? async (chart) => png(await drawChart(chart, PICTURE), PICTURE.width * 2) : undefined;
}
