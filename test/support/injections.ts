/** What spreadsheets have been made to run, or to take for something else than text (OWASP, CVE reports, own). */
const bodies = [
  '1+1',
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://127.0.0.1/?x="&A1,"点这里")',
  'WEBSERVICE("http://127.0.0.1/"&A1)',
  'IMPORTXML("http://127.0.0.1","//a")',
  'DDE("cmd";"/C calc";"x")',
  'SUM(1,2)',
  "2+5+cmd|' /C calc'!A0",
  "rundll32|'URL.dll,OpenURL calc.exe'!A",
  'IMAGE("http://127.0.0.1/x.png")',
];
const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '⁼', '⁺', '−', '|', '%'];
const before = [
  '',
  ' ',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\0',
  '\u3000',
  '\u00a0',
  '\ufeff',
  '\u200b',
  '\u2060',
  '\u{e0041}',
  '\u202e',
];
const others = [
  '"=1+1"',
  '"\n=1+1',
  '"",=1+1',
  '";=1+1;"',
  '",=HYPERLINK("http://127.0.0.1"),"',
  '\r\n=1+1,=2+2',
  '_x003D_1+1',
  '_x000D__x003D_1+1',
  '<f>1+1</f>',
  ']]></t></is></c><c r="Z1"><f>1+1</f></c>',
  '&lt;f&gt;1+1&lt;/f&gt;',
  '{=1+1}',
  "=cmd|'/C calc'!'A1'",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '+44 138 0013 8000',
  '-3',
  '=\uffff1+1',
  '\ud800=1+1',
];

/** More than two hundred. */
export const injections: readonly string[] = [
  ...signs.flatMap((sign) => bodies.map((body) => sign + body)),
  ...before.flatMap((start) => signs.slice(0, 8).map((sign) => `${start}${sign}1+1`)),
  ...others,
];
