import type { DeskRequest, Route } from '../../casework/desk.js';
import { actorOf, may } from '../../domain/staff.js';
import { YiwenError } from '../../lib/errors.js';
import { maskPersonalData } from '../../lib/personal-data.js';
import { appendAudit } from '../../storage/audit.js';
import { type RatingDeskOptions, staffNames } from './desk-options.js';
import { switchedOff, switchInvitation } from './invite.js';
import { registerWindowService, sayCode } from './items.js';
import { recentWindowItems } from './lists.js';
import { RatingTabs } from './pages/frame.js';
import { SettingsPage } from './pages/settings.js';
import { CodePage, WindowPage } from './pages/window.js';
import { invitedMatters, windowMatters } from './settings.js';

const SHOWN = 20;

/** What is not about one case: services of the window, and whose end invites to rate. */
export function windowRoutes(options: RatingDeskOptions): readonly Route[] {
  const { settings } = options;
  return [
    {
      ...{ method: 'GET', path: '/window', needs: 'ratings.register' },
      async handle({ store, member }) {
        const recent = await recentWindowItems(store.read, SHOWN);
        const { names } = await staffNames(store.read);
        const body = (
          <>
            <RatingTabs member={member} here="/ratings/window" />
            <WindowPage settings={settings} recent={recent} names={names} />
          </>
        );
        return { status: 'page', title: '窗口登记', body };
      },
    },
    {
      ...{ method: 'POST', path: '/window', needs: 'ratings.register' },
      handle: (request) => register(options, request),
    },
    {
      ...{ method: 'GET', path: '/settings', needs: 'ratings.read' },
      async handle({ store, member }) {
        const off = await switchedOff(store.read);
        const body = (
          <>
            <RatingTabs member={member} here="/ratings/settings" />
            <SettingsPage settings={settings} off={off} mayChange={may(member, 'ratings.decide')} />
          </>
        );
        return { status: 'page', title: '邀评设置', body };
      },
    },
    {
      ...{ method: 'POST', path: '/settings', needs: 'ratings.decide' },
      async handle({ store, member, form, now }) {
        const on = form.all('matters');
        await store.transaction(async (tx) => {
          for (const { code } of invitedMatters) await switchInvitation(tx, code, on.includes(code));
          const detail = { on: invitedMatters.flatMap(({ code }) => (on.includes(code) ? [code] : [])).join(' ') };
          const entry = { at: now, actor: actorOf(member), action: 'ratings.invitations', subject: 'ratings', detail };
          await appendAudit(tx, entry);
        });
        return { status: 'go', to: '/ratings/settings', said: '已保存。' };
      },
    },
  ];
}

/** A number that one counts by is no place for a person's. */
const NUMBER = /^[\p{L}\p{N}][\p{L}\p{N}\-_/（）()]{0,39}$/u;

async function register({ settings, localKey }: RatingDeskOptions, { store, member, form, now }: DeskRequest) {
  const matter = windowMatters(settings).find(({ code }) => code === form.text('matter'))?.code;
  const number = form.text('number');
  if (!matter) throw new YiwenError('ratings.matter-missing', '请选事项', '从列出的事项里选一个');
  if (!NUMBER.test(number) || maskPersonalData(number) !== number)
    throw new YiwenError('ratings.invalid-number', '办件号不对', '写系统里的办件号，如 2026-0412；不要写证件号、电话');
  const { code } = await store.transaction(async (tx) => {
    const made = await registerWindowService(tx, localKey, { matter, number, servedBy: member.id }, now);
    const detail = { matter, item: made.id };
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'ratings.registered', subject: number, detail });
    return made;
  });
  return { status: 'page', title: '已登记', body: <CodePage code={sayCode(code)} number={number} /> } as const;
}
