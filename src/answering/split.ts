import { isLeaning, subjectOf } from './rewrite.js';

const asks =
  /[吗么嘛不没]$|(?<!着.*|正.*|了.*)呢$|多少|几|怎么|咋|如何|什么|啥|哪|谁|能不能|可不可以|要不要|用不用|行不行|是不是|会不会|给不给|有没有|多久|能|可以|管多|算不算|要多|啥时候|(.)[不没]\1|[?？]/;

/** How much a stretch must hold to be a question of its own. */
const leastCharacters = 4;
const mostParts = 3;

/** One question of a message. */
export interface Part {
  /** As it was asked. */
  readonly own: string;
  /** With what it leans on. */
  readonly searched: string;
  /** The stretch that asks, where it tells a story before. */
  readonly asking?: string;
  /** With what the first question is about, which it may leave out: 百日行动查了几家，追回多少钱. */
  readonly joint?: string;
}

/**
 * The questions in one message: 要不要备案 备了管多久 高血压药怎么开 → three. Stretches that ask nothing go to the
 * question after them (or before, at the end); a part that names no matter (管多久) is told the first one's. One
 * question comes back as it is.
 */
export function splitQuestion(text: string): readonly Part[] {
  const stretches = text
    .split(/(?<=[。？！?!；;，,、\s])/u)
    .map((part) => part.replace(/[。？！?!；;，,、\s]+$/u, ''))
    .filter((part) => part !== '');
  const parts: string[] = [];
  const asking: string[] = [];
  let waiting = '';
  for (const stretch of stretches) {
    const joined = waiting === '' ? stretch : `${waiting} ${stretch}`;
    if (asks.test(stretch) && stretch.length >= leastCharacters) {
      parts.push(joined);
      asking.push(stretch);
      waiting = '';
    } else {
      waiting = joined;
    }
  }
  if (waiting !== '') parts.push(parts.length === 0 ? waiting : `${parts.pop()} ${waiting}`);
  const [only] = asking;
  if (parts.length === 1 && only !== undefined && only !== text) return [{ own: text, searched: text, asking: only }];
  if (parts.length > mostParts || parts.length < 2) return [{ own: text, searched: text }];
  const subject = subjectOf(parts[0] ?? '');
  return parts.map((own, index) => {
    const part = { own, ...(asking[index] === own ? {} : { asking: asking[index] ?? own }) };
    const joint = `${subject} ${own}`;
    if (index === 0 || subject === '') return { ...part, searched: own };
    return isLeaning(own) ? { ...part, searched: joint } : { ...part, searched: own, joint };
  });
}
