import { may, type StaffMember } from '../../../domain/staff.js';
import type { Markup } from '../../../pages/markup.js';
import { Tag, type Tone } from '../../../pages/parts.js';
import { type Tab, Tabs } from '../../../pages/tabs.js';
import { type CaseState, stateNames } from '../cases/states.js';
import { isBad, type Level, levelNames } from '../levels.js';

const tabs: readonly (Tab & { readonly needs: Parameters<typeof may>[1] })[] = [
  { title: '概览', path: '/ratings', needs: 'ratings.read' },
  { title: '差评办理', path: '/ratings/cases', needs: 'ratings.read' },
  { title: '评价记录', path: '/ratings/list', needs: 'ratings.read' },
  { title: '窗口登记', path: '/ratings/window', needs: 'ratings.register' },
  { title: '对我的差评', path: '/ratings/mine', needs: 'ratings.appeal' },
  { title: '指标口径', path: '/ratings/figures', needs: 'ratings.read' },
  { title: '邀评设置', path: '/ratings/settings', needs: 'ratings.read' },
];

/** The pages of this desk that somebody may see. */
export function RatingTabs({ member, here }: { readonly member: StaffMember; readonly here: string }): Markup {
  return <Tabs tabs={tabs.filter(({ needs }) => may(member, needs))} here={here} />;
}

export const LevelTag = ({ level }: { readonly level: number }): Markup => (
  <Tag tone={isBad(level as Level) ? 'late' : level >= 4 ? 'good' : 'calm'}>{levelNames[level as Level]}</Tag>
);

const TONES: Readonly<Record<CaseState, Tone>> = {
  OPEN: 'soon',
  CONTACTED: 'half',
  VERIFIED: 'half',
  RECTIFYING: 'half',
  ANSWERED: 'calm',
  REVISITED: 'calm',
  CLOSED: 'done',
};

export const StateTag = ({ state }: { readonly state: string }): Markup => (
  <Tag tone={TONES[state as CaseState]}>{stateNames[state as CaseState] ?? state}</Tag>
);

/** Names by staff id, for whoever served or did something. */
export type Names = ReadonlyMap<string, string>;

export const nameOf = (names: Names, id: string | null): string => (id === null ? '—' : (names.get(id) ?? '已离岗'));
