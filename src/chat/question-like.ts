/** Words that make a short Chinese sentence a question. */
const ASKING =
  /吗|么[？?]?$|呢[？?]?$|[？?]|怎么|怎样|咋|如何|什么|啥|多少|多久|多长|多大|几多|几时|(?<![好十])几[个天年月次成家点号档级星块元种倍条岁]|哪|谁|为何|为什么|是否|能否|可否|系咪|点样|点解|边[个度]|乜|伐[？?]?$/;

/** 交不交, 报没报, 可以不可以, 得唔得; also where the word goes on after its second beginning: 参不参保. */
const EITHER_OR = /([一-龥]{1,2})[不没唔]\1|有没有|有冇/g;
/** They say the same character twice and ask nothing. */
const SET_PHRASES: ReadonlySet<string> = new Set(['动不动', '时不时']);
/** 批了没, 到账没, 能报不. */
const OPEN_END =
  /(?:了|过|好|到|完|成|账|来)没(?:有)?[？?]?$|(?:能|可以|要|会|给).{0,6}(?<!都|也|就|又|还|很|才)不[？?]?$/;

/** A story asks in passing (这不是骗保吗), a question hardly needs more characters than this. */
const LONGEST_QUESTION = 60;

/** Whether a message reads as a question of its own rather than as something told. */
export function looksLikeQuestion(text: string): boolean {
  return text.length <= LONGEST_QUESTION && asks(text);
}

/** Whether anything in a text asks, however long it is. */
export function asks(text: string): boolean {
  const eitherOr = (text.match(EITHER_OR) ?? []).some((found) => !SET_PHRASES.has(found));
  return eitherOr || ASKING.test(text) || OPEN_END.test(text.trim());
}
