import { commandOf } from '../../chat/clean.js';
import { type Act, type ActGroup, actGroups, unclearAct } from './acts.js';

/** What was meant at the step that asks for a kind of act. */
export type Chosen =
  | { readonly status: 'group'; readonly group: ActGroup }
  | { readonly status: 'act'; readonly act: Act }
  /** 不清楚: within a group the group itself is what is known. */
  | { readonly status: 'unclear'; readonly act: Act };

/** A choice by its words or by one of them (挂床 for 挂床、分解住院); undefined for anything else. */
export function chosenAct(text: string, group: ActGroup | undefined): Chosen | undefined {
  const said = commandOf(text);
  const named = ({ words }: Act) => [words, ...words.split('、')].some((part) => commandOf(part) === said);
  if (named(unclearAct)) return { status: 'unclear', act: group ?? unclearAct };
  const among = group ? [group] : actGroups;
  const act = among.flatMap(({ acts }) => acts).find(named);
  if (act) return { status: 'act', act };
  const wider = group ? undefined : actGroups.find(named);
  return wider && { status: 'group', group: wider };
}

export const groupOf = (code: string | undefined): ActGroup | undefined =>
  actGroups.find((group) => group.code === code);
