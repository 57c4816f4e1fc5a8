import { userInfo } from 'node:os';

/** Who acts at the command line, as the audit will say. */
export function staffName(): string {
  return `cli:${userInfo().username}`;
}
