import { defineForm, type Field, type Form } from '../../../chat/form/define-form.js';

const name: Field = { name: 'name', label: '姓名', ask: '领奖人叫什么名字？', kind: 'name', example: '张三' };
const phone: Field = {
  name: 'phone',
  label: '联系电话',
  ask: '怎么联系您？请留电话。',
  kind: 'phone',
  example: '13800000000',
};
const address: Field = {
  ...{ name: 'address', label: '收件地址', ask: '奖品寄到哪里？写到门牌号。', kind: 'story' },
  example: '样例市幸福路1号3幢201',
};

/** Nothing is asked that handing a prize over does not need. */
export const claimForm = (sent: boolean): Form =>
  defineForm({
    name: 'prize-claim',
    title: '领奖登记',
    prefix: 'LJ',
    version: 1,
    triggers: /^领奖$/,
    notice: ['恭喜中奖。请登记领奖信息，只用于发奖，发完按期删除。', '领奖不收费，不要银行卡和密码。'],
    fields: sent ? [name, phone, address] : [name, phone],
    after: '',
  });
