import { commandOf } from '../../chat/clean.js';

/** What is said in passing is short; longer texts have a matter of their own. */
const LONGEST = 24;

/**
 * A test for messages that say one of `phrases` and nothing else: 好的，知道了，谢谢啦. `fillers` may stand around them and
 * say nothing by themselves; a message of fillers alone does not pass. Both are alternatives of a regular expression.
 */
export function saysOnly(phrases: string, fillers: string): (text: string) => boolean {
  const pattern = new RegExp(`^(?:${fillers})*(?:${phrases})(?:${phrases}|${fillers})*$`);
  return (text) => {
    const said = commandOf(text);
    return said.length <= LONGEST && pattern.test(said);
  };
}
