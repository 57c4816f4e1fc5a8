/** A morning at the bot: whoever it is, each message has an id of its own, as the platform gives it. */
const conversations: readonly (readonly [sender: string, texts: readonly string[]])[] = [
  ['asks', ['门诊报销多少', '有用']],
  ['reports', ['我要举报', '跳过', '挂床住院，二十张床', '完成', '提交']],
  ['rates', ['评价', '1', '等了两个小时没人理']],
];

export const script = conversations.flatMap(([sender, texts]) =>
  texts.map((text, step) => ({ sender, text, id: `${sender}-${step}` })),
);
