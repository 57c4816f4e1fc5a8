/** Look-alike radicals that compatibility normalisation (NFKC) leaves alone, as PDF fonts use them. */
const RADICALS: Readonly<Record<string, string>> = Object.fromEntries(
  (
    '⺀冫⺁厂⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歹⺟母⺠民⺡氵⺢水⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹' +
    '⺯糹⺰纟⺱罓⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝' +
    '⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯竜⻰龙⻱龟⻲亀⻳龟'
  )
    .match(/../gu)
    ?.map((pair) => [...pair]) ?? [],
);

const DROPPED = /[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]|[\ufe00-\ufe0f]|[\u{e0000}-\u{e007f}]/gu;
const CONTROLS = /[^\P{Cc}\t\n]/gu;

/**
 * The characters of a text as a reader sees them: look-alike radicals become the usual ideographs, invisible and
 * control characters go (they can hide instructions), line ends are `\n`, no-break spaces are spaces. Full-width
 * punctuation and digits stay: citations quote what is printed.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2e80-\u2fdf]/g, (radical) => RADICALS[radical] ?? radical.normalize('NFKC'))
    .replace(/[\uf900-\ufaff]/g, (compatible) => compatible.normalize('NFC'))
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f]/g, ' ')
    .replace(DROPPED, '')
    .replace(CONTROLS, '');
}

/** One line without outer spaces, inner runs of spaces as one. */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/[ \t\n\u3000]+/g, (run) => (run.includes('\u3000') ? '\u3000' : ' '))
    .trim();
}
