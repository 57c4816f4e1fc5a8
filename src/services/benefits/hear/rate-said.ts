import { readNumeral } from '../../../lib/chinese/numerals.js';

const RATE =
  '(?:百分之)?(\\d{1,3}(?:\\.\\d{1,2})?|[一二两三四五六七八九十百]{1,3})(成[一二三四五六七八九半]?)?(?:%|％|个点)?';
const NOT_MONEY = '(?![\\d.]|\\s*(?:元|块|万|千|百|w|k|多))';
const OWN_PLACE =
  '(?:同级|本地|当地|我们?(?:这|那)(?:里|儿|边|块|头)?|俺们?这|咱们?这|老家|平时|正常|一般|原来|本来|在家|县里|市里|合作医疗|农合|居民医保|职工医保)';
const SAID = new RegExp(
  `${OWN_PLACE}[^,，。?？;；]{0,12}?(?:报销?(?:的?比例)?|比例)(?:是|为|到|能)?${RATE}${NOT_MONEY}`,
);
const ALONE = new RegExp(`^[^\\d]{0,6}?${RATE}[^\\d]{0,3}$`);

/** In ten-thousandths; undefined for what is no rate of more than 0 and at most 100%. */
function rateOf(numeral: string, tenths: string | undefined): number | undefined {
  const value = readNumeral(numeral) ?? 0;
  const half = tenths?.slice(1);
  const parts = tenths
    ? value * 1_000 + (half === '半' ? 500 : half ? (readNumeral(half) ?? 0) * 100 : 0)
    : Math.round(value * 100);
  return parts > 0 && parts <= 10_000 ? parts : undefined;
}

/** The rate that holds at the asker's own place: 本地报70, 我们这同级医院报七成, 老家报销比例65%. */
export function rateSaid(text: string): number | undefined {
  const [, numeral, tenths] = SAID.exec(text) ?? [];
  return numeral === undefined ? undefined : rateOf(numeral, tenths);
}

/** The rate that answers the question for it: `70`, `70%`, `七成`, `百分之六十五`. */
export function rateAnswered(text: string): number | undefined {
  const [, numeral, tenths] = ALONE.exec(text.trim()) ?? [];
  return numeral === undefined ? undefined : (rateSaid(text) ?? rateOf(numeral, tenths));
}
