/** What somebody may be asked to do. One person may hold several, within `incompatible`. */
export const roles = [
  'intake',
  'investigator',
  'supervisor',
  'custodian',
  'reward-officer',
  'rating-officer',
  'clerk',
  'knowledge-editor',
  'knowledge-publisher',
  'quiz-editor',
  'quiz-reviewer',
  'quiz-drawer',
  'analyst',
  'auditor',
  'system-administrator',
] as const;
export type Role = (typeof roles)[number];

export const roleNames: Readonly<Record<Role, string>> = {
  intake: '举报受理',
  investigator: '举报核查',
  supervisor: '举报主管',
  custodian: '身份保管',
  'reward-officer': '奖励审核',
  'rating-officer': '评价专员',
  clerk: '经办坐席',
  'knowledge-editor': '知识编辑',
  'knowledge-publisher': '知识审核',
  'quiz-editor': '竞答编辑',
  'quiz-reviewer': '竞答审核',
  'quiz-drawer': '竞答开奖',
  analyst: '统计年报',
  auditor: '审计',
  'system-administrator': '系统管理',
};

/**
 * What each permission allows, and who has it: the matrix of who sees what. `tips.read-new` is the story of tips that
 * nobody works on yet, `tips.read-assigned` that of one's own, `tips.read-all` that of any, for who decides on them. Everything that is not in this table is denied.
 */
export const permissions = {
  'tips.list': ['intake', 'investigator', 'supervisor', 'custodian', 'reward-officer', 'auditor'],
  'tips.read-new': ['intake', 'supervisor'],
  'tips.read-assigned': ['investigator', 'supervisor'],
  'tips.read-all': ['supervisor'],
  'tips.triage': ['intake', 'supervisor'],
  'tips.assign': ['supervisor'],
  'tips.work': ['investigator', 'supervisor'],
  'tips.decide': ['supervisor'],
  'tips.declare-conflict': ['intake', 'investigator', 'supervisor', 'custodian', 'reward-officer'],
  'tips.extend': ['investigator', 'supervisor'],
  'tips.approve-extension': ['supervisor'],
  'tips.request-identity': ['investigator', 'supervisor'],
  'tips.approve-identity': ['custodian'],
  'tips.read-identity': ['custodian'],
  'tips.approve-identity-export': ['supervisor'],
  'tips.propose-reward': ['supervisor'],
  'tips.read-reward': ['reward-officer', 'supervisor', 'auditor'],
  'tips.approve-reward': ['reward-officer'],
  'tips.export': ['investigator', 'supervisor'],
  'tips.export-payments': ['reward-officer'],
  'tips.export-identity': ['custodian'],
  'ratings.read': ['rating-officer', 'analyst', 'auditor'],
  'ratings.work': ['rating-officer'],
  'ratings.decide': ['rating-officer'],
  'ratings.register': ['clerk', 'rating-officer'],
  'ratings.appeal': ['clerk', 'rating-officer'],
  'ratings.export': ['rating-officer', 'analyst'],
  'registrations.read': ['clerk'],
  'registrations.work': ['clerk'],
  'registrations.export': ['clerk'],
  'handoffs.read': ['clerk'],
  'handoffs.talk': ['clerk'],
  'questions.read': ['knowledge-editor', 'knowledge-publisher', 'analyst', 'clerk'],
  'questions.export': ['knowledge-editor', 'analyst'],
  'knowledge.read': ['knowledge-editor', 'knowledge-publisher', 'auditor'],
  'knowledge.edit': ['knowledge-editor'],
  'knowledge.publish': ['knowledge-publisher'],
  'quiz.read': ['quiz-editor', 'quiz-reviewer', 'quiz-drawer', 'analyst', 'auditor'],
  'quiz.edit': ['quiz-editor'],
  'quiz.review': ['quiz-reviewer'],
  'quiz.draw': ['quiz-drawer'],
  'quiz.judge': ['quiz-reviewer'],
  'quiz.verify': ['clerk'],
  'quiz.claims': ['quiz-drawer'],
  'quiz.export': ['quiz-editor', 'analyst'],
  'report.read': ['analyst', 'supervisor', 'auditor'],
  'staff.manage': ['system-administrator'],
  'keys.read': [
    'supervisor',
    'custodian',
    'investigator',
    'intake',
    'clerk',
    'quiz-drawer',
    'auditor',
    'system-administrator',
  ],
  'keys.hold': ['supervisor', 'custodian', 'investigator', 'intake', 'clerk', 'reward-officer', 'quiz-drawer'],
  'audit.read': ['auditor'],
  'audit.export': ['auditor'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Permission = keyof typeof permissions;

/** Roles that one person may not hold together: who runs the machine reads no tip, who checks does no casework. */
export const incompatible: readonly (readonly [Role, Role])[] = [
  ...roles.filter((role) => role !== 'system-administrator').map((role) => ['system-administrator', role] as const),
  ...roles
    .filter((role) => role !== 'auditor' && role !== 'system-administrator')
    .map((role) => ['auditor', role] as const),
  ['custodian', 'investigator'],
  ['custodian', 'intake'],
  ['custodian', 'supervisor'],
  ['reward-officer', 'investigator'],
  ['reward-officer', 'supervisor'],
  ['quiz-editor', 'quiz-reviewer'],
  ['quiz-editor', 'quiz-drawer'],
  ['quiz-reviewer', 'quiz-drawer'],
  ['knowledge-editor', 'knowledge-publisher'],
];

/** A member of staff who is signed in, as pages and records see them. */
export interface StaffMember {
  readonly id: string;
  /** What they sign in with, and what the audit says: `staff:wang`. */
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export function may({ roles: held }: Pick<StaffMember, 'roles'>, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return held.some((role) => allowed.includes(role));
}

/** The first pair of roles that may not be held together; undefined if there is none. */
export function conflictIn(held: readonly Role[]): readonly [Role, Role] | undefined {
  return incompatible.find(([one, other]) => held.includes(one) && held.includes(other));
}

/** Who did it, as the audit says. */
export const actorOf = ({ login }: Pick<StaffMember, 'login'>): string => `staff:${login}`;
