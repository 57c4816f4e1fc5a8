import type { Choice, Citation } from '../../../domain/message.js';
import { type BankQuestion, kinds, letterOf, type Question, type QuestionKind } from '../bank/question.js';
import type { Slot } from './attempt.js';

/** A question as it stands on the screen. Kept with the conversation: it says nothing of which one is right. */
export interface Screen {
  readonly kind: QuestionKind;
  readonly stem: string;
  /** In the order shown. */
  readonly options: readonly string[];
}

export function screenOf({ kind, stem, options }: Question, { order }: Pick<Slot, 'order'>): Screen {
  return { kind, stem, options: order.map((index) => options[index] ?? '') };
}

/** @param slot from 0 */
export function questionText({ kind, stem, options }: Screen, slot: number, slots: number): string {
  const head = `第${slot + 1}题（共${slots}题）〔${kinds[kind]}〕${stem}`;
  if (kind === 'true-false') return head;
  const lines = options.map((option, at) => `${letterOf(at)}. ${option}`);
  const how = kind === 'multiple' ? ['有几个对的，请一起回复字母，例如 AC'] : [];
  return [head, ...lines, ...how].join('\n');
}

/** Buttons say which question they belong to, so that a second tap is known for what it is. Of several letters none has one. */
export function choicesOf({ kind, options }: Screen, slot: number): readonly Choice[] | undefined {
  if (kind === 'multiple') return undefined;
  const labels = kind === 'true-false' ? options : options.map((_, at) => letterOf(at));
  return labels.map((label) => ({ label, text: `第${slot + 1}题 ${label}` }));
}

/** C（任何单位和个人） */
export function sayAnswer({ kind, options, answer }: Question, { order }: Pick<Slot, 'order'>): string {
  if (kind === 'true-false') return options[answer[0] ?? 0] ?? '';
  const places = answer.map((index) => order.indexOf(index)).sort((one, other) => one - other);
  const words = (place: number) => options[order[place] ?? 0] ?? '';
  if (kind === 'multiple') return places.map(letterOf).join('');
  return places.map((place) => `${letterOf(place)}（${words(place)}）`).join('');
}

/** What proves the answer. Absent for a question that nobody has tied to a text. */
export function citationOf({ cites, source }: BankQuestion, number: number): Citation | undefined {
  if (!cites || !source) return undefined;
  const { title, place, kind, certainty, documentNumber, article, source: from } = source;
  return {
    ...{ number, title, place, kind, certainty, heading: cites.heading, path: cites.path, quote: cites.quote },
    ...(documentNumber ? { documentNumber } : {}),
    ...(article ? { article } : {}),
    ...(from ? { source: from } : {}),
    facts: [],
  };
}
