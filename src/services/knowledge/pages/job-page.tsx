import type { Job } from '../../../casework/jobs.js';
import { YiwenError } from '../../../lib/errors.js';
import type { Markup } from '../../../pages/markup.js';
import { Notice } from '../../../pages/parts.js';

interface JobPageProps {
  readonly job: Job<readonly string[]>;
  readonly back: string;
}

/** How far something is that takes longer than a page. */
export function JobPage({ job, back }: JobPageProps): Markup {
  const { said, outcome } = job;
  return (
    <>
      {outcome.status === 'running' ? <Notice>{said}……这一页会自己刷新，可以离开，回来再看。</Notice> : null}
      {outcome.status === 'done' ? (
        <Notice tone="good">
          {outcome.result.map((line) => (
            <p class="lines">{line}</p>
          ))}
        </Notice>
      ) : null}
      {outcome.status === 'failed' ? <Failed error={outcome.error} /> : null}
      <p>
        <a class="button" href={back}>
          返回
        </a>
      </p>
    </>
  );
}

function Failed({ error }: { readonly error: unknown }): Markup {
  const known = error instanceof YiwenError ? error : undefined;
  return (
    <Notice tone="late">
      <p>
        <b>{known?.message ?? '没有做成'}</b>
      </p>
      <p>{known?.remedy ?? '原来的资料照常使用。请稍后再试；反复出现请联系系统管理员。'}</p>
    </Notice>
  );
}
