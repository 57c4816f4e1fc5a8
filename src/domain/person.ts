import type { Scheme } from './passage.js';

/** In which state a person is insured, as far as rules tell people apart. */
export type PersonState = 'working' | 'retired' | 'minor' | 'assisted';

/** What a person has said of themselves in this conversation: it narrows which rules may speak. */
export interface Person {
  readonly scheme?: Exclude<Scheme, 'both'>;
  readonly state?: PersonState;
}

/** The words by which texts and people say a state; 没退休 says that somebody works. */
export const stateWords: Readonly<Record<PersonState, RegExp>> = {
  working: /没退休|还没退|未退休|在职|在岗|上班族|(?:还|正)在上班/,
  retired: /(?<![没未])退休|退下来|退了休|离休/,
  minor: /学生|儿童|小孩|孩子|娃|少儿|未成年|新生儿|婴儿|宝宝|小朋友/,
  assisted: /低保|特困|困难(?:群众|人员|家庭)|救助对象|五保/,
};
