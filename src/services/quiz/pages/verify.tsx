import { Button, Form, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Notice } from '../../../pages/parts.js';
import type { CheckOutcome } from '../people/check-identity.js';
import { tailOf } from '../play/person.js';

export interface VerifyPageProps {
  /** Kept when the number was mistyped; the number never is. */
  readonly code: string;
  readonly outcome?: CheckOutcome;
}

export function VerifyPage({ code, outcome }: VerifyPageProps): Markup {
  return (
    <>
      {outcome ? <Outcome outcome={outcome} /> : null}
      <p>
        用网页答题的人，系统不知道是谁，要抽奖就带身份证到窗口核对一次。请核对证件是本人的，再看对方手机上的参与码（对方回复“参与码”会显示）。
      </p>
      <Form action="/quiz/verify" class="narrow">
        <TextField name="code" label="参与码" value={code} hint="12位，例如 K7QF-2M9D-XPTA" required most={40} />
        <TextField
          name="document"
          label="身份证号码"
          hint="只用来确认一个证件只核对一个参与码；算成校验值后马上丢弃，不保存、不显示"
          required
          most={30}
        />
        <Button>核对通过</Button>
      </Form>
    </>
  );
}

function Outcome({ outcome }: { readonly outcome: CheckOutcome }): Markup {
  const { number, title } = outcome.campaign;
  const which = `${number}「${title}」`;
  switch (outcome.status) {
    case 'verified':
      return <Notice tone="good">核对通过，已记录。这个参与码可以参加 {which} 的抽奖（还要达到抽奖分数）。</Notice>;
    case 'verified-before':
      return <Notice>这个参与码以前已经用同一个证件核对过 {which}，不用再办。</Notice>;
    case 'known-by-account':
      return <Notice>这个参与码来自可信的账号，{which} 不用到窗口核对。</Notice>;
    case 'document-used':
      return (
        <Notice tone="late">
          没有核对：这个证件在 {which} 已经核对过另一个参与码（末四位 {tailOf(outcome.by)}
          ）。一个证件一场只能有一个参与码，已留痕。
        </Notice>
      );
    case 'other-document':
      return (
        <Notice tone="late">
          没有核对：这个参与码在 {which}{' '}
          已经用别的证件核对过。请确认参与码是对方本人的；仍有疑问请报竞答审核的同事，已留痕。
        </Notice>
      );
  }
}
