import { seeded } from '../../src/lib/seeded.js';
import type { RetrievalSet } from '../shared-sets.js';

const subjects =
  '参保人员 用人单位 定点医疗机构 定点零售药店 经办机构 医疗保障行政部门 监护人 委托人 申请人 受让人'.split(' ');
const duties = '应当 可以 不得 有权 依法 负责 按照规定 自受理之日起'.split(' ');
const deeds =
  '缴纳 审核 报销 登记 备案 公示 追回 变更 转移 提供 保存 撤销 支付 告知 复核 监督 结算 调整 申报 委托'.split(' ');
const things =
  '基本医疗保险费 门诊费用 住院费用 起付标准 待遇清单 电子凭证 处方 病历 发票 合同 土地 房屋 采伐许可证 劳动报酬 生育津贴 医疗救助资金 异地就医手续 长期护理服务 个人账户 信用信息'.split(
    ' ',
  );
const conditions =
  '发生争议的 逾期不办的 情节严重的 经核实的 有正当理由的 跨统筹地区的 连续三年的 材料齐全的 本人同意的 法律另有规定的'.split(
    ' ',
  );

/** Where no real texts are at hand: articles put together from the words of statutes, the same for a seed. */
export function lawLike(count: number, seed = 1): RetrievalSet {
  const random = seeded(seed);
  const any = (words: readonly string[]): string => words[Math.floor(random() * words.length)] as string;
  const clause = () => `${any(conditions)}，${any(subjects)}${any(duties)}${any(deeds)}${any(things)}`;
  const documents = Array.from({ length: count }, (_, number) => ({
    id: `law-like-${number}`,
    title: `${any(things)}${any(deeds)}办法第${number + 1}条`,
    text: Array.from({ length: 2 + Math.floor(random() * 5) }, () => `${clause()}。`).join(''),
  }));
  const questions = Array.from({ length: 300 }, (_, number) => ({
    qid: `q${number}`,
    text: `${any(subjects)}怎么${any(deeds)}${any(things)}，${any(things)}能${any(deeds)}吗？`,
    rel: [],
  }));
  return { name: 'law-like', documents, questions };
}
