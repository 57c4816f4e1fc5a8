/** Draws SVG as PNG with the machine's own fonts. */
export interface Raster {
  /** @param width of the picture, in pixels */
  png(svg: string, width: number): Buffer;
  /** False on a machine without a Chinese font: a picture full of empty boxes is worse than none. */
  readonly showsChinese: boolean;
}

/** The renderer takes a moment to load: at the first picture only. */
export async function openRaster(): Promise<Raster> {
  const { Resvg } = await import('@resvg/resvg-js');
  const png = (svg: string, width: number) =>
    new Resvg(svg, { font: { loadSystemFonts: true }, fitTo: { mode: 'width', value: width }, background: '#ffffff' })
      .render()
      .asPng();
  const drawn = (text: string) =>
    png(
      `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="2" y="32" font-size="30" font-family="sans-serif">${text}</text></svg>`,
      40,
    );
  const [known, other, unknown, nothing] = [drawn('医'), drawn('保'), drawn('\ue123'), drawn(' ')];
  return { png, showsChinese: !known.equals(unknown) && !known.equals(nothing) && !known.equals(other) };
}
