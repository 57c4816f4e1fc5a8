/**
 * Words that ask or link and say nothing of the subject, in the form they are searched. Longer ones first. A lexicon
 * adds its own.
 */
export const questionWords: readonly string[] = [
  '什么时候 什么样的 什么样 是不是 有没有 能不能 可不可以 会不会 要不要 怎么样 怎么办 为什么 是什么 有什么 哪一年 哪一个 哪些人 多长时间 多少钱 第几个',
  '什么 怎么 怎样 如何 多少 哪些 哪个 哪里 哪儿 哪位 哪种 哪年 哪一 几个 几种 是否 能否 可否 为何 何时 何地 何种 为啥 咋样 多久 多大 多长 多高',
  '请问 问下 想问 想知道 告诉我 我想 请教 谢谢 您好 你好 一下 可以吗 对吗 是吗 有哪 吗 呢 吧 啊 呀 嘛 咋 啥 谁 哪 何 几',
  '的 了 是 在 和 与 或 及 被 把 对 于 之 其 这 那 个 为 以 而 由 从 到 我 你 他 她 它 们 就 也 都 还 要 会 能 可以 应该 应当 有 没 不',
]
  .join(' ')
  .split(' ')
  .sort((a, b) => b.length - a.length);
