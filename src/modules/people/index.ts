/** People: who works here, what they may, and how they come in. */
import { staffCells } from './export-cells.ts'
import { tellExports } from './export-notices.ts'
import { historyEntries } from '../../kernel/frame.ts'
import { beat, defineModule, serve } from '../../kernel/module.ts'
import { commands } from './cli.ts'
import { addStaff } from './commands/add-staff.ts'
import { assignRole, withdrawRole } from './commands/assign-role.ts'
import { changeMe, changeStaff } from './commands/change-staff.ts'
import { resetPassword } from './commands/change-password.ts'
import { changeDepartment, makeDepartment, makeLine, renameLine } from './commands/departments.ts'
import { leave } from './commands/leave.ts'
import { resetSecondFactor } from './commands/second-factor.ts'
import { endSession } from './commands/sessions.ts'
import { setUp } from './commands/set-up.ts'
import { takeBack } from './commands/take-back.ts'
import { changeTeam, makeTeam } from './commands/teams.ts'
import { listTokens, makeToken, revokeToken } from './commands/tokens.ts'
import * as told from './contract.ts'
import { grants, roleKind, roles } from './definitions/roles.ts'
import { endDelegation, listDelegations, makeDelegation } from './delegates.ts'
import { heldBeat } from './held.ts'
import { accountsOf } from './house.ts'
import { SESSION_COOKIE } from './auth.ts'
import { listNotices, notificationResource, readNotices } from './notices.ts'
import { getStaff, listRoles, listStaff, namesOf, readPassport, staffChart, staffResource } from './queries.ts'
import { positions, settings } from './settings.ts'
import { copyShifts, dropShift, planShifts } from './roster/commands.ts'
import { RosterChanged, roster } from './roster/contract.ts'
import { onDutyAt, readRoster } from './roster/queries.ts'
import { entrance, needSession } from './sign-in.ts'
import { listSkills, makeSkill, renameSkill, setSkill, skillMatrix } from './skills.ts'
import { sweep } from './sweep.ts'
import { readDepartments, readLines, readTeams } from './units.ts'

export { insideRoles, roleKind } from './definitions/roles.ts'
export { alsoChangedBy, openIdentity } from './identity.ts'
export { forgetPeople } from './house.ts'
export { readActor } from './actors.ts'
export { addStaff } from './commands/add-staff.ts'
export { makeTeam } from './commands/teams.ts'
export { makeToken } from './commands/tokens.ts'
export { setupToken } from './commands/set-up.ts'
export { membersOf, staffWithRoles, staffWithout, strangersAmong } from './holders.ts'
export { mailAddressesOf, namesOf, positionsOf, requireRole, requireStaff, requireTeam, roleName, workNumberOf } from './queries.ts'
export { readDepartments, readLines, teamMembers } from './units.ts'
export type { StaffSkillRefRow, TeamMemberRefRow } from './tables.ts'
export { notifyInHours } from './held.ts'
export { notify } from './notices.ts'
export { planFor } from './roster/commands.ts'
export { limitOf, limitsOf } from './limits/index.ts'
export type { Limits } from './limits/index.ts'
export { dutyWords } from './roster/duty-words.ts'
export { staffOnDuty } from './roster/queries.ts'
export { standInsOf } from './delegates.ts'
export { commonSuperior, lineAbove, superiorsOf } from './superiors.ts'
export type { StaffRefRow, TeamRefRow } from './tables.ts'

export const peopleModule = defineModule({
  name: 'people',
  permissions: ['staff.read', 'staff.write', 'staff.history', 'team.write', 'roster.write', 'role.assign', 'account.write', 'notification.read', 'personal.read', 'sensitive.read'],
  grants, settings, commands, kinds: [roleKind], definitions: roles,
  events: [...Object.values(told).filter((one): one is typeof told.StaffAdded => typeof one === 'object' && 'kind' in one && 'subject' in one), RosterChanged],
  resources: [staffResource, notificationResource],
  beats: [heldBeat, beat('people.sweep', 3_600, sweep)],
  listeners: [tellExports], answers: [staffCells],
  serves: [
    entrance,
    serve(told.skills, {
      skills: async (ctx) => ({ items: await listSkills(ctx) }),
      makeSkill: (ctx, { body }) => makeSkill(ctx, body),
      renameSkill: (ctx, { params, body }) => renameSkill(ctx, params.id, body),
      matrix: async (ctx) => ({ items: await skillMatrix(ctx) }),
      setSkill: async (ctx, { params, body }) => ({ items: await setSkill(ctx, params.id, body) }),
    }),
    serve(told.staff, {
      list: (ctx, { query }) => listStaff(ctx, query),
      get: (ctx, { params }) => getStaff(ctx, params.id),
      add: (ctx, { body }) => addStaff(ctx, body),
      change: (ctx, { params, body }) => changeStaff(ctx, params.id, body),
      leave: (ctx, { params, body }) => leave(ctx, params.id, body.version),
      takeBack: (ctx, { params, body }) => { needSession(ctx.actor); return takeBack(ctx, params.id, body.version) },
      assignRole: (ctx, { params, body }) => assignRole(ctx, params.id, body),
      withdrawRole: (ctx, { params }) => withdrawRole(ctx, params.id, params.assignmentId),
      events: async (ctx, { params }) => { await getStaff(ctx, params.id); return historyEntries(ctx, [params.id], namesOf) },
      resetPassword: (ctx, { params }) => { needSession(ctx.actor); return resetPassword(ctx, params.id) },
      resetSecondFactor: (ctx, { params }) => { needSession(ctx.actor); return resetSecondFactor(ctx, params.id) },
      roles: async (ctx) => ({ items: await listRoles(ctx) }),
      chart: async (ctx) => ({ items: await staffChart(ctx) }),
      words: async (ctx) => ({ items: ctx.settings.get(positions) }),
    }),
    serve(roster, {
      shifts: (ctx, { query }) => readRoster(ctx, query),
      onDuty: async (ctx, { query }) => ({ items: await onDutyAt(ctx, ctx.now, query.teamId) }),
      plan: async (ctx, { body }) => ({ items: await planShifts(ctx, body) }),
      copyWeek: (ctx, { body }) => copyShifts(ctx, body),
      drop: (ctx, { params }) => dropShift(ctx, params.id),
    }),
    serve(told.units, {
      departments: async (ctx) => ({ items: await readDepartments(ctx) }),
      makeDepartment: (ctx, { body }) => makeDepartment(ctx, body),
      changeDepartment: (ctx, { params, body }) => changeDepartment(ctx, params.id, body),
      teams: async (ctx) => ({ items: await readTeams(ctx) }),
      makeTeam: (ctx, { body }) => makeTeam(ctx, body),
      changeTeam: (ctx, { params, body }) => changeTeam(ctx, params.id, body),
      lines: async (ctx) => ({ items: await readLines(ctx) }),
      makeLine: (ctx, { body }) => makeLine(ctx, body),
      renameLine: (ctx, { params, body }) => renameLine(ctx, params.id, body),
      calendars: async (ctx) => ({ items: await ctx.ask(told.CalendarsKnown, {}) }),
    }),
    serve(told.account, {
      setup: (ctx, { body }) => setUp(ctx, body),
      ways: async (ctx) => ({ oidc: accountsOf(ctx).auth.provider }),
      signOut: async (ctx, _, door) => {
        needSession(ctx.actor)
        await endSession(ctx, ctx.actor.id as string, await accountsOf(ctx).sessionOf(door.cookies[SESSION_COOKIE]))
        door.setCookie(SESSION_COOKIE, '', { maxAgeSeconds: 0 })
        return null
      },
      me: (ctx) => readPassport(ctx, ctx.actor.id as string),
      changeMe: (ctx, { body }) => changeMe(ctx, body),
      tokens: async (ctx) => ({ items: await listTokens(ctx) }),
      makeToken: (ctx, { body }) => { needSession(ctx.actor); return makeToken(ctx, { ...body, staffId: ctx.actor.id as string }) },
      revokeToken: (ctx, { params }) => revokeToken(ctx, params.id),
    }),
    serve(told.delegations, {
      delegations: async (ctx, { params }) => ({ items: await listDelegations(ctx, (await getStaff(ctx, params.id)).id) }),
      makeDelegation: (ctx, { body }) => makeDelegation(ctx, body),
      endDelegation: (ctx, { params, body }) => endDelegation(ctx, params.id, body.version),
    }),
    serve(told.notifications, {
      recent: (ctx, { query }) => listNotices(ctx, query),
      read: (ctx, { body }) => readNotices(ctx, body.ids),
    }),
  ],
})
