/** Channels as staff and reports name them. */
export const channelNames: Readonly<Record<string, string>> = {
  'web-chat': '网页',
  wechaty: '微信',
  window: '窗口',
  terminal: '终端',
  jsonl: '接口',
};

/** A channel in words; an unknown one is shown as it is. */
export const channelName = (channel: string): string => channelNames[channel] ?? channel;
