import { type Desk, defineDesk, type TodayItem } from '../../casework/desk.js';
import { sayDay } from '../../lib/calendar.js';
import { chinaDay } from '../../lib/clock.js';
import type { Markup } from '../../pages/markup.js';
import { Cards, Notice, NumberCard, Section } from '../../pages/parts.js';
import { isFounded } from '../../storage/sealing/sealing.js';

/** 今日: what waits, most urgent first. */
export function todayDesk(desks: readonly Desk[]): Desk {
  return defineDesk({
    name: '',
    title: '今日',
    sees: [],
    routes: [
      {
        method: 'GET',
        path: '/',
        needs: [],
        async handle({ member, now, store }) {
          const asked = { member, now, read: store.read };
          const waiting = await Promise.all(
            desks.map(async (desk) => ({ desk, items: (await desk.today?.(asked)) ?? [] })),
          );
          const founded = await isFounded(store.read);
          return {
            status: 'page',
            title: `今日 ${sayDay(chinaDay(now))}`,
            body: <Board waiting={waiting} founded={founded} />,
          };
        },
      },
    ],
  });
}

interface BoardProps {
  readonly waiting: readonly { readonly desk: Desk; readonly items: readonly TodayItem[] }[];
  readonly founded: boolean;
}

const TONES = { calm: 'calm', soon: 'soon', late: 'late' } as const;

function Board({ waiting, founded }: BoardProps): Markup {
  const busy = waiting.filter(({ items }) => items.some(({ count }) => count > 0));
  return (
    <>
      {founded ? null : (
        <Notice tone="soon">
          密钥还没有启用：收到的举报和表单已加密保存，要等两位负责人在<a href="/keys">「密钥」页</a>
          完成启用后才能打开。
        </Notice>
      )}
      {busy.length === 0 ? <p class="empty">现在没有要处理的事。新的举报、差评、协办和转人工会出现在这里。</p> : null}
      {busy.map(({ desk, items }) => (
        <Section title={desk.title}>
          <Cards>
            {items
              .filter(({ count }) => count > 0)
              .map(({ title, count, tone, path }) => (
                <NumberCard title={title} value={String(count)} tone={TONES[tone]} href={path} />
              ))}
          </Cards>
        </Section>
      ))}
    </>
  );
}
