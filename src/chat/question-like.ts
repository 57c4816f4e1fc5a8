/** Words that make a short Chinese sentence a question. */
const ASKING =
  /吗|么[？?]?$|呢[？?]?$|[？?]|怎么|怎样|咋|如何|什么|啥|多少|多久|多长|多大|几[个天年月次成家点号]|哪|谁|为何|为什么|是否|能否|可否|有没有|能不能|可不可以|会不会|要不要|是不是|用不用|行不行|得不得/;

/** A story asks in passing (这不是骗保吗), a question hardly needs more characters than this. */
const LONGEST_QUESTION = 60;

/** Whether a message reads as a question of its own rather than as something told. */
export function looksLikeQuestion(text: string): boolean {
  return text.length <= LONGEST_QUESTION && ASKING.test(text);
}
