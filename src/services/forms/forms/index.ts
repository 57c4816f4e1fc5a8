import type { Form } from '../../../chat/form/define-form.js';
import { messageForm } from './message.js';
import { registrationForm } from './registration.js';
import { visitForm } from './visit.js';

/** The forms that people may fill in. Adding one: its file and a line here. */
export const forms: readonly Form[] = [registrationForm, visitForm, messageForm];

/** Nursing, medicines and doctors that come to the home are other matters. */
const OTHER_VISITS = '(?!.*(?:长护|护理|送药|医生|病床|体检))';

/** Whoever asks about one of these is shown, beside the answer, that somebody can help with it. */
export const formOffers = [
  { about: /异地.{0,10}备案|备案.{0,10}异地/, choice: { label: '需要协办', text: '异地备案协办' } },
  {
    about: new RegExp(`^${OTHER_VISITS}.*(?:上门.{0,6}(?:办|服务)|(?:走不动|腿脚不便|行动不便|卧床).{0,12}办)`),
    choice: { label: '预约上门代办', text: '预约上门代办' },
  },
] as const;
