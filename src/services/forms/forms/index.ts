import type { Form } from '../../../chat/form/define-form.js';
import { messageForm } from './message.js';
import { registrationForm } from './registration.js';
import { visitForm } from './visit.js';

/** The forms that people may fill in. Adding one: its file and a line here. */
export const forms: readonly Form[] = [registrationForm, visitForm, messageForm];
