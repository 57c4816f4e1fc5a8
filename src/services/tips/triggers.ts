import { commandOf } from '../../chat/clean.js';
import { looksLikeQuestion } from '../../chat/question-like.js';
import { findReceipt } from '../../lib/ids.js';
import { accuses } from './accusation.js';

const BARE =
  /^(?:我|我们)?(?:要|想|来|想要|需要|准备|打算)?(?:匿名|实名|投诉|骗保|线索|在线|网上)*举报(?:线索|骗保|投诉)?$|^(?:我|我们)?(?:要|想|来|想要|需要|准备|打算)(?:向你们|跟你们|在这里?)?(?:反映|检举|揭发|告发)(?:一?下|一?个|一?些|点)?(?:问题|情况|线索|骗保|违规)?$/;
/** 举报奖励, 举报电话 and the like ask about reporting. */
const ABOUT_REPORTING =
  /举报(?:的)?(?:奖|电话|热线|流程|步骤|方式|方法|渠道|途径|条件|范围|材料|办法|规定|政策|标准|时限|期限|网站|平台|邮箱|地址|制度|保密|需要|要求|内容|进度|结果|进展|状态|查询|人)/;
const INTENT = /(?:要|想|来|需要|准备|打算|必须)(?:在这里|在这|向你们|跟你们|实名|匿名)?(?:举报|检举|揭发|告发)/;
/** 我要反映 and 投诉 may be about a window: they begin a tip only beside an accusation. */
const COMPLAINT = /(?:要|想|来|需要|准备|打算|必须|给你们|跟你们|向你们)(?:实名|匿名)?(?:反映|投诉|告)/;
const OBJECT =
  /^(?:实名|匿名)?举报(?:一下|一个|一家|某|这|那|他|她|有|XX|xx|[^，。,.]{2,}(?:医院|诊所|药店|药房|卫生院|卫生室|公司|护理院|养老院))/;

/** Whether somebody wants to report, rather than ask about reporting (举报有奖吗) or about having been reported. */
export function wantsToReport(text: string): boolean {
  if (looksLikeQuestion(text)) return false;
  if (BARE.test(commandOf(text))) return true;
  if (ABOUT_REPORTING.test(text) || /被.{0,6}举报/.test(text)) return false;
  return INTENT.test(text) || OBJECT.test(text) || (COMPLAINT.test(text) && accuses(text));
}

/** What a trigger says beyond the wish itself: 我要举报XX医院挂床 already is a story. */
export function storyInTrigger(text: string): string | undefined {
  return BARE.test(commandOf(text)) ? undefined : text;
}

const STATUS =
  /^(?:我)?(?:要|想|帮我|请)?(?:查|查询|查看|看看|查一下|查下)(?:我的|一下)?(?:举报|线索|受理码)(?:的)?(?:办理|处理)?(?:进度|结果|进展|状态|情况)?$|^(?:我的)?(?:举报|线索)(?:办理|处理)?(?:进度|结果|进展|状态)(?:查询)?$/;

/** Whether somebody asks how a tip is getting on: by its receipt or by the words for it. */
export function wantsStatus(text: string): boolean {
  const said = commandOf(text);
  const receipt = findReceipt(text) !== undefined && said.length <= 32 && !looksLikeQuestion(text);
  return receipt || STATUS.test(said);
}
