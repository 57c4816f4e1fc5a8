/** In simplified characters and small letters, without blanks: names are compared that way. */

export const contactWords: readonly string[] = [
  ...['微信', '加微', '加v', 'vx', 'wx', 'weixin', 'wechat', '薇信', '威信', '加群', '进群', '扫码', '公众号', '企鹅'],
  ...[
    'qq',
    '扣扣',
    '电话',
    '手机',
    '电报',
    'telegram',
    '私聊',
    '联系我',
    '加我',
    '代答',
    '兼职',
    '刷单',
    '贷款',
    '返利',
  ],
];

export const officialWords: readonly string[] = [
  ...[
    '官方',
    '医保局',
    '医疗保障局',
    '医保中心',
    '客服',
    '管理员',
    '工作人员',
    '系统',
    '机器人',
    '医问',
    '公证',
    '评委',
  ],
  ...['admin', 'official', 'system', 'service'],
];

/** The plainest ones. What else turns up is for staff to hide. */
export const offensiveWords: readonly string[] = [
  ...['傻逼', '傻b', '煞笔', '沙比', 'sb', '操你', '草你', '艹', '你妈', '尼玛', 'nmsl', 'cnm', 'tmd', '妈的', '他妈'],
  ...['贱人', '婊子', '王八蛋', '混蛋', '狗日', '畜生', '去死', '废物', '脑残', '白痴', '智障', '鸡巴', '屌', '强奸'],
  ...['卖淫', '嫖', '色情', '裸聊', '约炮', '法轮', '台独', 'fuck', 'shit', 'bitch'],
];
