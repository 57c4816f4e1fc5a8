import type { Facts } from '../rules/facts.js';

const CALCULATE =
  /试算|报销计算|(?:帮|给|替)?(?:我|俺|咱)?(?:算|估)(?:一下?|算|一算)?[^,，。?？]{0,12}(?:报销|能报|可以报|报多少|待遇|津贴|自付)/;
const CALCULATE_FOR_ME = /(?:帮|给|替)(?:我|俺|咱)(?:算|估)/;
const REIMBURSEMENT = /报销?|医保|待遇|津贴|自付|大病|封顶/;
/** 能报多少, 给报几多, 自己要出多少. */
const HOW_MUCH =
  /(?:报|赔|付|给|领|拿|退|返)[^,，。;；]{0,6}(?:多少|几多|好多|几钱|多钱|几何)|报销?几[成多]|(?:自己|个人|还)[^,，。;；]{0,5}(?:出|掏|付|承担|负担)[^,，。;；]{0,4}(?:多少|几多|好多)|自付多少|提高多少/;
/** 多少算, 怎么算: how it is worked out is a question to be answered, not a sum to be worked out. */
const ABOUT_THE_METHOD = /(?:怎么|咋个?|如何|怎样|按[啥什]么?[^,，。]{0,4})(?:算|计算)/;
/** What no rule here is for: reports, fines, contributions, childbirth, teeth, drug stores. */
const OTHER_MATTERS =
  /举报|骗保|罚|违规|追回|缴费|保费|竞答|药店|救护车|急救车|(?<!\d)120(?!\d)|长护|护理|产检|生孩子|生娃|分娩|试管|体检|疫苗|种牙|看牙|镶牙|眼镜|保证|转账/;

/** A message that asks for a sum or a rate of its own; one that asks for the rules as such (门诊能报多少) is a question. */
export function wantsEstimate(text: string, heard: Facts): boolean {
  if (text.length > 120 || OTHER_MATTERS.test(text) || ABOUT_THE_METHOD.test(text)) return false;
  if (CALCULATE.test(text) || (CALCULATE_FOR_ME.test(text) && REIMBURSEMENT.test(text))) return true;
  if (!HOW_MUCH.test(text)) return false;
  if (heard.care === 'maternity') return heard.wage !== undefined;
  if (heard.care === 'reward') return heard.years !== undefined;
  return heard.cost !== undefined || asksForRate(heard);
}

/** 没备案在外地住院，本地报70现在报多少: a rate, and why it is another one here. */
export function asksForRate({ cost, givenRate, elsewhere, cause }: Facts): boolean {
  return cost === undefined && givenRate !== undefined && (elsewhere === true || cause === 'injury');
}
