import { asks, looksLikeQuestion } from '../../chat/question-like.js';

const WHO =
  '医院|卫生室|卫生院|卫生所|诊所|药店|药房|门诊部|护理院|养老院|敬老院|体检中心|村医|医生|大夫|护士|护理员|老板|药贩子|药贩|贩子|黄牛|中介|有人|有家|有个|这家|那家|某家|一家|某某|隔壁|邻居|亲戚|同事|他们|她们|这伙|一伙|一帮|单位|公司';
/** Whose card: that of somebody who should have held it. */
const WHOSE =
  '(?:老人|老年人|老头|老太太|别人|他人|人家|村民|病人|患者|死人|去世的人|群众|居民|大家|顾客|客人|家属|参保人|员工|职工|学生|我们?|我妈|我爸|我妈妈|我爸爸|我奶奶|我爷爷|我外婆|我外公|我老婆|我老公|我家人|她|他|其他人)们?家?(?:里)?的?';
const CARD = '(?:医保卡|社保卡|医保码|医保电子凭证|医保凭证|医保|卡)';
const ACTS = [
  `(?:拿|用|把|扣|押|收|留|借|偷|盗)(?:着|了|走)?${WHOSE}.{0,4}${CARD}`,
  '骗(?:取)?(?:医保|保险|国家|公家)|骗保|套保|套取|套现|套医保|套钱|盗刷|盗用|空刷|多刷|冒名|冒用|顶替|挂床|假住院|虚假住院|没住院.{0,6}(?:记|写|报|刷)|假病历|伪造|造假|虚开|虚假|假发票|假票|串换|分解住院|重复收费|乱收费',
  '(?:倒卖|回收|收购|贩卖|倒).{0,4}药|收药|卖药(?:给)?(?:贩子|药贩)|返现|返钱|回扣',
  `(?:拿|用|刷)${CARD}.{0,6}(?:换|买|卖|兑|刷|返).{0,6}(?:米|油|鸡蛋|奶|酒|烟|锅|日用品|化妆品|保健品|生活用品|东西|现金|钱|礼品|购物卡)`,
  '(?:送|发).{0,3}(?:米|油|鸡蛋|钱|礼品|红包).{0,8}(?:住院|刷卡|开药|看病)|(?:拉|哄|骗|诱导|组织).{0,6}(?:老人|病人|村民|人).{0,6}(?:住院|刷卡|开药)',
].join('|');

/** Somebody, and within a few words what they do. Not where one goes oneself: 我去药店用我妈的卡. */
const ACCUSATION = new RegExp(`(?<![去到在往进从上找](?:这|那|一|某|了)?家?)(?:${WHO}).{0,14}(?:${ACTS})`);
const VICTIM = /我.{0,6}(?:卡|医保)被.{0,10}(?:盗刷|冒用|刷了|套现|套了|冒名)/;
const WITNESS =
  /(?:发现|看到|看见|亲眼|知道|揭发|目睹).{0,20}(?:骗保|套保|骗医保|套取医保|倒卖药|回收药|收药|挂床|冒名住院|盗刷)/;

/** Acts spoken of rather than told: 药店套现的处罚标准, 如果医院挂床. */
const IN_GENERAL =
  /处罚|罚款|后果|标准|规定|案例|案件|定义|认定|条例|法律|责任|量刑|判刑|判几年|坐牢|奖励|保密|举报(?:电话|流程|方式)|如果|假如|假设|要是|万一|比如|算不算|算骗|属于|区别|意思|宣传|新闻|合法|违法|犯法|例子|奖金|打电话|电话说|短信|链接|转账|转钱/;
/** 这不是骗保吗 tells. */
const RHETORICAL = /(?:这|那|难道|岂)?不(?:就)?是.{0,10}吗|(?:难道|还有没有王法|没人管).{0,10}吗?/g;

/** The end of a long story, where a question would stand. */
const LAST_WORDS = 24;

/**
 * Whether somebody tells of fraud that others commit, without asking anything: 我们村卫生室拿老人的卡刷药. Questions about
 * such acts (拿别人卡买药算骗保吗) stay questions.
 */
export function accuses(text: string): boolean {
  const plain = text.replace(RHETORICAL, '');
  if (looksLikeQuestion(plain) || asks(plain.slice(-LAST_WORDS)) || IN_GENERAL.test(plain)) return false;
  return ACCUSATION.test(plain) || WITNESS.test(plain) || (VICTIM.test(plain) && /举报|反映|有人|他们/.test(plain));
}
