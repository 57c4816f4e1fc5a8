import { carrier } from '../../../answering/carrier.js';
import { claimsIn } from '../../../answering/claims.js';
import { sayDay } from '../../../answering/labels.js';
import { standingOn } from '../../../domain/validity.js';
import { type Fault, fault } from './fault.js';
import { type Passages, type Section, sectionCited } from './passages.js';
import type { Question } from './question.js';
import { shapeFaults } from './shape.js';

/**
 * Everything that keeps a question from being asked on a day: its own shape, the section that it cites (there, in
 * force, holding the quote word for word), and every figure that it teaches. Figures are compared by value and unit,
 * in Arabic or Chinese numerals: 三十日 is 30天 and not 30个工作日. Wrong options may say what they like.
 * @param day Asia/Shanghai
 */
export function checkQuestion(question: Question, passages: Passages, day: string): readonly Fault[] {
  const own = [...shapeFaults(question), ...periodFaults(question, day), ...explained(question)];
  const { cites } = question;
  if (!cites) return [...own, fault('no-citation', '还没有写依据', '请写依据的文件、标题和原文，对上资料库里的一段。')];
  const section = sectionCited(passages, cites);
  if (!section)
    return [
      ...own,
      fault(
        'passage-gone',
        `资料里没有 ${cites.path} 的「${cites.heading}」，或者有几段同名`,
        '请看资料是否改名、停用或撤回，改写依据。',
      ),
    ];
  return [...own, ...standingFaults(section, day), ...quoteFaults(section, cites.quote), ...figures(question, section)];
}

const explained = ({ explanation }: Question): readonly Fault[] =>
  explanation === '' ? [fault('no-explanation', '还没有写解析', '请写一两句，告诉答题的人为什么。')] : [];

function periodFaults({ validFrom, validTo }: Question, day: string): readonly Fault[] {
  if (validTo !== undefined && validTo < day)
    return [fault('expired', `这一题只用到 ${validTo}`, '请改写后重新审核，或停用。')];
  if (validFrom !== undefined && day < validFrom)
    return [fault('not-yet', `这一题从 ${validFrom} 起才能用`, '到那天会自动可用，不用处理。')];
  return [];
}

function standingFaults(section: Section, day: string): readonly Fault[] {
  const standing = standingOn(day, section);
  if (standing === 'ended')
    return [
      fault(
        'passage-ended',
        `依据「${section.heading}」已于 ${section.effectiveTo} 失效`,
        '请按新规定改写，或停用这一题。',
      ),
    ];
  if (standing === 'coming')
    return [
      fault(
        'passage-coming',
        `依据「${section.heading}」从 ${section.effectiveFrom} 起才生效`,
        '到那天会自动可用；现在请依据正在施行的规定出题。',
      ),
    ];
  return [];
}

const quoteFaults = ({ text, heading }: Section, quote: string): readonly Fault[] =>
  text.includes(quote)
    ? []
    : [
        fault(
          'quote-not-in-text',
          `依据原文在「${heading}」里找不到：${quote}`,
          '请从资料里一字不差地抄一句，标点也要一样。',
        ),
      ];

/** What a citation shows of its section: its words, its names, its days. */
const shown = ({ text, heading, title, documentNumber = '', article = '', ...days }: Section): string =>
  [
    text,
    heading,
    title,
    documentNumber,
    article,
    sayDay(days.effectiveFrom ?? ''),
    sayDay(days.effectiveTo ?? ''),
  ].join('\n');

function figures({ stem, options, answer, explanation }: Question, section: Section): readonly Fault[] {
  const carried = carrier(shown(section));
  const right = answer.flatMap((index) => options[index] ?? []);
  const missing = [stem, ...right, explanation].flatMap(claimsIn).filter((claim) => !carried(claim));
  return [...new Set(missing.map(({ text }) => text))].map((text) =>
    fault(
      'figure-not-in-text',
      `“${text}”在依据「${section.heading}」里没有`,
      '请按资料改正数字，或换一段有它的依据。',
    ),
  );
}
