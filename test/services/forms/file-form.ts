import type { TestAssistant } from '../../support/test-assistant.js';

const numberIn = (text: string) => /\b[A-Z]{2}\d{8}-\d{4,}\b/.exec(text)?.[0] ?? '';

/** A registration as a resident fills it in. @returns its number */
export async function fileRegistration(bot: TestAssistant, sender = '甲'): Promise<string> {
  const said = [
    '异地备案协办',
    '异地长期居住',
    '父母',
    '李雷',
    '11010519491231002X',
    '居民医保',
    '岳阳',
    '长沙',
    '明天',
    '13800138000',
  ];
  for (const text of said) await bot.say(text, { sender });
  return numberIn((await bot.say('提交', { sender })).text);
}

export async function fileVisit(
  bot: TestAssistant,
  { name = '王芳', need = '办慢特病', address = '样例路8号' } = {},
  sender = '甲',
): Promise<string> {
  for (const text of ['预约上门代办', name, need, address, '上午', '13900139000']) await bot.say(text, { sender });
  return numberIn((await bot.say('提交', { sender })).text);
}
