import type { EChartsOption } from 'echarts';
import type { Markup } from './markup.js';

export interface ChartData {
  /** 每日咨询量 */
  readonly title: string;
  readonly kind: 'bar' | 'line' | 'pie';
  readonly unit: string;
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

const WIDTH = 720;
const HEIGHT = 280;
const INK = ['#1f4e79', '#c8742b', '#4f8f6f', '#8a5a9e', '#a33b3b', '#6b7a89'];

/** As many pictures are remembered, the last used ones: some megabytes at most. */
const MOST_DRAWN = 60;
const drawn = new Map<string, string>();

/**
 * The chart as an SVG picture, drawn on the server. The same data are the same picture, so one that was drawn lately is
 * not drawn again: a chart takes ten milliseconds, and a report has a dozen.
 */
export async function drawChart(data: ChartData, size = { width: WIDTH, height: HEIGHT }): Promise<string> {
  const key = JSON.stringify([data, size]);
  const picture = drawn.get(key) ?? (await drawAnew(data, size));
  drawn.delete(key);
  drawn.set(key, picture);
  for (const oldest of drawn.keys()) {
    if (drawn.size <= MOST_DRAWN) break;
    drawn.delete(oldest);
  }
  return picture;
}

/** The library takes a second to load: at the first chart only. */
async function drawAnew(data: ChartData, size: { readonly width: number; readonly height: number }): Promise<string> {
  const { init } = await import('echarts');
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({ animation: false, color: INK, ...optionOf(data) });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** Draws one chart for nobody, so that no page waits for the library. */
export async function warmCharts(): Promise<void> {
  await drawChart({ title: '', kind: 'line', unit: '', labels: ['1'], series: [{ name: '', values: [1] }] });
}

function optionOf({ kind, labels, series, unit }: ChartData): EChartsOption {
  const legend = series.length > 1 ? { legend: { bottom: 0 } } : {};
  if (kind === 'pie') {
    const data = labels.map((name, index) => ({ name, value: series[0]?.values[index] ?? 0 }));
    return { series: [{ type: 'pie', radius: ['40%', '70%'], data, label: { formatter: '{b} {c}' } }] };
  }
  return {
    ...legend,
    grid: { left: 56, right: 16, top: 28, bottom: series.length > 1 ? 56 : 36 },
    xAxis: { type: 'category', data: [...labels] },
    yAxis: { type: 'value', name: unit, minInterval: 1 },
    series: series.map(({ name, values }) => ({ name, type: kind, data: [...values], barMaxWidth: 36 })),
  };
}

/** A chart and, folded under it, the table of its figures. Draw it before the page: `await chartFigure(data)`. */
export async function chartFigure(data: ChartData): Promise<Markup> {
  const { title, labels, series, unit } = data;
  if (labels.length === 0) return <p class="empty">{title}：这段时间没有数据。</p>;
  const picture = Buffer.from(await drawChart(data)).toString('base64');
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <img src={`data:image/svg+xml;base64,${picture}`} alt={`${title}，数字见下表`} width={WIDTH} height={HEIGHT} />
      <details>
        <summary>看数字</summary>
        <div class="table">
          <table>
            <caption>
              {title}（{unit}）
            </caption>
            <thead>
              <tr>
                <th scope="col">项目</th>
                {series.map(({ name }) => (
                  <th scope="col">{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {labels.map((label, index) => (
                <tr>
                  <td>{label}</td>
                  {series.map(({ values }) => (
                    <td class="number">{values[index] ?? 0}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
