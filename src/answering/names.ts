/** Somebody or something that a text names. */
export interface Name {
  readonly what: 'title' | 'place' | 'institution' | 'person' | 'foreign';
  readonly text: string;
}

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';

/** 全市, 所在省, 在县: no place of a name. */
const anyPlace =
  /(?:[全本该各某外我他她您当跨同这那个几两多到至往从由向和或及与非出辖设区大小]|所在|直辖|地级|县级|省会|城|属|城镇|乡)[省市县]$|^(?:以上|以下|之外|哪个|一个)/u;
const place = /[一-龥]{2}(?:省|市|县)|[一-龥]{2}自治[区州县]|[一-龥]{2}特别行政区/gu;
const provinces =
  /北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾/gu;

const institution =
  /[一-龥]{2}(?:医院|卫生院|卫生室|诊所|药店|药房|大学|公司|银行|法院|检察院|派出所|委员会|管理局|保障局|公安局|医保局|社保局|税务局|卫健委|办事处|服务中心)/gu;
/** 定点医院, 去医院, 的药店: an institution of no name. */
const anyInstitution =
  /(?:定点|当地|本地|外地|异地|社区|医保|参保|统筹|[家级的在到去由向和或及找是您给从让各等本该大小找与、间个类])$/u;

const person = new RegExp(
  `(?:联系人?|找|叫|问|姓名|负责人|经办人)(?:是|为|：|:)?[${surnames}][一-龥]{1,2}|[${surnames}](?:某{1,2}|[一-龥]{0,2}(?:先生|女士|主任|局长|院长|科长|处长|书记|医生|大夫|经理|老师))`,
  'gu',
);

const title = /《([^《》]{1,80})》/gu;
/** Latin words and addresses, and letters of any other script than Chinese. */
const foreign = /[A-Za-z][\w.:/@?=&%+-]*|[^\P{L}\p{Script=Han}A-Za-z]+/gu;

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([said]) => said);

/** Every name in `text` that `allowed` does not hold as it is written. */
export function unknownNames(text: string, allowed: string): readonly Name[] {
  const lower = allowed.toLowerCase();
  const unknown = (what: Name['what'], said: readonly string[]) =>
    said.filter((name) => !lower.includes(name.toLowerCase())).map((name) => ({ what, text: name }));
  return [
    ...unknown(
      'title',
      [...text.matchAll(title)].map(([, inside = '']) => inside),
    ),
    ...unknown(
      'place',
      matches(text, place).filter((said) => !anyPlace.test(said)),
    ),
    ...unknown('place', matches(text, provinces)),
    ...unknown(
      'institution',
      matches(text, institution).filter((said) => !anyInstitution.test(said.slice(0, 2))),
    ),
    ...unknown('person', matches(text, person)),
    ...unknown('foreign', matches(text, foreign)),
  ];
}
