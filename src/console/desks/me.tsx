import { type DeskReply, type DeskRequest, defineDesk } from '../../casework/desk.js';
import { roleNames } from '../../domain/staff.js';
import { YiwenError } from '../../lib/errors.js';
import { Action } from '../../pages/form.js';
import type { Markup } from '../../pages/markup.js';
import { Facts, Notice } from '../../pages/parts.js';
import { changePassword } from '../../staff/password.js';
import { purposeNames, purposes } from '../../storage/sealing/sealed-text.js';
import { NewPasswordFields, newPasswordIn } from '../new-password.js';

/** 我: who is signed in, what they may open, another password. */
export function meDesk() {
  return defineDesk({
    name: 'me',
    title: '我的账号',
    sees: [],
    routes: [
      {
        ...{ method: 'GET', path: '/', needs: [] },
        handle: async (request) => ({ status: 'page', title: '我的账号', body: <MePage request={request} /> }),
      },
      { method: 'POST', path: '/password', needs: [], proved: true, handle: choose },
    ],
  });
}

async function choose({ form, member, keyring, store, now }: DeskRequest): Promise<DeskReply> {
  const password = newPasswordIn(form);
  if (!keyring) throw new YiwenError('sealing.locked', '换口令要先解锁', '请输入现在的口令解锁，再提交一次');
  await changePassword(store, { member, keyring, password, at: now });
  return { status: 'go', to: '/sign-in' };
}

function MePage({ request }: { readonly request: DeskRequest }): Markup {
  const { member, keyring } = request;
  const held = purposes.filter((purpose) => keyring?.holds(purpose)).map((purpose) => purposeNames[purpose]);
  return (
    <>
      <Facts
        facts={[
          ['姓名', member.name],
          ['登录名', member.login],
          ['角色', member.roles.map((role) => roleNames[role]).join('、')],
          ['能打开的加密内容', keyring ? held.join('、') || '无' : '未解锁'],
        ]}
      />
      {keyring ? null : (
        <Notice>
          还没有解锁。<a href="/unlock?next=/me">输入口令解锁</a>
        </Notice>
      )}
      <Action
        title="换口令"
        action="/me/password"
        about="您持有的密钥会跟着换到新口令下，不用重新授予；所有登录都会退出。会留痕。"
        button="换口令"
      >
        <NewPasswordFields />
      </Action>
      <p class="hint">忘了口令或换了手机，请系统管理员重设；重设后由持有密钥的同事重新授予您。</p>
    </>
  );
}
