import { looksLikeQuestion } from '../../../chat/question-like.js';
import { normalise } from '../../../lib/chinese/normalise.js';
import { visible } from '../../../lib/invisible.js';
import { holdsPersonalData } from '../../../lib/personal-data.js';
import { tailOf } from './person.js';
import { contactWords, offensiveWords, officialWords } from './refused-words.js';

export type Nickname =
  | { readonly status: 'taken'; readonly name: string }
  /** Why not, as a person hears it. */
  | { readonly status: 'refused'; readonly why: string };

const SHORTEST = 2;
const LONGEST = 12;

/** What somebody wants to be called on the leaderboard. Escaping is for the page that shows it. */
export function readNickname(text: string): Nickname {
  const name = visible(text.normalize('NFKC'))
    .replace(/\p{M}{2,}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const length = [...name].length;
  if (length < SHORTEST || length > LONGEST) return refused(`昵称要${SHORTEST}到${LONGEST}个字`);
  if (!/[\p{L}\p{N}]/u.test(name)) return refused('昵称里要有文字');
  if (looksLikeQuestion(name)) return refused('这像是一个问题');
  const bare = normalise(name).replace(/[\s\p{P}\p{S}]/gu, '');
  if (holdsPersonalData(name) || /\d{6}/.test(bare)) return refused('昵称会公开显示，不能有电话、证件号或一长串数字');
  if (/https?|www|[a-z0-9-]{2,}\.(?:com|cn|net|top|xyz|cc|vip)/i.test(normalise(name)) || holds(bare, contactWords))
    return refused('昵称里不能有联系方式或网址');
  if (holds(bare, officialWords)) return refused('昵称不能让人误以为是工作人员');
  if (holds(bare, offensiveWords)) return refused('换一个文明些的昵称吧');
  return { status: 'taken', name };
}

const refused = (why: string): Nickname => ({ status: 'refused', why });

/** Signs and digits between the characters hide nothing. */
function holds(bare: string, words: readonly string[]): boolean {
  const letters = bare.replace(/\d/g, '');
  return words.some((word) => bare.includes(word) || letters.includes(word));
}

/** What a leaderboard shows of somebody. */
export const shownName = (nickname: string, code: string): string => nickname || `参与者 ${tailOf(code)}`;
