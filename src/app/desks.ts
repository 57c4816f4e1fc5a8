import type { Desk } from '../casework/desk.js';
import type { Sheet } from '../casework/sheet.js';
import { auditDesk } from '../console/desks/audit.js';
import { createDesks } from '../services/desks.js';

/** Every desk that has sheets or figures: those of the services, and the audit. */
export function countingDesks(desks: readonly Desk[] = createDesks()): readonly Desk[] {
  return [...desks, auditDesk()];
}

export const sheetsOf = (desks: readonly Desk[]): readonly Sheet[] => desks.flatMap(({ sheets = [] }) => sheets);
