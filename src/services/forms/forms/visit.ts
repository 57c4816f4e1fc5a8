import { defineForm } from '../../../chat/form/define-form.js';

/**
 * A community agent comes to the home. 社会保险经办条例 article 30 names the elderly and the disabled; who else is
 * visited is the bureau's own to say, so the form asks for no proof.
 */
export const visitForm = defineForm({
  name: 'visit',
  title: '上门代办',
  prefix: 'DB',
  version: 1,
  triggers:
    /^(?:我?要|我想|请|帮我|需要|申请|预约|约)*(?:上门(?:代办|办理?|服务|帮办)|代办员?(?:上门)?|(?:网格|社区)?代办员上门|(?:叫|请|派)(?:人|代办员)上门(?:办理?)?)$/,
  notice: ['行动不便的老年人、残疾人等，可以请社区（村）代办员上门帮办医保事项。'],
  fields: [
    { name: 'name', label: '需要帮办的人', ask: '需要帮办的人叫什么名字？', kind: 'name', example: '张三' },
    {
      name: 'need',
      label: '要办什么',
      ask: '要办什么事？',
      kind: 'story',
      example: '老人腿脚不便，要办门诊慢特病申请',
    },
    { name: 'address', label: '上门地址', ask: '上门到哪里？写到门牌号。', kind: 'story', example: '幸福路1号3幢201' },
    { name: 'at-home', label: '在家时间', ask: '什么时候家里有人？', kind: 'story', example: '工作日上午' },
    { name: 'phone', label: '联系电话', ask: '请留电话，上门前会先联系。', kind: 'phone', example: '13800000000' },
  ],
  after: '工作人员会先打电话跟您约时间。上门的人不会要您的密码，也不会让您转账。',
});
