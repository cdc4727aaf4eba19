import { z } from 'zod'
import { Day, Id, Instant, Listing, Warning, endpoint, event, line, pageOf, prose, question } from '../../kernel/contract.ts'
import { History, Locale } from '../../kernel/shell.ts'

/** Staff, teams, departments, roles, and the ways in. */

export const Tier = z.enum(['management', 'supervision', 'execution'])
export type Tier = z.output<typeof Tier>
export const StaffGrade = z.enum(['junior', 'intermediate', 'senior'])
export type StaffGrade = z.output<typeof StaffGrade>

/** A name beside an id, for whoever shows a person or a unit. */
const Ref = z.object({ id: z.uuid(), name: z.string() })
export const StaffRef = Ref.extend({ active: z.boolean() }).meta({ id: 'StaffRef' })
export type StaffRef = z.output<typeof StaffRef>

export const RoleHeld = z.object({ id: z.uuid(), key: z.string(), line: Ref.nullable() })
export const Staff = z.object({
  id: z.uuid(), name: z.string(), email: z.string(), phone: z.string().nullable(), locale: Locale,
  tier: Tier.nullable(), position: z.string().nullable(), /** By which they are known to customers. */ workNumber: z.string().nullable(), grade: StaffGrade.nullable(),
  department: Ref.nullable(), departmentId: z.uuid().nullable(), line: Ref.nullable(), lineId: z.uuid().nullable(), manager: Ref.nullable(), managerId: z.uuid().nullable(),
  teams: z.array(Ref.extend({ leader: z.boolean() })), roles: z.array(RoleHeld),
  active: z.boolean(), joinedAt: Instant, leftAt: Instant.nullable(), twoFactor: z.boolean(), mustChangePassword: z.boolean(), version: z.int(),
  /** What the reader may do with this person now. */
  may: z.array(z.enum(['change', 'leave', 'assign-role', 'reset-password', 'reset-second-factor', 'take-back'])),
}).meta({ id: 'Staff' })
export type Staff = z.output<typeof Staff>

const email = z.email().max(200).toLowerCase()
const password = z.string().min(1).max(128)
const phone = z.string().trim().regex(/^[+\d][\d ()-]{3,29}$/, 'staff.bad-phone')
const attributes = {
  name: line(80), phone: phone.nullable(), locale: Locale,
  tier: Tier.nullable(), position: line(60).nullable(), workNumber: line(20).nullable(), grade: StaffGrade.nullable(),
  departmentId: z.uuid().nullable(), lineId: z.uuid().nullable(), managerId: z.uuid().nullable(),
  teams: z.array(z.object({ id: z.uuid(), leader: z.boolean().optional() })).max(50),
}
export const AddStaff = z.strictObject({
  ...z.object(attributes).partial().shape, name: attributes.name, email,
  /** Without one, a temporary password is made, answered once, and must be changed at the first sign-in. */
  password: password.optional(),
  roles: z.array(z.strictObject({ key: line(60), lineId: z.uuid().optional() })).max(20).optional(),
})
export type AddStaff = z.output<typeof AddStaff>
export const ChangeStaff = z.strictObject({ ...z.object(attributes).partial().shape, email: email.optional(), version: z.int() })
export type ChangeStaff = z.output<typeof ChangeStaff>
const Admitted = Staff.extend({ temporaryPassword: z.string().nullable() })

export const StaffQuery = Listing.extend({
  active: z.enum(['true', 'false', 'all']).default('true'), role: line(60).optional(), teamId: z.uuid().optional(), departmentId: z.uuid().optional(), managerId: z.uuid().optional(),
  tier: Tier.optional(), position: line(60).optional(), grade: StaffGrade.optional(),
  /** Whose roles give this right, over whichever records. */
  permission: z.templateLiteral([z.string(), '.', z.string()]).optional(),
})

const Words = z.object({ zh: z.string(), en: z.string() })
export const Role = z.object({
  key: z.string(), name: Words, tier: Tier.nullable(), about: Words.nullable(), definitionId: z.uuid(), origin: z.enum(['shipped', 'company']),
  grants: z.array(z.object({ permission: z.string(), scope: z.string() })), holders: z.int(),
}).meta({ id: 'Role' })
export type Role = z.output<typeof Role>

export const Department = z.object({ id: z.uuid(), name: z.string(), parent: Ref.nullable(), parentId: z.uuid().nullable(), liaison: Ref.nullable(), liaisonId: z.uuid().nullable(), staff: z.int(), version: z.int() }).meta({ id: 'Department' })
export type Department = z.output<typeof Department>
const departmentFields = { name: line(80), parentId: z.uuid().nullable(), liaisonId: z.uuid().nullable() }

export const Team = z.object({
  id: z.uuid(), name: z.string(), channel: z.string().nullable(), department: Ref.nullable(), departmentId: z.uuid().nullable(), line: Ref.nullable(), lineId: z.uuid().nullable(),
  /** Key of the calendar by which it works where no roster says so; that of its line when null. */
  calendar: z.string().nullable(),
  leader: Ref.nullable(), members: z.array(Ref.extend({ leader: z.boolean() })), version: z.int(), warnings: z.array(Warning),
}).meta({ id: 'Team' })
export type Team = z.output<typeof Team>
const teamFields = {
  name: line(80), channel: line(40).nullable(), departmentId: z.uuid().nullable(), lineId: z.uuid().nullable(), calendar: line(60).nullable(),
  members: z.array(z.object({ id: z.uuid(), leader: z.boolean().optional() })).max(500),
}
export const MakeTeam = z.strictObject({ ...z.object(teamFields).partial().shape, name: teamFields.name })
export type MakeTeam = z.output<typeof MakeTeam>
/** A calendar of working hours that a team may be given. */
export const TeamCalendar = z.object({ key: z.string(), name: z.object({ zh: z.string(), en: z.string() }) }).meta({ id: 'TeamCalendar' })
/** Asked upward: which calendars there are. */
export const CalendarsKnown = question('team.calendars-known', z.object({}), TeamCalendar)
/** Asked upward: the first moment from `at` on at which whoever works by this calendar is at work. */
export const CalendarOpens = question('team.calendar-opens', z.object({ calendar: z.string(), at: z.date() }), z.object({ at: z.date() }))
/** Asked upward before something held is told: that it is settled by now. */
export const HeldSettled = question('notification.held-settled', z.object({ kind: z.string(), ids: z.array(z.uuid()) }), z.object({ id: z.uuid() }))
export const BusinessLine = z.object({ id: z.uuid(), name: z.string(), calendar: z.string().nullable(), version: z.int() }).meta({ id: 'BusinessLine' })
export type BusinessLine = z.output<typeof BusinessLine>

export const Position = z.object({ key: z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/), zh: line(80), en: line(80), tier: Tier.optional() })
/** A person as the chart of the company shows them; whose manager has left or is not known stands at the top. */
export const ChartPerson = z.object({
  id: z.uuid(), name: z.string(), position: z.string().nullable(), tier: Tier.nullable(), grade: StaffGrade.nullable(), managerId: z.uuid().nullable(), line: z.string().nullable(),
  teams: z.array(z.object({ name: z.string(), leader: z.boolean() })), version: z.int(),
}).meta({ id: 'ChartPerson' })
export type ChartPerson = z.output<typeof ChartPerson>
const items = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item) })
const version = z.int()

export const staff = {
  list: endpoint('GET', '/staff', { query: StaffQuery, response: pageOf(Staff), access: 'staff.read', about: 'People who work here, and who did.' }),
  get: endpoint('GET', '/staff/:id', { params: Id, response: Staff, access: 'staff.read', about: 'One person.' }),
  add: endpoint('POST', '/staff', { body: AddStaff, response: Admitted, status: 201, access: 'staff.write', about: 'Takes somebody on. Roles need role.assign as well.' }),
  change: endpoint('PATCH', '/staff/:id', { params: Id, body: ChangeStaff, response: Staff, access: 'staff.write', about: 'Changes a person’s attributes, teams or line manager. The e-mail needs account.write as well.' }),
  leave: endpoint('POST', '/staff/:id/leave', { params: Id, body: z.strictObject({ version: version.optional() }), response: Staff, access: 'staff.write', about: 'Ends sessions and tokens at once; reports go to the line manager above.' }),
  takeBack: endpoint('POST', '/staff/:id/return', { params: Id, body: z.strictObject({ version }), response: Staff.extend({ temporaryPassword: z.string() }), access: 'staff.write', about: 'Takes somebody on again who had left, with a temporary password; roles and teams are given anew.' }),
  assignRole: endpoint('POST', '/staff/:id/roles', { params: Id, body: z.strictObject({ key: line(60), lineId: z.uuid().optional() }), response: Staff, status: 201, access: 'role.assign', about: 'Gives a role, on one business line if said.' }),
  withdrawRole: endpoint('DELETE', '/staff/:id/roles/:assignmentId', { params: z.strictObject({ id: z.uuid(), assignmentId: z.uuid() }), response: Staff, access: 'role.assign', about: 'Takes a role back.' }),
  events: endpoint('GET', '/staff/:id/events', { params: Id, response: History, access: 'staff.history', about: 'A person’s history, sign-ins among it, oldest first.' }),
  resetPassword: endpoint('POST', '/staff/:id/password-reset', { params: Id, body: z.strictObject({}), response: z.object({ temporaryPassword: z.string() }), access: 'account.write', about: 'Makes a temporary password that must be changed at the first sign-in, and ends all sessions.' }),
  resetSecondFactor: endpoint('POST', '/staff/:id/second-factor-reset', { params: Id, body: z.strictObject({}), response: Staff, access: 'account.write', about: 'Turns two-factor off for somebody who lost the device, and ends all sessions.' }),
  roles: endpoint('GET', '/roles', { response: items(Role), access: 'staff.read', about: 'Roles in force, with what they may.' }),
  chart: endpoint('GET', '/staff-chart', { response: items(ChartPerson), access: 'staff.read', about: 'Everybody who works here with their line manager, for the chart; at most 5,000.' }),
  words: endpoint('GET', '/positions', { response: items(Position), access: 'signed-in', about: 'The positions this company has.' }),
}

/** What one can be good at; routing speaks of it by its key. */
export const Skill = z.object({ id: z.uuid(), key: z.string(), name: z.string(), version: z.int() }).meta({ id: 'Skill' })
export type Skill = z.output<typeof Skill>
/** What somebody can do: from 1, has begun, to 5, teaches it. */
export const StaffSkill = z.object({
  staff: z.object({ id: z.uuid(), name: z.string() }), skill: Skill.omit({ version: true }), level: z.int().min(1).max(5), evidence: z.string(), expiresOn: Day.nullable(), expired: z.boolean(), setBy: z.string().nullable(), setAt: Instant,
}).meta({ id: 'StaffSkill' })
export type StaffSkill = z.output<typeof StaffSkill>
const SetSkill = z.strictObject({ skillId: z.uuid(), level: z.int().min(0).max(5), evidence: line(500).optional(), expiresOn: Day.nullish() })
export type SetSkill = z.output<typeof SetSkill>
export const skills = {
  skills: endpoint('GET', '/skills', { response: items(Skill), access: 'staff.read', about: 'What one can be good at.' }),
  makeSkill: endpoint('POST', '/skills', { body: z.strictObject({ key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), name: line(80) }), response: Skill, status: 201, access: 'team.write', about: 'Adds a skill; its key never changes.' }),
  renameSkill: endpoint('PATCH', '/skills/:id', { params: Id, body: z.strictObject({ name: line(80), version }), response: Skill, access: 'team.write', about: 'Renames a skill.' }),
  matrix: endpoint('GET', '/skill-matrix', { response: items(StaffSkill), access: 'staff.read', about: 'Who can do what, at which level, on what evidence and until when.' }),
  setSkill: endpoint('PATCH', '/staff/:id/skills', { params: Id, body: SetSkill, response: items(StaffSkill), access: 'team.write', about: 'Says what somebody can do; level 0 takes it away.' }),
}
export const units = {
  departments: endpoint('GET', '/departments', { response: items(Department), access: 'staff.read', about: 'The tree of departments, flat.' }),
  makeDepartment: endpoint('POST', '/departments', { body: z.strictObject({ name: departmentFields.name, parentId: departmentFields.parentId.optional(), liaisonId: departmentFields.liaisonId.optional() }), response: Department, status: 201, access: 'team.write', about: 'Opens a department.' }),
  changeDepartment: endpoint('PATCH', '/departments/:id', { params: Id, body: z.strictObject({ ...z.object(departmentFields).partial().shape, version }), response: Department, access: 'team.write', about: 'Renames or moves a department, or names its liaison.' }),
  teams: endpoint('GET', '/teams', { response: items(Team), access: 'staff.read', about: 'Channel teams with their members.' }),
  makeTeam: endpoint('POST', '/teams', { body: MakeTeam, response: Team, status: 201, access: 'team.write', about: 'Makes a team; at most one member leads it.' }),
  changeTeam: endpoint('PATCH', '/teams/:id', { params: Id, body: z.strictObject({ ...z.object(teamFields).partial().shape, version }), response: Team, access: 'team.write', about: 'Changes a team; `members` replaces them all.' }),
  lines: endpoint('GET', '/lines', { response: items(BusinessLine), access: 'staff.read', about: 'Business lines.' }),
  makeLine: endpoint('POST', '/lines', { body: z.strictObject({ name: line(80), calendar: line(60).nullish() }), response: BusinessLine, status: 201, access: 'team.write', about: 'Opens a business line.' }),
  renameLine: endpoint('PATCH', '/lines/:id', { params: Id, body: z.strictObject({ name: line(80), calendar: line(60).nullish(), version }), response: BusinessLine, access: 'team.write', about: 'Renames a business line, or says by which calendar it works.' }),
  calendars: endpoint('GET', '/team-calendars', { response: items(TeamCalendar), access: 'staff.read', about: 'Calendars by which a team or a line may work.' }),
}

const SignedIn = z.object({
  /** True when the password was right and a code from the authenticator is asked for: call again with `code`. */
  secondFactor: z.boolean(),
  staff: z.object({ id: z.uuid(), name: z.string(), locale: Locale }).nullable(), mustChangePassword: z.boolean(),
}).meta({ id: 'SignedIn' })
const SECOND_FACTOR = z.string().trim().regex(/^(\d{6}|[\w]{5}-[\w]{5})$/, 'two-factor.bad-code')

/** Endpoints that leave their trace even when they refuse, outside of the usual unit. */
export const entry = {
  signIn: endpoint('POST', '/sign-in', { body: z.strictObject({ email: line(200), password: z.string().min(1).max(128), code: SECOND_FACTOR.optional() }), response: SignedIn, access: 'public', perMinute: 240, about: 'Opens a session and sets its cookie.' }),
  signInElsewhere: endpoint('POST', '/sign-in/oidc', { body: z.strictObject({}), response: z.object({ url: z.string() }), access: 'public', perMinute: 240, about: 'Where to go to sign in at the company’s identity provider.' }),
  changePassword: endpoint('POST', '/password', { body: z.strictObject({ current: password, next: password }), response: z.null(), access: 'signed-in', about: 'Changes one’s own password; one’s other sessions end.' }),
  startTwoFactor: endpoint('POST', '/two-factor/start', { body: z.strictObject({ password }), response: z.object({ uri: z.string(), backupCodes: z.array(z.string()) }), access: 'signed-in', about: 'The secret for the authenticator as an otpauth URI, and codes for when it is lost.' }),
  confirmTwoFactor: endpoint('POST', '/two-factor/confirm', { body: z.strictObject({ code: SECOND_FACTOR }), response: z.null(), access: 'signed-in', about: 'Turns two-factor on with the first code.' }),
  disableTwoFactor: endpoint('POST', '/two-factor/disable', { body: z.strictObject({ password }), response: z.null(), access: 'signed-in', about: 'Turns two-factor off.' }),
}

export const ApiToken = z.object({ id: z.uuid(), name: z.string(), tail: z.string(), scope: z.array(z.string()).nullable(), madeAt: Instant, expiresAt: Instant.nullable(), usedOn: z.string().nullable(), revokedAt: Instant.nullable() }).meta({ id: 'ApiToken' })
export type ApiToken = z.output<typeof ApiToken>
export const Profile = z.object({ id: z.uuid(), name: z.string(), email: z.string(), phone: z.string().nullable(), locale: Locale, twoFactor: z.boolean(), mustChangePassword: z.boolean(), passwordLength: z.int(), version: z.int() }).meta({ id: 'Profile' })
export type Profile = z.output<typeof Profile>

export const account = {
  setup: endpoint('POST', '/setup', { body: z.strictObject({ company: line(120), zone: line(60), email, password, name: line(80), token: z.string().max(200), demo: z.boolean().optional() }), response: z.object({ staffId: z.uuid() }), status: 201, access: 'public', perMinute: 30, about: 'Makes the first administrator, once, with the token of the link that the start prints.' }),
  ways: endpoint('GET', '/sign-in', { response: z.object({ oidc: z.string().nullable() }), access: 'public', about: 'The ways in that are offered: the name of the identity provider, if there is one.' }),
  signOut: endpoint('POST', '/sign-out', { body: z.strictObject({}), response: z.null(), access: 'signed-in', about: 'Ends this session.' }),
  me: endpoint('GET', '/me', { response: Profile, access: 'signed-in', about: 'One’s own account.' }),
  changeMe: endpoint('PATCH', '/me', { body: z.strictObject({ locale: Locale.optional(), phone: phone.nullable().optional(), version }), response: Profile, access: 'signed-in', about: 'Changes one’s own language or telephone.' }),
  tokens: endpoint('GET', '/tokens', { response: items(ApiToken), access: 'signed-in', about: 'One’s own API tokens.' }),
  makeToken: endpoint('POST', '/tokens', { body: z.strictObject({ name: line(80), scope: z.array(line(80)).min(1).max(200).nullable().optional(), expiresInDays: z.int().min(1).max(3_650).optional() }), response: ApiToken.extend({ token: z.string() }), status: 201, access: 'signed-in', about: 'Makes an API token; it is shown this once.' }),
  revokeToken: endpoint('POST', '/tokens/:id/revoke', { params: Id, body: z.strictObject({}), response: ApiToken, access: 'signed-in', about: 'Ends a token at once. Others’ tokens need account.write.' }),
}

export const Notification = z.object({ id: z.uuid(), code: z.string(), subjectKind: z.string(), subjectId: z.uuid(), params: z.record(z.string(), z.json()), at: Instant, readAt: Instant.nullable() }).meta({ id: 'Notification' })
export type Notification = z.output<typeof Notification>
export const notifications = {
  recent: endpoint('GET', '/notifications', { query: z.strictObject({ limit: z.coerce.number<number>().int().min(1).max(100).default(20), cursor: z.uuid().optional() }), response: pageOf(Notification).extend({ unread: z.int() }), access: 'signed-in', about: 'One’s own notifications, newest first; `unread` counts to 100 at most.' }),
  read: endpoint('POST', '/notifications/read', { body: z.strictObject({ ids: z.array(z.uuid()).max(200).optional() }), response: z.object({ unread: z.int() }), access: 'signed-in', about: 'Marks some, or without `ids` all, as read.' }),
}

/** Somebody stands in for somebody from one moment until another; `over` is past. */
export const Delegation = z.object({ id: z.uuid(), staff: Ref, delegate: Ref, fromAt: Instant, untilAt: Instant, reason: z.string().nullable(), state: z.enum(['coming', 'now', 'over']), may: z.array(z.enum(['end'])), version: z.int() }).meta({ id: 'Delegation' })
export type Delegation = z.output<typeof Delegation>
export const MakeDelegation = z.strictObject({ staffId: z.uuid(), delegateId: z.uuid(), fromAt: Instant, untilAt: Instant, reason: prose(300).optional() })
export type MakeDelegation = z.output<typeof MakeDelegation>
export const delegations = {
  delegations: endpoint('GET', '/staff/:id/delegations', { params: Id, response: items(Delegation), access: 'staff.read', about: 'When somebody is stood in for, and when they stand in for others, the latest first.' }),
  makeDelegation: endpoint('POST', '/delegations', { body: MakeDelegation, response: Delegation, status: 201, access: 'staff.read', about: 'Names who stands in for a person meanwhile: by themselves, their managers, or whoever changes staff.' }),
  endDelegation: endpoint('POST', '/delegations/:id/end', { params: Id, body: z.strictObject({ version }), response: Delegation, access: 'staff.read', about: 'Ends it now.' }),
}

const Changed = z.record(z.string(), z.object({ from: z.json(), to: z.json() }).partial())
const staffId = z.object({ staffId: z.uuid() })
export const StaffAdded = event('staff.added', z.object({ name: z.string(), tier: Tier.nullable(), position: z.string().nullable(), grade: StaffGrade.nullable(), departmentId: z.uuid().nullable(), managerId: z.uuid().nullable(), teamIds: z.array(z.uuid()) }))
/** E-mail and telephone are named when they change, never shown. */
export const StaffChanged = event('staff.changed', z.object({ changed: Changed }))
export const StaffLeft = event('staff.left', z.object({ changed: z.object({ status: z.object({ from: z.literal('here'), to: z.literal('gone') }) }), sessions: z.int(), tokens: z.int(), reports: z.array(z.uuid()), reportsTo: z.uuid().nullable(), teamIds: z.array(z.uuid()), roles: z.array(z.string()) }))
export const StaffReturned = event('staff.returned', z.object({ changed: z.object({ status: z.object({ from: z.literal('gone'), to: z.literal('here') }) }) }))
export const RoleAssigned = event('role.assigned', staffId.extend({ role: z.string(), lineId: z.uuid().nullable() }))
export const RoleWithdrawn = event('role.withdrawn', staffId.extend({ role: z.string(), lineId: z.uuid().nullable() }))
export const TeamMade = event('team.made', z.object({ name: z.string(), members: z.array(z.uuid()), leaderId: z.uuid().nullable() }))
export const TeamChanged = event('team.changed', z.object({ changed: Changed }))
export const SkillMade = event('skill.made', z.object({ key: z.string(), name: z.string() }))
export const SkillChanged = event('skill.changed', z.object({ changed: Changed }))
export const StaffSkillSet = event('staff.skill-set', z.object({ skill: z.string(), changed: Changed }))
export const DepartmentMade = event('department.made', z.object({ name: z.string(), parentId: z.uuid().nullable() }))
export const DepartmentChanged = event('department.changed', z.object({ changed: Changed }))
export const LineMade = event('line.made', z.object({ name: z.string() }))
export const LineRenamed = event('line.renamed', z.object({ changed: Changed }))
/** Sign-ins are told of the person, so that they stand in the person's history. */
export const SessionStarted = event('session.started', z.object({ method: z.enum(['password', 'oidc']), secondFactor: z.boolean() }))
export const SessionEnded = event('session.ended', z.object({}))
/** `known` is false when nobody has this e-mail; the id is then the fingerprint of what was typed. */
export const SignInFailed = event('sign-in.failed', z.object({ known: z.boolean(), reason: z.enum(['password', 'code']) }))
export const AccountLocked = event('account.locked', z.object({ known: z.boolean(), until: Instant }))
export const PasswordChanged = event('password.changed', z.object({ by: z.enum(['self', 'administrator']) }))
export const SecondFactorChanged = event('second-factor.changed', z.object({ to: z.enum(['started', 'on', 'off', 'reset']) }))
export const TokenMade = event('token.made', staffId.extend({ name: z.string(), scope: z.array(z.string()).nullable(), expiresAt: Instant.nullable() }))
export const TokenRevoked = event('token.revoked', staffId)
/** The first administrator stands; `demo` asks whoever brings a demo company to load it. */
export const CompanySetUp = event('company.set-up', z.object({ demo: z.boolean() }))
export const DelegationMade = event('delegation.made', z.object({ staffId: z.uuid(), delegateId: z.uuid(), fromAt: z.string(), untilAt: z.string() }))
export const DelegationEnded = event('delegation.ended', z.object({ staffId: z.uuid(), delegateId: z.uuid() }))
/** What somebody with these permissions still has to do before customers are shown to them in a browser; nothing when all is done. */
export const StaffOwes = question('staff.owes', z.object({ staffId: z.uuid(), permissions: z.array(z.string()) }), z.object({ subjectKind: z.string(), subjectId: z.uuid() }))
export const NotificationMade = event('notification.made', z.object({ code: z.string(), subjectKind: z.string(), subjectId: z.uuid(), staffIds: z.array(z.uuid()) }))
export const NotificationRead = event('notification.read', z.object({ count: z.int() }))
