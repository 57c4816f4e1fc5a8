import { defineDesk } from '../../casework/desk.js';
import { roleNames } from '../../domain/staff.js';
import { Facts, Notice } from '../../pages/parts.js';
import { purposeNames, purposes } from '../../storage/sealing/sealed-text.js';

/** 我: who is signed in, what they may open. */
export function meDesk() {
  return defineDesk({
    name: 'me',
    title: '我的账号',
    sees: [],
    routes: [
      {
        method: 'GET',
        path: '/',
        needs: [],
        async handle({ member, keyring }) {
          const held = purposes.filter((purpose) => keyring?.holds(purpose)).map((purpose) => purposeNames[purpose]);
          return {
            status: 'page',
            title: '我的账号',
            body: (
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
                <p class="hint">要换口令或手机，请系统管理员重设；重设后由持有密钥的同事重新授予您。</p>
              </>
            ),
          };
        },
      },
    ],
  });
}
