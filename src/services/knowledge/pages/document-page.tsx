import type { Chunk } from '../../../domain/passage.js';
import { sayMoment } from '../../../lib/calendar.js';
import { Action, TextArea, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { CaseView, Facts, Notice, Section, Tag } from '../../../pages/parts.js';
import type { Withdrawal } from '../../../storage/withdrawals.js';
import type { ShelfDocument } from '../work.js';

interface DocumentPageProps {
  readonly document: ShelfDocument;
  readonly passages: readonly Chunk[];
  readonly withdrawals: readonly Withdrawal[];
  readonly edits: boolean;
  readonly publishes: boolean;
}

/** One document: its passages as residents are quoted them; taking them out of service and putting them back. */
export function DocumentPage({ document, passages, withdrawals, edits, publishes }: DocumentPageProps): Markup {
  const { path } = document;
  const mayWithdraw = edits || publishes;
  const actions = (
    <>
      {mayWithdraw ? <Withdraw path={path} passage="" title="撤回整份资料" /> : null}
      {edits ? <Unpublish path={path} /> : null}
    </>
  );
  const history =
    withdrawals.length > 0 ? (
      withdrawals.map((one) => <Withdrawn withdrawal={one} restores={publishes} />)
    ) : (
      <p class="empty">没有撤回的段落。撤回的会列在这里，由审核的同事恢复。</p>
    );
  return (
    <>
      <CaseView facts={<Provenance document={document} />} history={history} actions={actions} />
      <Section title={`分段（${passages.length}）`}>
        {passages.map((passage) => (
          <>
            <Passage passage={passage} withdrawn={withdrawals.some((one) => one.passage === passage.id)} />
            {mayWithdraw ? <Withdraw path={path} passage={passage.id} title="撤回这一段" /> : null}
          </>
        ))}
      </Section>
    </>
  );
}

function Provenance({ document }: { readonly document: ShelfDocument }): Markup {
  const { path, place, documentNumber, effectiveFrom, effectiveTo, source, certainty } = document;
  return (
    <Facts
      facts={[
        ['路径', <code>{path}</code>],
        ['地区', place || '未写明'],
        ['文号', documentNumber ?? ''],
        ['从哪天起有效', effectiveFrom ?? ''],
        ['有效到哪天', effectiveTo ?? ''],
        ['来源', source ?? ''],
        ['可靠程度', certainty],
      ]}
    />
  );
}

/** As it is found and quoted. */
export function Passage({
  passage,
  withdrawn = false,
}: {
  readonly passage: Chunk;
  readonly withdrawn?: boolean;
}): Markup {
  return (
    <article class="passage">
      <h3>
        {passage.headings.join(' › ')} {withdrawn ? <Tag tone="late">已撤回</Tag> : null}
      </h3>
      <p class="lines">{passage.text}</p>
      <p class="hint">{passage.id}</p>
    </article>
  );
}

function Withdraw({
  path,
  passage,
  title,
}: {
  readonly path: string;
  readonly passage: string;
  readonly title: string;
}): Markup {
  return (
    <Action
      title={title}
      action="/knowledge/withdraw"
      about="从现在起不再用来回答，马上生效；文件不动，可以恢复。会留痕。"
      button="撤回"
      tone="danger"
    >
      <input type="hidden" name="path" value={path} />
      <input type="hidden" name="passage" value={passage} />
      <TextField name="reason" label="原因" hint="例如：限额已调整，等新文件" required most={300} />
    </Action>
  );
}

function Withdrawn({ withdrawal, restores }: { readonly withdrawal: Withdrawal; readonly restores: boolean }): Markup {
  const { passage, path, reason, actor, at } = withdrawal;
  return (
    <Notice tone="soon">
      <p>
        {passage} 已于 {sayMoment(new Date(at))} 由 {actor} 撤回：{reason}
      </p>
      {restores ? (
        <Action title="恢复" action="/knowledge/restore" about="马上重新用来回答。会留痕。" button="恢复">
          <input type="hidden" name="path" value={path} />
          <input type="hidden" name="passage" value={passage} />
        </Action>
      ) : null}
    </Notice>
  );
}

function Unpublish({ path }: { readonly path: string }): Markup {
  return (
    <>
      <Action
        title="停用这份资料"
        action="/knowledge/unpublish"
        about="提交给审核的同事；批准后文件移出资料文件夹，另存备查。会留痕。"
        button="提交"
        tone="danger"
      >
        <input type="hidden" name="path" value={path} />
        <TextArea name="reason" label="理由" required rows={2} most={500} />
      </Action>
      <p>
        <a href={`/knowledge?removes=${encodeURIComponent(path)}`}>上传新文件替换它</a>
      </p>
    </>
  );
}
