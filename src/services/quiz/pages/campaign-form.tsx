import { Button, Form, TextArea, TextField, Ticks } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Notice, Section } from '../../../pages/parts.js';
import { ListFaults, type PlanTableProps, PoolTable, PrizeTable, sayFault } from './plan-tables.js';

export interface CampaignFormProps extends PlanTableProps {
  readonly action: string;
  /** What the page showed; none for a new campaign. */
  readonly version?: number;
}

/** One form for the whole of a campaign. What was typed stays when something is wrong with it. */
export function CampaignForm(props: CampaignFormProps): Markup {
  const { action, version, draft, faults } = props;
  const of = (name: string) => {
    const fault = faults.find(({ field }) => field === name);
    return { name, value: draft[name] ?? '', fault: fault && sayFault(fault) };
  };
  return (
    <Form action={action}>
      {version === undefined ? null : <input type="hidden" name="version" value={String(version)} />}
      {faults.length > 0 ? (
        <Notice tone="late">还没有保存：有 {faults.length} 处要改，已标在各项下面。填好的内容都还在。</Notice>
      ) : null}
      <Section title="对外说的">
        <TextField {...of('title')} label="标题" hint="2至40个字，例如：医保基金监管集中宣传月知识竞答" most={80} />
        <TextField {...of('audience')} label="谁可以参加" hint="开场白里会说，例如：本市全体参保人" />
        <TextArea {...of('rules')} label="规则" hint="居民回复“规则”时原样说，公开页上也有" rows={5} />
      </Section>
      <Section title="时间（北京时间）">
        <TextField {...of('opensAt')} label="开始" type="datetime-local" hint="例如 2026-04-01 09:00" />
        <TextField {...of('closesAt')} label="结束" type="datetime-local" hint="到这一刻为止，系统自动结束" />
      </Section>
      <PoolTable {...props} />
      <Section title="怎么答">
        <TextField {...of('attemptsPerDay')} label="每人每天几次" inputmode="numeric" hint="1至20" />
        <TextField {...of('timeLimitMinutes')} label="一局几分钟" inputmode="numeric" hint="0为不限时" />
        <Ticks
          name="leaderboard"
          legend="排行榜"
          options={[{ value: 'yes', label: '公开排行榜（只显示昵称或参与码末四位）' }]}
          chosen={[draft.leaderboard ?? '']}
        />
        <TextArea
          {...{ ...of('groups'), fault: undefined }}
          label="街道或单位"
          hint="一行一个，参加的人可以选；不需要就留空。不足5人的不列出"
          rows={3}
        />
        <ListFaults faults={faults} list="groups" />
      </Section>
      <PrizeTable {...props} />
      <Section title="抽奖">
        <TextField {...of('entryScore')} label="答对几题可以抽奖" inputmode="numeric" />
        <TextField
          {...of('alternates')}
          label="候补人数"
          inputmode="numeric"
          hint="逾期没领的奖由候补递补；没有奖品写0"
        />
        <Ticks
          name="entropy.kind"
          legend="抽奖用的随机值从哪里来（冻结名单以前就要定好）"
          one
          options={[
            { value: 'public', label: '公开数值：谁都能查到的，例如某一期彩票的开奖号码，由两个人分别录入' },
            { value: 'commit-reveal', label: '两人承诺：两个人各自先交密语的校验值，名单公布后再公开密语' },
          ]}
          chosen={[draft['entropy.kind'] ?? '']}
        />
        <TextField
          {...of('entropy.source')}
          label="用哪个公开数值"
          hint="写全名称和期号，例如：中国福利彩票双色球第2026052期开奖号码"
        />
        <TextField {...of('entropy.knownFrom')} label="什么时候能查到" type="datetime-local" hint="要在答题结束以后" />
        <TextField {...of('claimDays')} label="中奖后几天内领" inputmode="numeric" hint="1至90" />
        <TextField
          {...of('claimKeepDays')}
          label="领奖信息保存几天"
          inputmode="numeric"
          hint="办结后到期删除，1至366"
        />
      </Section>
      <Button>保存草稿</Button>
    </Form>
  );
}
