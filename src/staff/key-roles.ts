import type { Role } from '../domain/staff.js';
import { type Purpose, purposes } from '../storage/sealing/sealed-text.js';

/**
 * Who may hold the key of which sealed things: the custodian never the story, who works on tips never the identity. A
 * supervisor holds the key of forms to hand it on where there is no clerk yet: without it forms would be closed to all.
 */
const mayHold: Readonly<Record<Purpose, readonly Role[]>> = {
  story: ['intake', 'investigator', 'supervisor'],
  identity: ['custodian'],
  form: ['clerk', 'supervisor'],
};

export const purposesFor = ({ roles }: { readonly roles: readonly Role[] }): Purpose[] =>
  purposes.filter((purpose) => roles.some((role) => mayHold[purpose].includes(role)));
