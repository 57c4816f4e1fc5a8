/**
 * What may be reported, in plain words: the categories of regulation 735 (articles 37, 38, 40, 41) and of its
 * implementing rules of 2026. The codes are stored in the clear; they say what kind of act it is and nothing of who.
 */
export interface Act {
  /** Stored: never changed once it was in use. */
  readonly code: string;
  /** What a reporter chooses: at most fourteen characters. */
  readonly words: string;
  /** Where it is regulated. The article numbers of the implementing rules were not seen: see N-ID in the policy facts. */
  readonly article: string;
  readonly targets: readonly TargetKind[];
}

export const targetKindNames = {
  hospital: '医院、卫生院',
  clinic: '诊所、卫生室、门诊部',
  pharmacy: '药店',
  care: '护理院、长护险机构',
  agency: '经办机构',
  person: '个人',
} as const;
export type TargetKind = keyof typeof targetKindNames;

const INSTITUTIONS: readonly TargetKind[] = ['hospital', 'clinic', 'pharmacy', 'care'];
const WARDS: readonly TargetKind[] = ['hospital', 'clinic', 'care'];
const EVERYBODY: readonly TargetKind[] = [...INSTITUTIONS, 'person'];

/** A first choice of six at most, and what it parts into. Who does not know more than the group has said enough. */
export interface ActGroup extends Act {
  readonly acts: readonly Act[];
}

const law = (article: string) => `《医疗保障基金使用监督管理条例》${article}`;
const rules = '《医疗保障基金使用监督管理条例实施细则》（2026年4月1日起施行）';

export const actGroups: readonly ActGroup[] = [
  {
    code: 'sham-care',
    words: '假住院、假看病、假病历',
    article: law('第38、40条'),
    targets: INSTITUTIONS,
    acts: [
      { code: 'sham-admission', words: '挂床、分解住院', article: law('第38条'), targets: WARDS },
      { code: 'sham-service', words: '没看病没做的也记账', article: law('第40条'), targets: INSTITUTIONS },
      { code: 'forged-records', words: '假病历、假处方、假票据', article: law('第40条'), targets: EVERYBODY },
      { code: 'sham-nursing', words: '长护险没服务也记服务', article: rules, targets: ['care'] },
    ],
  },
  {
    code: 'overcharging-care',
    words: '乱收费、多开药多检查',
    article: law('第38条'),
    targets: INSTITUTIONS,
    acts: [
      { code: 'over-treatment', words: '多开药、多检查', article: law('第38条'), targets: INSTITUTIONS },
      { code: 'overcharging', words: '重复收费、超标准收费', article: law('第38条'), targets: INSTITUTIONS },
      { code: 'swapped-items', words: '给的和记账的不是一样', article: law('第38条'), targets: INSTITUTIONS },
      {
        code: 'uncovered-costs',
        words: '不该报的也走医保',
        article: `${law('第38条')}；${rules}`,
        targets: INSTITUTIONS,
      },
      {
        code: 'traceability',
        words: '药品追溯码不扫、乱扫',
        article: rules,
        targets: ['hospital', 'clinic', 'pharmacy'],
      },
    ],
  },
  {
    code: 'cashing-in',
    words: '刷卡换钱换物、倒卖药',
    article: law('第38、40、41条'),
    targets: EVERYBODY,
    acts: [
      { code: 'goods-for-card', words: '刷医保卡换东西、返现', article: law('第38、41条'), targets: EVERYBODY },
      {
        code: 'resold-medicine',
        words: '把医保药拿去倒卖',
        article: `${law('第41条')}；${rules}`,
        targets: ['person'],
      },
      { code: 'medicine-ring', words: '组织人开药再收购', article: rules, targets: EVERYBODY },
      {
        code: 'inducement',
        words: '送钱送物拉人看病住院',
        article: `${law('第40条')}；${rules}`,
        targets: INSTITUTIONS,
      },
    ],
  },
  {
    code: 'card-misuse',
    words: '冒用、借用别人的医保',
    article: law('第40、41条'),
    targets: EVERYBODY,
    acts: [
      { code: 'impersonation', words: '冒用别人的医保卡', article: law('第41条'), targets: ['person'] },
      { code: 'lent-card', words: '把卡借给、卖给别人', article: `${law('第41条')}；${rules}`, targets: ['person'] },
      { code: 'helped-impersonation', words: '机构帮人冒名、留卡刷', article: law('第40条'), targets: INSTITUTIONS },
    ],
  },
  {
    code: 'false-claims',
    words: '骗报销、骗津贴等其他',
    article: law('第37、40、41条'),
    targets: ['agency', 'person'],
    acts: [
      { code: 'double-benefit', words: '一笔费用报两次', article: `${law('第41条')}；${rules}`, targets: ['person'] },
      { code: 'forged-claims', words: '用假材料报销、领津贴', article: law('第41条'), targets: ['person'] },
      { code: 'concealed-payer', words: '别人赔了又来报销', article: rules, targets: ['person'] },
      { code: 'agency-fraud', words: '经办机构自己骗保', article: law('第37条'), targets: ['agency'] },
    ],
  },
];

/** Always the last choice. */
export const unclearAct: Act = { code: 'unclear', words: '不清楚', article: '', targets: [] };

/** Every code that a tip can carry. */
export const acts: readonly Act[] = [...actGroups.flatMap((group) => [group, ...group.acts]), unclearAct];

const byCode = new Map(acts.map((act) => [act.code, act]));

/** Undefined for a code that no version of the bot stored. */
export const actOf = (code: string): Act | undefined => byCode.get(code);

/** Told from the name alone, most telling word first; undefined where the name does not show it. */
const TARGET_WORDS: readonly (readonly [RegExp, TargetKind])[] = [
  [/护理院|养老院|敬老院|护理站|护理机构|长护险|护理公司|护理员/, 'care'],
  [/药店|药房|大药堂|药铺/, 'pharmacy'],
  [/诊所|卫生室|卫生所|卫生站|门诊部|村医|医务室|服务站/, 'clinic'],
  [/医院|卫生院|住院部|保健院|体检中心|社区卫生服务中心|科室|主任|医生|大夫/, 'hospital'],
  [/医保中心|经办|社保局|医保局/, 'agency'],
  [/药贩|贩子|黄牛|中介|邻居|亲戚|同事|村民|病人|参保人|有个人|某人|先生|女士/, 'person'],
];

export function targetKindIn(text: string): TargetKind | undefined {
  return TARGET_WORDS.find(([words]) => words.test(text))?.[1];
}
