/**
 * CJK radicals U+2E81–2EF3 and the ordinary characters that they look like. PDF texts hold them in place of the real
 * ones (⻓ for 长), and Unicode's NFKC maps but two of them. The Kangxi radicals U+2F00–2FD5 are left to NFKC.
 */
const lookAlikes =
  '⺁厂⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尢⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛无⺜日⺝月⺞歹⺟母⺠民⺡氵⺢水⺣灬⺤爪⺥爪⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯纟⺰纟' +
  '⺱网⺲网⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹老⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑长⻒长⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼' +
  '⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟';

/** Code of a radical → code of the character it stands for. */
export const radicals: ReadonlyMap<number, number> = new Map(
  Array.from({ length: lookAlikes.length / 2 }, (_, at) => [
    lookAlikes.charCodeAt(at * 2),
    lookAlikes.charCodeAt(at * 2 + 1),
  ]),
);

/** Replaces look-alike radicals, those of Kangxi included, by ordinary characters; every position stays the same. */
export function replaceRadicals(text: string): string {
  return text.replace(/[\u2e80-\u2fdf]/g, (radical) => {
    const code = radicals.get(radical.charCodeAt(0));
    return code === undefined ? radical.normalize('NFKC') : String.fromCharCode(code);
  });
}
