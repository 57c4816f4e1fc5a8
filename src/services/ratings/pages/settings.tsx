import { channelName } from '../../../domain/channel-names.js';
import { Button, Form, Ticks } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Facts, Notice, Section, Unverified } from '../../../pages/parts.js';
import { invitedMatters, type RatingSettings } from '../settings.js';

interface SettingsPageProps {
  readonly settings: RatingSettings;
  readonly off: readonly string[];
  readonly mayChange: boolean;
}

const unverified = (days: number) => (
  <span>
    {days} 个工作日 <Unverified />
  </span>
);

/** What is configured, and the one thing that is switched here: whose end invites to rate. */
export function SettingsPage({ settings, off, mayChange }: SettingsPageProps): Markup {
  const on = invitedMatters.filter(({ code }) => !off.includes(code));
  const windows = Object.entries(settings.windowHours);
  return (
    <>
      <Section title="哪些服务办完后邀请评价">
        {mayChange ? (
          <Form action="/ratings/settings" class="narrow">
            <Notice>
              只在正常办结后邀请一次；自动关闭、没办成、正在办别的事、过了渠道时限的都不邀请。改动会留痕。
            </Notice>
            <Ticks
              name="matters"
              legend="邀请评价"
              options={invitedMatters.map(({ code, name }) => ({ value: code, label: name }))}
              chosen={on.map(({ code }) => code)}
            />
            <Button>保存</Button>
          </Form>
        ) : (
          <p>{on.length > 0 ? on.map(({ name }) => name).join('、') : '都没有打开'}</p>
        )}
      </Section>
      <Section title="配置文件里定的">
        <Facts
          facts={[
            ['联系评价人', unverified(settings.contactDays)],
            ['整改', unverified(settings.rectifyDays)],
            ['最长', unverified(settings.ceilingDays)],
            ['评价可以改', `${settings.editDays} 天`],
            ['渠道时限', windows.map(([channel, hours]) => `${channelName(channel)} ${hours} 小时`).join('，')],
            ['到期默认评价', settings.silentDefault ? '记录，不计入比率' : '不记'],
            ['工作人员账号', `${settings.staffAccounts.length} 个，不能参与评价`],
          ]}
        />
        <p class="hint">这些由系统管理员在 yiwen.config.yaml 的 ratings 一段里改。</p>
      </Section>
    </>
  );
}
