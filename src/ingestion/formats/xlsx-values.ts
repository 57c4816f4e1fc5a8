/** How a cell shows a number: what its format code says, as far as a reader of policy tables needs it. */
export type NumberStyle =
  | { readonly kind: 'general' }
  | { readonly kind: 'number'; readonly decimals: number }
  | { readonly kind: 'percent'; readonly decimals: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'month' }
  | { readonly kind: 'time' };

/** Codes that ECMA-376 (18.8.30) gives the built-in format ids, Chinese ones included; dates by their kind. */
const BUILT_IN: Readonly<Record<number, string>> = {
  ...{ 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 14: 'yyyy-m-d', 15: 'd-mmm-yy' },
  ...{ 16: 'd-mmm', 17: 'mmm-yy', 18: 'h:mm', 19: 'h:mm:ss', 20: 'h:mm', 21: 'h:mm:ss', 22: 'yyyy-m-d h:mm' },
  ...{ 27: 'yyyy年m月', 28: 'm月d日', 29: 'm月d日', 30: 'm-d-yy', 31: 'yyyy年m月d日', 32: 'h:mm', 33: 'h:mm:ss' },
  ...{
    36: 'yyyy年m月',
    37: '#,##0',
    38: '#,##0',
    39: '#,##0.00',
    40: '#,##0.00',
    45: 'mm:ss',
    46: 'h:mm:ss',
    47: 'mm:ss',
  },
  ...{ 50: 'yyyy年m月', 51: 'm月d日', 52: 'yyyy年m月', 53: 'm月d日', 54: 'm月d日', 57: 'yyyy年m月', 58: 'm月d日' },
};

/** What a format id or its own code means. */
export function numberStyle(id: number, code: string | undefined): NumberStyle {
  const bare = (code ?? BUILT_IN[id] ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').split(';')[0] ?? '';
  const decimals = /\.(0+)/.exec(bare)?.[1]?.length ?? 0;
  if (bare.includes('%')) return { kind: 'percent', decimals };
  if (/general|@/i.test(bare)) return { kind: 'general' };
  if (/[yd]/i.test(bare)) return /d/i.test(bare) ? { kind: 'date' } : { kind: 'month' };
  if (/h|s/i.test(bare)) return { kind: 'time' };
  return /[0#]/.test(bare) && !/[?/e]/i.test(bare) ? { kind: 'number', decimals } : { kind: 'general' };
}

/** A number as its cell shows it, without thousands separators: 0.6 as 60%, 45748 as 2025年4月1日. */
export function showNumber(value: number, style: NumberStyle, from1904: boolean): string {
  switch (style.kind) {
    case 'percent':
      return `${fixed(value * 100, style.decimals)}%`;
    case 'number':
      return fixed(value, style.decimals);
    case 'general':
      return String(Number(value.toPrecision(12)));
    case 'time':
      return new Date(Math.round((value % 1) * 86_400_000)).toISOString().slice(11, 16);
    default:
      return showDay(value, style.kind, from1904);
  }
}

/** Rounds as a spreadsheet does: 59.5 % with no decimals is 60 %, also where binary fractions fall just short. */
function fixed(value: number, decimals: number): string {
  return (Math.sign(value) * (Math.abs(value) + 1e-9)).toFixed(decimals).replace(/^-(?=0(\.0+)?$)/, '');
}

/** Day 1 is 1900-01-01, and day 60 the 29 February that 1900 did not have: later days are off by one. */
function showDay(serial: number, kind: 'date' | 'month', from1904: boolean): string {
  const days = from1904 ? serial + 1462 : serial;
  const day = new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + Math.floor(days) * 86_400_000);
  if (Number.isNaN(day.getTime())) return String(serial);
  const month = `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月`;
  return kind === 'month' ? month : `${month}${day.getUTCDate()}日`;
}
