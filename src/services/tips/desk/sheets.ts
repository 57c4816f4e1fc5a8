import type { Sheet, SheetRequest } from '../../../casework/sheet.js';
import { channelName } from '../../../domain/channel-names.js';
import { may } from '../../../domain/staff.js';
import { endOfDay, startOfDay } from '../../../lib/calendar.js';
import { chinaDay } from '../../../lib/clock.js';
import { sayYuan } from '../../../lib/money/money.js';
import { maskPersonalData } from '../../../lib/personal-data.js';
import { allAccounts } from '../../../staff/account-tables.js';
import { actOf } from '../acts.js';
import { sayKind, sayTargetKind } from '../pages/words.js';
import { filingNames, outcomeNames, stateNames } from '../states.js';
import { openParts, openRow } from '../work/open.js';
import { mayRead } from '../work/record.js';
import { cases } from '../work/tables.js';

const LOCKED = '未解锁';
const PIECE = 1_000;
const LONGEST_SUMMARY = 200;

/** Tips of a period in the order they came in, a thousand at a time; none that the member must not see. */
async function* tipsOf({ read, member, from, to }: SheetRequest) {
  let after = { received_at: startOfDay(from).toISOString(), number: '' };
  const end = endOfDay(to).toISOString();
  for (;;) {
    const rows = await cases(read)
      .selectFrom('tips')
      .leftJoin('tip_stories', 'tip_stories.number', 'tips.number')
      .leftJoin('tip_targets', 'tip_targets.number', 'tips.number')
      .leftJoin('tip_clocks', (join) =>
        join.onRef('tip_clocks.number', '=', 'tips.number').on('tip_clocks.kind', '=', 'verify'),
      )
      .selectAll('tips')
      .select(['tip_stories.sealed as story', 'tip_targets.sealed as target', 'tip_clocks.due_on as due'])
      .where('received_at', '<', end)
      .where((row) =>
        row.or([
          row('received_at', '>', after.received_at),
          row.and([row('received_at', '=', after.received_at), row('tips.number', '>', after.number)]),
        ]),
      )
      .where('tips.number', 'not in', (query) =>
        query.selectFrom('tip_conflicts').select('tip_conflicts.number').where('staff_id', '=', member.id),
      )
      .orderBy('received_at')
      .orderBy('tips.number')
      .limit(PIECE)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PIECE) return;
    after = last;
  }
}

/** What somebody may read of tips, as a table: the story as a masked summary, never the reporter. */
export const tipsSheet: Sheet = {
  name: 'tips',
  title: '举报线索',
  needs: 'tips.export',
  columns: [
    ...['编号', '受理时间', '方式', '被举报对象类型', '被举报对象名称', '被举报对象代码', '行为类别', '条款'],
    ...['线索摘要（脱敏）', '状态', '承办人', '核查期限', '立案结果', '立案决定日期', '告知日期', '结论'],
    ...['涉及金额', '追回金额', '奖励金额'],
  ],
  async *rows(request) {
    const { read, member, keyring } = request;
    const names = new Map((await allAccounts(read)).map(({ id, name }) => [id, name]));
    const [opens, sees] = [keyring?.holds('story') ? keyring : undefined, may(member, 'tips.read-reward')];
    for await (const tip of tipsOf(request)) {
      if (!mayRead(member, tip)) continue;
      const { parts, target } = opens ? openRow(opens, tip) : { parts: {}, target: {} };
      const told = [...(parts.story ?? [])].join('；').slice(0, LONGEST_SUMMARY);
      const named = target.name ?? (parts.target ?? []).join('；');
      yield [
        ...[tip.number, chinaDay(new Date(tip.received_at)), channelName(tip.channel), sayTargetKind(tip.target_kind)],
        ...(opens ? [maskPersonalData(named), target.code ?? ''] : [LOCKED, LOCKED]),
        ...[sayKind(tip.kind), actOf(tip.kind ?? '')?.article ?? '', opens ? maskPersonalData(told) : LOCKED],
        ...[stateNames[tip.state], names.get(tip.owner ?? '') ?? '', tip.due ?? ''],
        ...[tip.filing ? filingNames[tip.filing] : '', tip.filed_on ?? '', tip.told_on ?? ''],
        tip.outcome ? outcomeNames[tip.outcome] : '',
        ...[money(tip.case_value), money(tip.recovered), sees ? money(tip.reward) : '无权查看'],
      ];
    }
  },
};

const money = (fen: number | null) => (fen === null ? '' : sayYuan(fen));

/** Who reported: only after a second person's yes, only for who holds the key. */
export const identitySheet: Sheet = {
  name: 'tips-identity',
  title: '举报人身份',
  needs: 'tips.export-identity',
  approval: 'tips.identity-export',
  columns: ['编号', '受理时间', '状态', '举报人'],
  async *rows({ read, member, keyring, from, to }) {
    const opens = keyring?.holds('identity') ? keyring : undefined;
    for (let after = ''; ; ) {
      const rows = await cases(read)
        .selectFrom('tip_identities')
        .innerJoin('tips', 'tips.number', 'tip_identities.number')
        .select(['tips.number', 'received_at', 'state', 'tip_identities.sealed'])
        .where('tips.number', '>', after)
        .where('received_at', '>=', startOfDay(from).toISOString())
        .where('received_at', '<', endOfDay(to).toISOString())
        .where('tips.number', 'not in', (query) =>
          query.selectFrom('tip_conflicts').select('tip_conflicts.number').where('staff_id', '=', member.id),
        )
        .orderBy('tips.number')
        .limit(PIECE)
        .execute();
      for (const { number, received_at, state, sealed } of rows) {
        const who = opens ? Object.values(openParts(opens, sealed)).flat().join('；') : LOCKED;
        yield [number, chinaDay(new Date(received_at)), stateNames[state], who];
      }
      const last = rows.at(-1);
      if (!last || rows.length < PIECE) return;
      after = last.number;
    }
  },
};

/** What is and was paid, by the day that people were told of it. */
export const paymentsSheet: Sheet = {
  name: 'tips-payments',
  title: '举报奖励发放',
  needs: 'tips.export-payments',
  columns: ['编号', '结论', '涉及金额', '奖励金额', '状态', '通知日期', '领奖期限', '发放日期', '领奖人', '收款方式'],
  async *rows({ read, member, keyring, from, to }) {
    for (let after = ''; ; ) {
      const rows = await cases(read)
        .selectFrom('tips')
        .innerJoin('tip_clocks', (join) =>
          join.onRef('tip_clocks.number', '=', 'tips.number').on('tip_clocks.kind', '=', 'claim'),
        )
        .leftJoin('tip_copies', (join) =>
          join
            .onRef('tip_copies.number', '=', 'tips.number')
            .on('tip_copies.kind', '=', 'payee')
            .on('tip_copies.staff_id', '=', member.id),
        )
        .selectAll('tips')
        .select(['begun_on', 'tip_clocks.due_on as claim_due', 'tip_copies.sealed as copy'])
        .where('tips.number', '>', after)
        .where('begun_on', '>=', from)
        .where('begun_on', '<=', to)
        .where('tips.number', 'not in', (query) =>
          query.selectFrom('tip_conflicts').select('tip_conflicts.number').where('staff_id', '=', member.id),
        )
        .orderBy('tips.number')
        .limit(PIECE)
        .execute();
      for (const tip of rows) {
        const payee = tip.copy && keyring ? (JSON.parse(keyring.openOwn(tip.copy)) as Payee) : undefined;
        const hidden = tip.state === 'CLOSED' ? '已办结，资料已销毁' : tip.copy ? LOCKED : '';
        yield [
          ...[tip.number, tip.outcome ? outcomeNames[tip.outcome] : '', money(tip.case_value), money(tip.reward)],
          ...[stateNames[tip.state], tip.begun_on, tip.claim_due, tip.paid_on ?? ''],
          ...[payee?.name ?? hidden, payee?.account ?? hidden],
        ];
      }
      const last = rows.at(-1);
      if (!last || rows.length < PIECE) return;
      after = last.number;
    }
  },
};

interface Payee {
  readonly name: string;
  readonly account: string;
}
