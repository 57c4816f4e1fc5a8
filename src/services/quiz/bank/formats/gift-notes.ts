import { difficulties, type Question, topics } from '../question.js';
import type { Written } from '../written.js';

/** What GIFT has no place for travels in comments above a question: `// yiwen 难度: easy`. Moodle passes them over. */
const NOTE = /^\s*\/\/\s*yiwen\s+(\S+?)\s*[:：]\s*(.*?)\s*$/u;

const names = {
  专题: 'topic',
  难度: 'difficulty',
  依据文件: 'path',
  依据标题: 'heading',
  依据原文: 'quote',
  生效: 'validFrom',
  失效: 'validTo',
  选项顺序: 'order',
} as const;
type Name = (typeof names)[keyof typeof names];

export function notesOf(question: Question): readonly string[] {
  const { topic, difficulty, cites, validFrom, validTo, kind, inOrder } = question;
  const notes: Readonly<Record<Name, string | undefined>> = {
    ...{ topic, difficulty, validFrom, validTo },
    ...{ path: cites?.path, heading: cites?.heading, quote: cites?.quote },
    order: inOrder && kind !== 'true-false' ? '固定' : undefined,
  };
  return Object.entries(names).flatMap(([name, key]) => (notes[key] ? [`// yiwen ${name}: ${notes[key]}`] : []));
}

/** What the comments above a question say of it. */
export function readNotes(comments: readonly string[]): Written {
  const found = new Map<Name, string>();
  for (const comment of comments) {
    const [, name = '', value = ''] = NOTE.exec(comment) ?? [];
    if (Object.hasOwn(names, name) && value !== '') found.set(names[name as keyof typeof names], value);
  }
  const get = (name: Name) => found.get(name);
  const [path, heading, quote] = [get('path'), get('heading'), get('quote')];
  const [topic, difficulty, validFrom, validTo] = [get('topic'), get('difficulty'), get('validFrom'), get('validTo')];
  return {
    ...(topic && Object.hasOwn(topics, topic) ? { topic: topic as Question['topic'] } : {}),
    ...(difficulty && Object.hasOwn(difficulties, difficulty)
      ? { difficulty: difficulty as Question['difficulty'] }
      : {}),
    ...(path && heading && quote ? { cites: { path, heading, quote } } : {}),
    ...(validFrom ? { validFrom } : {}),
    ...(validTo ? { validTo } : {}),
    ...(get('order') ? { inOrder: true } : {}),
  };
}
