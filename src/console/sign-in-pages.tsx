import { Button, Form, TextField } from '../pages/form.js';
import type { Markup } from '../pages/markup.js';
import { Notice } from '../pages/parts.js';
import { NewPasswordFields } from './new-password.js';

export function SignInPage({ next }: { readonly next: string }): Markup {
  return (
    <Form action="/sign-in" class="narrow">
      <input type="hidden" name="next" value={next} />
      <TextField name="login" label="登录名" required autocomplete="username" most={64} />
      <TextField name="password" label="口令" type="password" required autocomplete="current-password" />
      <Button>登录</Button>
      <p class="hint">首次启动时，系统管理员的登录名和一次性口令显示在运行医问的终端上。</p>
    </Form>
  );
}

export function PasswordPage(): Markup {
  return (
    <Form action="/sign-in/password" class="narrow">
      <p class="about">这个口令也用来打开您有权查看的加密内容。口令不能找回：忘了只能重设，并由同事重新授予密钥。</p>
      <NewPasswordFields />
      <Button>保存口令</Button>
    </Form>
  );
}

export function EnrolPage({ picture, secret }: { readonly picture: string; readonly secret: string }): Markup {
  const image = `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`;
  return (
    <Form action="/sign-in/enrol" class="narrow">
      <p class="about">用手机上的身份验证器扫这个码，再填上面显示的6位数字。以后每次登录都要填。</p>
      <img class="qr" src={image} alt="绑定动态码的二维码" width="220" height="220" />
      <p class="hint">
        扫不了就手工输入：<code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <CodeField />
      <Button>完成绑定</Button>
    </Form>
  );
}

export function CodePage({ next }: { readonly next: string }): Markup {
  return (
    <Form action="/sign-in/code" class="narrow">
      <input type="hidden" name="next" value={next} />
      <CodeField />
      <Button>继续</Button>
    </Form>
  );
}

const CodeField = (): Markup => (
  <TextField
    name="code"
    label="动态码"
    hint="手机上的6位数字"
    required
    inputmode="numeric"
    autocomplete="one-time-code"
    most={8}
  />
);

export function UnlockPage({ next }: { readonly next: string }): Markup {
  return (
    <Form action="/unlock" class="narrow">
      <Notice>查看加密内容、导出和管理密钥，要确认是您本人。口令不会保存，10分钟内不再询问。</Notice>
      <input type="hidden" name="next" value={next} />
      <TextField name="password" label="您的登录口令" type="password" required autocomplete="current-password" />
      <Button>解锁</Button>
    </Form>
  );
}

export const SignOutPage = (): Markup => (
  <Form action="/sign-out" class="narrow">
    <p class="about">退出后，您打开的加密内容会立即锁上。</p>
    <Button>退出登录</Button>
  </Form>
);
