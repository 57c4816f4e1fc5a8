import { stateWords } from '../../../domain/person.js';
import { readNumeral } from '../../../lib/chinese/numerals.js';
import type { Facts, Value } from '../rules/facts.js';

type Heard<Of> = readonly (readonly [RegExp, Of])[];

const first = <Of>(table: Heard<Of>, text: string): Of | undefined => table.find(([words]) => words.test(text))?.[1];

const schemes: Heard<Value<'scheme'>> = [
  [/居民|新农合|农合|合作医疗|城乡|农村医保/, 'resident'],
  [/职工|单位医保|退休|退下来|退了休|在职|上班族|公司交|单位交/, 'employee'],
  [stateWords.minor, 'resident'],
];
const persons: Heard<Value<'person'>> = [
  [stateWords.working, 'active'],
  [stateWords.retired, 'retired'],
  [/成年居民|成年人|大人/, 'adult'],
  [stateWords.minor, 'minor'],
];
const levels: Heard<Value<'level'>> = [
  [/三级|三甲|三乙/, 'tertiary'],
  [/二级|二甲|二乙/, 'secondary'],
  [/一级|社区|乡镇|卫生院|卫生室|村医|诊所/, 'primary'],
];
const cares: Heard<Value<'care'>> = [
  [/生育津贴|产假(?:钱|工资|津贴)|坐月子的?钱/, 'maternity'],
  [/连续(?:参保|交|缴).*(?:封顶|限额|提高|激励|奖励|额度)/, 'reward'],
  [/大病(?:保险)?[^,，。]{0,6}(?:自付|二次|报销|报)|二次报销|大病保险/, 'critical'],
  [/医疗救助/, 'assistance'],
  [/住院|住了院|住进医院|入院|出院/, 'inpatient'],
  [/慢特病|慢性?病|特门|特殊病种|门特|门慢/, 'chronic'],
  [/急诊|抢救/, 'emergency'],
  [/门诊/, 'outpatient'],
];
const causes: Heard<Value<'cause'>> = [
  [/工伤|(?:上班|干活|车间|工地|厂里)[^,，。]{0,8}(?:摔|砸|伤|轧|压)/, 'work'],
  [
    /(?:没有?|无|不是|不涉及)(?:第三方|第三人|别人|他人)|自己(?:摔|跌|撞|碰|弄|烫|扭)|撞(?:到|在|上)(?:了)?(?:门|墙|桌|柜|树|桩)/,
    'injury',
  ],
  [
    /被[^,，。]{0,6}(?:撞|打|咬|砍|推)|车祸|交通事故|肇事|打架|撞了我|打伤|狗咬|第三方|第三人|对方(?:赔|全责|负责)/,
    'third-party',
  ],
  [/摔|跌|跤|烫伤|烧伤|意外|崴|扭伤|磕|割伤|砸/, 'injury'],
];
const aids: Heard<Value<'aid'>> = [
  [/不是(?:低保|特困|救助)|(?:都|也)不是/, 'none'],
  [/低保边缘/, 'marginal'],
  [/低保/, 'minimum'],
  [/特困|五保/, 'destitute'],
  [/返贫/, 'relapsed'],
];
const births: Heard<Value<'birth'>> = [
  [/(?:未满|不满|不到|没到|没满)(?:4|四)个月/, 'early-loss'],
  [/满(?:4|四)个月|(?:4|四)个月以[上后]/, 'late-loss'],
  [/双胞胎|双胎|龙凤胎/, 'twins'],
  [/难产/, 'difficult'],
  [/顺产/, 'normal'],
];
const admissions: Heard<Value<'admission'>> = [
  [/不是第一次|第[二三四五两2345]次|再次住院|又住|住过/, 'again'],
  [/第一次|头一次|头一回|首次/, 'first'],
];

const UNREGISTERED = /(?:没有?|未|冇|忘了?|忘记|来不及)(?:办|做|去|搞|弄|登记|异地)*(?:备案|登记|手续)|没备|未备案/;
const REGISTERED = /(?:已经?|办了?|做了?|办过|办好|有)(?:异地)?(?:备案|登记)|备案了|备了案|备过案/;
const ELSEWHERE = /外地|异地|外省|省外|跨省|市外|外市|外面的?医院/;
const BACK_AT_THE_CENTRE = /回(?:来|去|中心|老家|参保地)[^,，。]{0,6}(?:手工|中心|窗口)?报|回中心|手工报/;

/** Where care was given; away from home with the registration unknown is `elsewhere` alone. */
function whereSaid(text: string): Facts {
  const away = ELSEWHERE.test(text);
  if (away && /抢救/.test(text)) return { elsewhere: true, away: 'rescue' };
  if (UNREGISTERED.test(text)) return { elsewhere: true, away: 'unregistered' };
  if (REGISTERED.test(text))
    return { elsewhere: true, away: BACK_AT_THE_CENTRE.test(text) ? 'hand-claimed' : 'registered' };
  return away ? { elsewhere: true } : {};
}

const CLAIM_FREE = /(?:一年|去年|当年|全年|今年)[^,，。]{0,6}没有?(?:报销|报过|用过|用基金|动用|看过病)/;
const AGE = /(\d{1,3})(?:周岁|岁)/;
const YEARS = /连续(?:参保|交|缴)[^\d一二三四五六七八九十]{0,6}(\d{1,2}|[一二三四五六七八九十]{1,3})年/;

function given<Key extends string, Of>(key: Key, value: Of | undefined): { readonly [Name in Key]?: Of } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [Name in Key]?: Of });
}

/** Who, where and why, as far as the words of a text say it. Nothing is guessed. */
export function circumstancesSaid(text: string): Facts {
  const age = AGE.exec(text)?.[1];
  const years = YEARS.exec(text)?.[1];
  return {
    ...given('scheme', first(schemes, text)),
    ...given('person', first(persons, text)),
    ...given('level', first(levels, text)),
    ...given('care', first(cares, text)),
    ...given('cause', first(causes, text)),
    ...given('aid', first(aids, text)),
    ...given('birth', first(births, text)),
    ...given('admission', first(admissions, text)),
    ...whereSaid(text),
    ...(CLAIM_FREE.test(text) ? { claimFree: true } : {}),
    ...given('age', age === undefined ? undefined : Number(age)),
    ...given('years', years === undefined ? undefined : readNumeral(years)),
  };
}
