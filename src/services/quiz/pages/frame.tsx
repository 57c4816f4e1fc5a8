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

interface CampaignTabsProps {
  readonly number: string;
  readonly member: StaffMember;
  readonly here: string;
}

/** The pages of one campaign that somebody may see; `here` is the last part of the path, '' for the first. */
export function CampaignTabs({ number, member, here }: CampaignTabsProps): Markup {
  const path = (last: string) => `/quiz/${number}${last ? `/${last}` : ''}`;
  const own: readonly NeedingTab[] = [
    { title: '全部场次', path: '/quiz', needs: 'quiz.read' },
    { title: number, path: path(''), needs: 'quiz.read' },
    { title: '审核', path: path('review'), needs: 'quiz.read' },
    { title: '题目', path: path('questions'), needs: 'quiz.read' },
    { title: '参与的人', path: path('people'), needs: 'quiz.read' },
    { title: '开奖', path: path('draw'), needs: 'quiz.read' },
    { title: '领奖', path: path('claims'), needs: 'quiz.claims' },
  ];
  return <Tabs tabs={own.filter(({ needs }) => may(member, needs))} here={path(here)} />;
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
