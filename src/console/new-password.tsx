import type { Form } from '../casework/desk.js';
import { YiwenError } from '../lib/errors.js';
import { TextField } from '../pages/form.js';
import type { Markup } from '../pages/markup.js';

/** A new password, twice: at the first sign-in and whenever somebody chooses another. */
export const NewPasswordFields = (): Markup => (
  <>
    <TextField
      name="password"
      label="新口令"
      hint="12个字符以上，不含登录名"
      type="password"
      required
      autocomplete="new-password"
    />
    <TextField name="again" label="再输入一次" type="password" required autocomplete="new-password" />
  </>
);

/** @throws YiwenError `staff.password-differs` */
export function newPasswordIn(form: Form): string {
  const password = form.text('password');
  if (password === form.text('again')) return password;
  throw new YiwenError('staff.password-differs', '两次输入的口令不一样', '请重新输入两次');
}
