import { describe, expect, it } from 'vitest';
import { formats } from '../../src/ingestion/formats/index.js';
import { describeFormat, type FormatCase } from './format-contract.js';

const notice: Omit<FormatCase, 'file'> = {
  says: [
    '经研究决定调整居民医保门诊待遇，现将有关事项通知如下。',
    '门诊报销比例由50%提高到60%，不设起付线，年度支付限额为400元',
  ],
  rows: ['项目：基层门诊；比例：60%；限额：400元', '项目：两病用药；比例：70%；限额：600元'],
  headings: ['示例市医疗保障局', '关于调整居民医保门诊待遇的通知', '一、调整内容', '二、执行时间'],
  title: '示例市医疗保障局关于调整居民医保门诊待遇的通知',
};

const cases: Readonly<Record<string, readonly FormatCase[]>> = {
  markdown: [
    {
      file: 'guide.md',
      says: [
        '长期居住备案长期有效，临时外出备案不少于6个月。',
        '全年检查**家机构，追回**万元。',
        '可以用国家平台办',
        '先自己垫付，再回参保地报销。',
      ],
      leavesOut: ['facts=', 'certainty', 'https://', '|---'],
      rows: ['医院：一级；在职：85%；退休：90%', '医院：三级；在职：70%；退休：75%'],
      headings: ['异地备案怎么办', '备案管多久', '报多少', '没备案呢'],
    },
  ],
  text: ['notice.txt', 'notice.gb18030.txt', 'notice.utf-16.txt'].map((file) => ({ file, ...notice })),
  html: [
    {
      file: 'page.html',
      says: [
        '参保人员经二级以上定点医疗机构确诊，符合认定标准的，可以申请门诊慢特病待遇。',
        '自受理之日起20个工作日内办结',
      ],
      leavesOut: ['脚本', '当前位置', '索引号', '相关文章', '关于居民参保缴费的通知', '上一篇', '版权所有', '政务公开'],
      rows: [
        '医疗机构：一级及以下；报销比例·职工：85%；报销比例·居民：70%',
        '医疗机构：二级；报销比例·职工：80%；报销比例·居民：65%',
        '医疗机构：三级；报销比例·职工：80%；报销比例·居民：60%',
      ],
      headings: ['关于做好门诊慢特病待遇认定工作的通知', '一、认定条件', '二、报销比例', '三、办理时限'],
      title: '关于做好门诊慢特病待遇认定工作的通知',
    },
  ],
  docx: [
    {
      file: 'rules.docx',
      says: ['第三条　年度起付标准为300元，年度支付限额为2000元。', '（二）退休人员。'],
      rows: [
        '医疗机构级别：一级；报销比例·在职：80%；报销比例·退休：85%',
        '医疗机构级别：二级；报销比例·在职：70%；报销比例·退休：75%',
      ],
      headings: ['示例市职工门诊保障办法', '第一章　总则', '第二章　待遇'],
      title: '示例市职工门诊保障办法',
    },
  ],
  xlsx: [
    {
      file: 'benefits.xlsx',
      says: ['2024年居民医保待遇一览表', '备注：以经办机构核实为准'],
      leavesOut: ['草稿', '45292', '0.6'],
      rows: [
        '项目：门诊；报销比例·一级医院：60%；报销比例·三级医院：50%；执行日期：2024年1月1日',
        '项目：住院；报销比例·一级医院：85%；报销比例·三级医院：70%；执行日期：2024年1月1日',
      ],
      headings: ['待遇'],
      title: '2024年居民医保待遇一览表',
    },
  ],
  pdf: [
    {
      file: 'detailed-rules.pdf',
      says: [
        '第一条　参保人员凭医保码就医购药，长期护理保险另行规定。',
        '第九款情形下，参保人员在定点医疗机构发生的符合规定的门诊费用，起付标准以上、支付限额以下的部分，由统筹基金按比例支付，退休人员的支付比例高于在职职工；具体比例由统筹地区根据基金承受能力确定，并向社会公布。',
      ],
      leavesOut: ['示例省医疗保障局文件', '— 1 —', '⻓', '⽂'],
      rows: ['人员：在职；比例：55%', '人员：退休；比例：65%'],
      headings: ['示例省门诊共济保障实施细则'],
      title: '示例省门诊共济保障实施细则',
    },
  ],
};

for (const format of formats) describeFormat(format, cases[format.name] ?? []);

describe('a web page', () => {
  const read = async (body: string) => {
    const html = formats.find(({ name }) => name === 'html');
    return (await html?.read(Buffer.from(`<!doctype html><title>通知_某局</title><body>${body}`), 'a.html'))?.text;
  };

  it('loses lists of links that no class name gives away, but keeps links within its text', async () => {
    const links = '<ul><li><a>新闻一则</a></li><li><a>新闻二则</a></li><li><a>新闻三则</a></li></ul>';
    expect(await read(`<p>参保人员可以查询<a>国家平台</a>。</p>${links}`)).toBe('通知\n参保人员可以查询国家平台。');
  });

  it('reads a table that only lays out the page as text', async () => {
    const layout = '<table><tr><td><p>第一条 门诊可以报销。</p><p>第二条 住院可以报销。</p></td></tr></table>';
    expect(await read(layout)).toBe('通知\n第一条 门诊可以报销。\n第二条 住院可以报销。');
  });
});
