import { describe, expect, it } from 'vitest';
import { writeSpreadsheet } from '../../../../src/casework/spreadsheet.js';
import { aiken } from '../../../../src/services/quiz/bank/formats/aiken.js';
import type { Parsed, QuestionFormat } from '../../../../src/services/quiz/bank/formats/format.js';
import { gift } from '../../../../src/services/quiz/bank/formats/gift.js';
import { formatOf } from '../../../../src/services/quiz/bank/formats/index.js';
import { xlsx } from '../../../../src/services/quiz/bank/formats/xlsx.js';

const parse = (format: QuestionFormat, text: string) => format.parse(Buffer.from(text));
const written = (one: Parsed | undefined) => (one?.status === 'parsed' ? one.written : one);
const told = (one: Parsed | undefined) => (one?.status === 'refused' ? `${one.at}: ${one.faults[0].code}` : one);

async function sheet(columns: readonly string[], ...rows: readonly (readonly string[])[]) {
  async function* each() {
    yield* rows;
  }
  return (await writeSpreadsheet('xlsx', { title: '题', columns }, each())).bytes;
}

describe('GIFT as Moodle describes it', () => {
  it('reads comments, names, categories, the choices of each kind, feedback and general feedback', async () => {
    const file = `// 2026 年宣传月
$CATEGORY: 宣传月/基金监管

// 第一题
::谁能举报:: 谁可以举报骗保？{
  =任何单位和个人 #对，谁都可以
  ~只有参保人 #不只
  ~只有医生
}

::fund-007::[html]<p>哪些是<b>骗保</b>&nbsp;行为？</p>{
  ~%50%伪造票据
  ~%50%冒名就医
  ~%-100%自己看病
  ####都由条例禁止。
}

$CATEGORY: reporting
举报要实名。{FALSE#再想想#对，也可以匿名}

举报会保密{T}
`;
    const all = await parse(gift, file);
    expect(all.map(({ at }) => at)).toEqual([5, 11, 19, 21]);
    expect(written(all[0])).toEqual({
      ...{ topic: 'fund-supervision', kind: 'single', question: '谁可以举报骗保？', answer: 'A' },
      ...{ options: ['任何单位和个人', '只有参保人', '只有医生'], explanation: '对，谁都可以' },
    });
    expect(all[0]).toHaveProperty('note', '每个选项自己的反馈没有收，只收了一条解析');
    expect(written(all[1])).toMatchObject({
      id: 'fund-007',
      kind: 'multiple',
      answer: 'AB',
      explanation: '都由条例禁止。',
    });
    expect(written(all[1])).toHaveProperty('question', expect.stringMatching(/^哪些是\s+骗保\s+行为？$/));
    expect(written(all[2])).toEqual({
      ...{ topic: 'reporting', kind: 'true-false', question: '举报要实名。', answer: '错' },
      explanation: '对，也可以匿名',
    });
    expect(written(all[3])).toMatchObject({ kind: 'true-false', answer: '对' });
  });

  it('reads escaped signs, a missing word in the middle, and a question on one line', async () => {
    const all = await parse(
      gift,
      String.raw`公式 2\=1+1 \{是\} \#1\: 对\~吗{=对 ~错 \= 不对}

举报奖励最高{~10万元 =20万元 ~50万元}，一次发完。

[plain]写成 <b> 的{~甲 =乙}

[markdown]**重点**是什么{~甲 =乙}`,
    );
    expect(written(all[0])).toMatchObject({ question: '公式 2=1+1 {是} #1: 对~吗', options: ['对', '错 = 不对'] });
    expect(written(all[1])).toMatchObject({ question: '举报奖励最高_____，一次发完。', kind: 'single', answer: 'B' });
    expect(written(all[2])).toMatchObject({ question: '写成 <b> 的' });
    expect(written(all[3])).toMatchObject({ question: '重点是什么' });
  });

  it('reads UTF-8 with its mark, UTF-16, GBK, and lines that end as on Windows', async () => {
    const gbk = Buffer.from('bbf9bdf03f7b3dcac7207eb7f17d', 'hex');
    for (const bytes of [
      Buffer.from('\ufeff基金?{=是 ~否}'),
      Buffer.from('基金?{=是 ~否}\r\n\r\n'),
      Buffer.from('\ufeff基金?{=是 ~否}', 'utf16le'),
      gbk,
    ])
      expect(written((await gift.parse(bytes))[0])).toMatchObject({ question: '基金?', options: ['是', '否'] });
  });
});

describe('Aiken as Moodle describes it', () => {
  it('reads periods and brackets, with blank lines between questions or none', async () => {
    const file = `最高奖多少？
A. 10万元
B. 20万元
ANSWER: B
谁能举报？
A) 任何单位和个人
B) 参保人
C) 医生
ANSWER: A

举报会保密。
A. 对
B. 错
ANSWER: A`;
    const all = await parse(aiken, file);
    expect(all.map(written)).toEqual([
      { kind: 'single', question: '最高奖多少？', options: ['10万元', '20万元'], answer: 'B' },
      { kind: 'single', question: '谁能举报？', options: ['任何单位和个人', '参保人', '医生'], answer: 'A' },
      { kind: 'true-false', question: '举报会保密。', answer: '对' },
    ]);
    expect(all.map(({ at }) => at)).toEqual([1, 5, 11]);
  });

  it('takes what a Chinese keyboard types', async () => {
    const [one] = await parse(aiken, '最高奖多少？\nＡ．10万元\nＢ、20万元\n答案：ｂ');
    expect(written(one)).toMatchObject({ options: ['10万元', '20万元'], answer: 'B' });
  });
});

describe('a sheet of questions', () => {
  it('is read whatever the order and the spelling of its columns', async () => {
    const bytes = await sheet(
      ['专题', '正确答案', '题目（必填）', '选项 Ａ', '选项b', '选项Ｃ', '类型', '难度', '备注', '失效'],
      ['基金监管', 'ａ、Ｃ', '哪些对？', '甲', '乙', '丙', '多选题', '较难', '看看', '2026年12月31日'],
      ['举报奖励', '正确', '可以匿名举报。', '', '', '', '判断题', '', '', '2026/1/5'],
      ['举报奖励', 'B', '最高多少？', '10万元', '20万元', '', '', '', '', ''],
      ['举报奖励', '错误', '要实名。', '', '', '', '', '', '', ''],
    );
    const all = await xlsx.parse(bytes);
    expect(all.map(({ at }) => at)).toEqual([2, 3, 4, 5]);
    expect(written(all[0])).toEqual({
      ...{ topic: 'fund-supervision', kind: 'multiple', question: '哪些对？', options: ['甲', '乙', '丙'] },
      ...{ answer: 'ａ、Ｃ', difficulty: 'hard', validTo: '2026-12-31' },
    });
    expect(written(all[1])).toMatchObject({ kind: 'true-false', answer: '正确', validTo: '2026-01-05' });
    expect(all.slice(2).map((one) => (one.status === 'parsed' ? one.written.kind : one.status))).toEqual([
      'single',
      'true-false',
    ]);
  });

  it('writes nothing that a spreadsheet takes for a formula, and reads it back', async () => {
    const formula = {
      stem: '=1+1',
      options: ["'-5元", '-5元'],
      answer: [1],
      explanation: '@x',
      inOrder: false,
    } as const;
    const question = { id: 'a-1', topic: 'reporting', kind: 'single', difficulty: 'easy', ...formula } as const;
    const { bytes } = await xlsx.write([question]);
    expect(written((await xlsx.parse(bytes))[0])).toMatchObject({
      ...{ question: '=1+1', options: ["'-5元", '-5元'], explanation: '@x' },
    });
  });
});

describe('a damaged file', () => {
  const good = '::q-good:: 好的题？{=甲 ~乙}';
  const damagedGift: readonly (readonly [string, string])[] = [
    ['谁可以举报？', 'gift-no-answers'],
    ['谁可以举报？{=甲 ~乙', 'gift-not-closed'],
    ['谁可以举报？{=甲\n\n~乙}', 'gift-not-closed'],
    ['谁可以举报？=甲 ~乙}', 'gift-not-opened'],
    ['谁可以举报？{}', 'gift-other-kind'],
    ['哪年施行？{#2021:1}', 'gift-other-kind'],
    ['谁？{=甲 =乙}', 'gift-other-kind'],
    ['连一连{=国家->全国 =省->本省 =市->本市}', 'gift-other-kind'],
    ['谁？{甲 =乙 ~丙}', 'gift-before-options'],
    ['谁？{~甲 ~乙}', 'gift-none-right'],
    ['谁？{=甲 =乙 ~丙}', 'gift-two-right'],
    ['谁？{=甲 ~%50%乙}', 'gift-part-marks'],
    ['谁？{~%50%甲 ~%20%乙 ~丙}', 'gift-weights'],
    ['谁？{=甲 ~ ~乙}', 'gift-empty-option'],
    ['{=甲 ~乙}', 'gift-no-stem'],
    ['甲{=一 ~二} 乙{=三 ~四}', 'gift-two-answers'],
    ['[html]看图<img src="a.png">{=甲 ~乙}', 'gift-media'],
  ];
  it.each(damagedGift)(
    'GIFT: %j is told as %s with its line, and the question after it is read',
    async (text, code) => {
      const all = await parse(gift, `// 注释\n${text}\n\n${good}\n`);
      expect([all.length, told(all[0])]).toEqual([2, `2: quiz.${code}`]);
      expect(written(all[1])).toMatchObject({ id: 'q-good' });
    },
  );

  const damagedAiken: readonly (readonly [string, string])[] = [
    ['谁？\nA. 甲\nB. 乙', 'aiken-no-answer'],
    ['A. 甲\nB. 乙\nANSWER: A', 'aiken-no-stem'],
    ['ANSWER: A', 'aiken-no-stem'],
    ['谁？\n\nA. 甲\nB. 乙\nANSWER: A', 'aiken-no-answer'],
    ['谁？\n第二行题干\nA. 甲\nB. 乙\nANSWER: A', 'aiken-not-an-option'],
    ['谁？\nA. 甲\nC. 乙\nANSWER: A', 'aiken-letters'],
    ['谁？\nA. 甲\nA. 乙\nANSWER: A', 'aiken-letters'],
    ['谁？\nA. 甲\nB. 乙\nANSWER: AB', 'aiken-one-answer'],
    ['谁？\nA. 甲\nB. 乙\nANSWER:', 'aiken-one-answer'],
    [`谁？\n${[...'ABCDEFG'].map((one) => `${one}. ${one}`).join('\n')}\nANSWER: A`, 'option-count'],
  ];
  it.each(damagedAiken)(
    'Aiken: %j is told as %s with its line, and the question after it is read',
    async (text, code) => {
      const all = await parse(aiken, `${text}\n\n好的题？\nA. 甲\nB. 乙\nANSWER: A\n`);
      expect(told(all[0])).toBe(`1: quiz.${code}`);
      expect(written(all.at(-1))).toMatchObject({ question: '好的题？' });
    },
  );

  const titles = ['题型', '题干', '选项A', '选项B', '选项C', '答案', '专题', '难度', '依据文件', '生效'];
  const damagedRows: readonly (readonly [readonly string[], string])[] = [
    [['填空', '谁？', '甲', '乙', '', 'A'], 'unknown-word'],
    [['单选', '谁？', '甲', '乙', '', 'A', '天气'], 'unknown-word'],
    [['单选', '谁？', '甲', '乙', '', 'A', '', '难'], 'unknown-word'],
    [['单选', '谁？', '甲', '', '丙', 'A'], 'empty-option'],
    [['单选', '谁？', '甲', '乙', '', 'A', '', '', 'a.md'], 'half-citation'],
    [['单选', '谁？', '甲', '乙', '', 'A', '', '', '', '去年'], 'unknown-day'],
  ];
  it.each(damagedRows)('XLSX: %j is told as %s with its row, and the row after it is read', async (row, code) => {
    const all = await xlsx.parse(await sheet(titles, row, ['单选', '好的题？', '甲', '乙', '', 'A']));
    expect(told(all[0])).toBe(`2: quiz.${code}`);
    expect(written(all[1])).toMatchObject({ question: '好的题？' });
  });

  it('as a whole is refused with what to do: cut off, empty, old, without titles, no questions at all', async () => {
    const bytes = await sheet(titles, ['单选', '谁？', '甲', '乙', '', 'A']);
    await expect(xlsx.parse(bytes.subarray(0, bytes.length - 200))).rejects.toThrow('不完整或已损坏');
    await expect(xlsx.parse(await sheet(['姓名', '电话'], ['李雷', '1']))).rejects.toThrow('没有找到标题行');
    expect(() => formatOf(Buffer.from('今天开会。'), 'a.txt')).toThrow('没有认出');
    expect(() => formatOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'a.xls')).toThrow('没有认出');
    expect(() => formatOf(Buffer.alloc(0), 'a.gift')).toThrow('没有认出');
  });
});
