import type { Markup } from './markup.js';

type Children = Markup | string | number | null | undefined | false | readonly Children[];

export type Tone = 'calm' | 'half' | 'soon' | 'late' | 'good' | 'done';

/** A state in words, coloured. */
export function Tag({ tone = 'calm', children }: { readonly tone?: Tone; readonly children: Children }): Markup {
  return <span class={`tag ${tone}`}>{children}</span>;
}

interface ClockProps {
  readonly said: string;
  readonly tone: Tone;
  readonly due: string;
  /** False: the holidays of that year are not known yet. */
  readonly verified: boolean;
}

/** 还剩 3 个工作日, amber and red as it runs out. */
export function Clock({ said, tone, due, verified }: ClockProps): Markup {
  return (
    <span class={`clock ${tone}`} title={`期限 ${due}`}>
      {said}
      {verified ? null : <Unverified />}
    </span>
  );
}

/** Beside a figure or a day that was not verified in the source. */
export function Unverified(): Markup {
  return (
    <span class="unverified" title="这个期限或节假日安排没有核实过，请对照原文">
      请核对
    </span>
  );
}

/** Facts on the left of a case: a name and what it is. */
export function Facts({ facts }: { readonly facts: readonly (readonly [title: string, value: Children])[] }): Markup {
  return (
    <dl class="facts">
      {facts.map(([title, value]) => (
        <div>
          <dt>{title}</dt>
          <dd>{value === '' || value === null || value === undefined ? '—' : value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface Happening {
  /** `2026-04-01 09:05` */
  readonly at: string;
  readonly who: string;
  readonly what: Children;
  readonly more?: Children;
}

/** What happened, newest last. */
export function Timeline({ happenings }: { readonly happenings: readonly Happening[] }): Markup {
  if (happenings.length === 0) return <p class="empty">还没有记录。每一步操作都会按时间列在这里。</p>;
  return (
    <ol class="timeline">
      {happenings.map(({ at, who, what, more }) => (
        <li>
          <p>
            <time>{at}</time> <b>{who}</b> {what}
          </p>
          {more ? <div class="more">{more}</div> : null}
        </li>
      ))}
    </ol>
  );
}

interface NumberCardProps {
  readonly title: string;
  readonly value: string;
  readonly note?: string;
  readonly tone?: Tone;
  readonly href?: string;
}

/** One number that matters, before any chart. */
export function NumberCard({ title, value, note, tone = 'calm', href }: NumberCardProps): Markup {
  const inside = (
    <>
      <span class="title">{title}</span>
      <strong>{value}</strong>
      {note ? <span class="note">{note}</span> : null}
    </>
  );
  return href ? (
    <a class={`card ${tone}`} href={href}>
      {inside}
    </a>
  ) : (
    <div class={`card ${tone}`}>{inside}</div>
  );
}

export function Cards({ children }: { readonly children: Children }): Markup {
  return <div class="cards">{children}</div>;
}

interface CaseProps {
  readonly facts: Children;
  readonly history: Children;
  readonly actions: Children;
}

/** A case: facts on the left, history in the middle, what may be done on the right. */
export function CaseView({ facts, history, actions }: CaseProps): Markup {
  return (
    <div class="case">
      <section aria-label="基本情况">{facts}</section>
      <section aria-label="经过">{history}</section>
      <section aria-label="可以做的" class="actions">
        {actions}
      </section>
    </div>
  );
}

export function Section({ title, children }: { readonly title: string; readonly children: Children }): Markup {
  return (
    <section class="part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Something the reader has to know before going on. */
export function Notice({ tone = 'calm', children }: { readonly tone?: Tone; readonly children: Children }): Markup {
  return (
    <div class={`notice ${tone}`} role={tone === 'late' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
