import type { Chunk } from '../domain/passage.js';
import { type Person, type PersonState, stateWords } from '../domain/person.js';

const employee =
  /职工(?:基本)?医保|城镇职工|(?:我|俺|咱)(?:们)?是(?:个)?职工|^职工(?:的|呢|那边)?$|单位(?:给)?(?:交|缴|参保)/;
const resident = /居民(?:基本)?医保|城乡居民|新农合|农合|(?:我|俺|咱)(?:们)?是居民|^居民(?:的|呢|那边)?$/;

function statesIn(text: string): PersonState[] {
  return (Object.keys(stateWords) as PersonState[]).filter((state) => stateWords[state].test(text));
}

/** The scheme and the state that a text names; what it names twice in different ways stays open. */
export function personIn(text: string): Person {
  const both = /职工|单位/.test(text) && /居民|农合/.test(text);
  const [one, other] = both ? [false, false] : [employee.test(text), resident.test(text)];
  const named = statesIn(text);
  const scheme = one === other ? undefined : one ? 'employee' : 'resident';
  const [state] = named.length === 1 ? named : [];
  return { ...(scheme ? { scheme } : {}), ...(state ? { state } : {}) };
}

const filler =
  /[我俺咱](?:们)?|本人|家里|参加|参保|交的?|缴的?|买的?|属于|现在|已经|就|是|个|的|人员|人|医保|基本|城镇|城乡|单位|啊|呀|哦|哈|了|呢|那|吧|户|[\s,，。.!！?？]/g;
const personWords =
  /退休|退下来|离休|在职|在岗|上班族|上班|没退休|职工|居民|新农合|农合|学生|儿童|小孩|孩子|少儿|低保|特困|五保|困难群众/g;

/** 我是退休的, 职工医保, 低保户: says who somebody is and asks nothing. */
export function saysOnlyWho(text: string): boolean {
  const said = text.replace(personWords, '');
  return said !== text && said.replace(filler, '') === '';
}

const speaksOfSelf = /^(?:那|嗯|哦)?(?:我|俺|咱|本人)(?:们)?(?:现在|已经|就|都)?(?:是|参加|属于|交|缴|买|退休|在职)/;

/** What a text says of the one who wrote it, which holds for the rest of the conversation: 我是退休职工，门诊报多少. */
export function declared(text: string): Person {
  return speaksOfSelf.test(text) || saysOnlyWho(text) ? personIn(text) : {};
}

/** States that shut each other out: a rule for the one is none for the other. */
const apart: readonly (readonly PersonState[])[] = [
  ['working', 'retired'],
  ['minor', 'retired'],
  ['minor', 'working'],
];

/** Whether a section is for people of another state alone: 在职的限额 for somebody who is retired. */
export function isForOthers({ state }: Person, { headings }: Pick<Chunk, 'headings'>): boolean {
  if (state === undefined) return false;
  const heading = headings.at(-1) ?? '';
  const meant = statesIn(heading);
  if (meant.includes(state)) return false;
  return meant.some((other) => apart.some((pair) => pair.includes(other) && pair.includes(state)));
}
