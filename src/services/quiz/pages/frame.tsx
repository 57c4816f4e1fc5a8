import { may, type StaffMember } from '../../../domain/staff.js';
import type { Markup } from '../../../pages/markup.js';
import { Tag, type Tone } from '../../../pages/parts.js';
import { type Tab, Tabs } from '../../../pages/tabs.js';
import { type CampaignState, campaignStates } from '../campaign/campaign.js';

type NeedingTab = Tab & { readonly needs: Parameters<typeof may>[1] };

const tabs: readonly NeedingTab[] = [
  { title: '场次', path: '/quiz', needs: 'quiz.read' },
  { title: '题库', path: '/quiz/bank', needs: 'quiz.read' },
  { title: '窗口核对身份', path: '/quiz/verify', needs: 'quiz.verify' },
];

/** The pages of this desk that somebody may see. */
export function QuizTabs({ member, here }: { readonly member: StaffMember; readonly here: string }): Markup {
  return <Tabs tabs={tabs.filter(({ needs }) => may(member, needs))} here={here} />;
}

/** The pages of one campaign; `here` is the last part of the path, '' for the first. */
export function CampaignTabs({ number, here }: { readonly number: string; readonly here: string }): Markup {
  const path = (last: string) => `/quiz/${number}${last ? `/${last}` : ''}`;
  const own = [
    { title: '全部场次', path: '/quiz' },
    { title: number, path: path('') },
    { title: '审核', path: path('review') },
    { title: '题目', path: path('questions') },
    { title: '参与的人', path: path('people') },
    { title: '开奖', path: path('draw') },
  ];
  return <Tabs tabs={own} here={path(here)} />;
}

const TONES: Readonly<Record<CampaignState, Tone>> = {
  DRAFT: 'soon',
  REVIEWED: 'half',
  OPEN: 'good',
  CLOSED: 'half',
  FROZEN: 'half',
  DRAWN: 'half',
  PUBLISHED: 'done',
};

export const StateTag = ({ state }: { readonly state: CampaignState }): Markup => (
  <Tag tone={TONES[state]}>{campaignStates[state]}</Tag>
);

export const percent = (value: number | undefined): string => (value === undefined ? '无' : `${value}%`);
