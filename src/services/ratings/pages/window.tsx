import { sayMoment } from '../../../lib/calendar.js';
import { Button, Form, Select, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Facts, Notice, Section, Tag } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';
import type { recentWindowItems } from '../lists.js';
import { matterName, type RatingSettings, windowMatters } from '../settings.js';
import { type Names, nameOf } from './frame.js';

interface WindowPageProps {
  readonly settings: RatingSettings;
  readonly recent: Awaited<ReturnType<typeof recentWindowItems>>;
  readonly names: Names;
}

export function WindowPage({ settings, recent, names }: WindowPageProps): Markup {
  return (
    <>
      <Form action="/ratings/window" class="narrow">
        <Notice>
          办完一件窗口服务，在这里登记，得到一个评价码，写给或念给群众。自愿评价；不要替群众评，也不要催。办理人就是您自己，会留痕。
        </Notice>
        <Select
          name="matter"
          label="事项"
          options={windowMatters(settings).map(({ code, name }) => ({ value: code, label: name }))}
        />
        <TextField name="number" label="办件号" hint="一个办件号只能登记一次" required most={40} />
        <Button>登记，取评价码</Button>
      </Form>
      <Section title="最近登记">
        <Table
          caption="最近登记的窗口服务"
          rows={recent}
          empty="还没有登记过。登记后会列在这里；评价码只在登记时显示一次。"
          columns={[
            { title: '时间', cell: ({ finished_at }) => sayMoment(new Date(finished_at)) },
            { title: '事项', cell: ({ matter }) => matterName(settings, matter) },
            { title: '办件号', cell: ({ number }) => number },
            { title: '办理人', cell: ({ served_by }) => nameOf(names, served_by) },
            {
              title: '评价',
              cell: ({ rating, source }) =>
                rating && source === 'active' ? <Tag tone="good">已评</Tag> : <Tag>未评</Tag>,
            },
          ]}
        />
      </Section>
    </>
  );
}

export function CodePage({ code, number }: { readonly code: string; readonly number: string }): Markup {
  return (
    <>
      <Notice tone="soon">评价码只显示这一次。请写给群众，或念给群众听。</Notice>
      <Facts
        facts={[
          ['办件号', number],
          ['评价码', <code class="secret">{code}</code>],
          ['群众怎么评', `在网页或微信里发：评价 ${code}`],
        ]}
      />
      <p>
        <a class="button" href="/ratings/window">
          再登记一件
        </a>
      </p>
    </>
  );
}
