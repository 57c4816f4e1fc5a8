import { defineForm } from '../../../chat/form/define-form.js';

/** Article 8, as secondary pages tell it. */
const LONG_TERM = '这一类一般要：有效凭证、备案表，以及长期居住认定材料或个人承诺书，具体以参保地为准。';

/**
 * Help with the registration of care elsewhere. The kinds are those of 医保发〔2022〕22号 (articles 7 and 8, as the
 * knowledge tells them, from secondary pages): nothing is asked for that the rules do not name.
 */
export const registrationForm = defineForm({
  name: 'registration',
  title: '异地就医备案协办',
  prefix: 'XB',
  version: 1,
  triggers:
    /^(?:我?要|我想|请|帮我|帮忙|需要|申请|办理|预约)*(?:异地(?:就医|看病|住院)?备案(?:的)?(?:协办|代办|登记)|(?:协办|代办|帮我办|帮忙办|办理?)(?:一下)?异地(?:就医|看病|住院)?(?:的)?备案|协办|需要协办)$/,
  notice: [
    '工作人员可以协助您办异地就医备案。',
    '也可以自己办：国家医保服务平台APP、国家异地就医备案小程序，或参保地窗口。',
  ],
  sort: 'kind',
  fields: [
    {
      name: 'kind',
      label: '备案类型',
      ask: '是哪一种情况？',
      kind: 'choice',
      options: [
        { value: 'resettled', label: '异地安置退休', note: LONG_TERM },
        { value: 'resident', label: '异地长期居住', note: LONG_TERM },
        { value: 'posted', label: '常驻异地工作', note: LONG_TERM },
        { value: 'referral', label: '转诊', note: '转诊备案一般还要转诊证明，具体以参保地为准。' },
        {
          value: 'emergency',
          label: '急诊抢救',
          note: '异地急诊抢救一般视同已备案，入院时请告诉医院。仍需协助可以接着填。',
        },
        {
          value: 'temporary',
          label: '其他临时外出',
          note: '临时外出备案的有效期原则上不少于6个月，具体以参保地为准。',
        },
      ],
    },
    {
      name: 'relation',
      label: '给谁办',
      ask: '给谁办？',
      kind: 'choice',
      options: [
        { value: 'self', label: '本人' },
        { value: 'parent', label: '父母' },
        { value: 'spouse', label: '配偶' },
        { value: 'child', label: '子女' },
        { value: 'other', label: '其他人' },
      ],
    },
    { name: 'name', label: '就医人姓名', ask: '去看病的人叫什么名字？', kind: 'name', example: '张三' },
    {
      name: 'id-number',
      label: '身份证号',
      ask: '就医人的身份证号是多少？',
      kind: 'id-number',
      example: '11010519491231002X',
      optional: true,
    },
    {
      name: 'scheme',
      label: '参保类型',
      ask: '参加的是哪一种医保？',
      kind: 'choice',
      options: [
        { value: 'employee', label: '职工医保' },
        { value: 'resident', label: '居民医保' },
        { value: 'unknown', label: '不清楚' },
      ],
    },
    { name: 'from', label: '参保地', ask: '在哪里参保？', kind: 'place', example: '岳阳市屈原管理区' },
    { name: 'to', label: '就医地', ask: '要去哪里看病？写到市。', kind: 'place', example: '湖南省长沙市' },
    { name: 'since', label: '开始日期', ask: '从哪天开始？', kind: 'date', example: '2026年4月1日' },
    {
      name: 'until',
      label: '结束日期',
      ask: '大概到哪天？',
      kind: 'date',
      example: '2026年10月1日',
      optional: true,
      when: { field: 'kind', is: ['referral', 'temporary'] },
    },
    { name: 'phone', label: '联系电话', ask: '怎么联系您？请留电话。', kind: 'phone', example: '13800000000' },
  ],
  after: '工作人员会核对并联系您；能不能办成、什么时候生效，以参保地经办机构为准。',
});
