import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, refused } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { readDepartments, requireStaff } from '../../people/index.ts'
import { askAboutRecord } from '../../teamwork/index.ts'
import type { ChangeNeed, FormNeed, MoveNeed, Need } from '../contract.ts'
import { NeedChanged, NeedMoved, NeedRouted } from '../contract.ts'
import { findNeed, getNeed } from '../queries.ts'
import { againstStage, waysFrom } from '../rules.ts'
import { answersWithin } from '../settings.ts'
import type { NeedRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { newNeed } from './new-need.ts'
import { joinVoices } from './voices.ts'

const requireDepartment = async (ctx: Ctx, id: string) => {
  const found = (await readDepartments(ctx)).find((one) => one.id === id)
  if (!found) throw refused('department.unknown', [{ path: 'departmentId', code: 'department.unknown' }])
  return found
}

/** Forms a need, perhaps of voices. @throws AppError refused `department.unknown`, `staff.*`, and those of `joinVoices` */
export async function formNeed(ctx: Ctx, { voiceIds, summary, product, departmentId, ownerId, kind, title }: FormNeed): Promise<Need> {
  if (departmentId) await requireDepartment(ctx, departmentId)
  if (ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  const id = await newNeed(ctx, { kind, title, summary: summary ?? null, product: product ?? null, departmentId: departmentId ?? null, ownerId })
  return voiceIds.length ? joinVoices(ctx, { voiceIds, needId: id }) : getNeed(ctx, id)
}

async function write(ctx: Ctx, id: string, version: number, set: Partial<NeedRow>): Promise<void> {
  const won = await tables(ctx).updateTable('need').set({ ...set, changed_at: ctx.now, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getNeed(ctx, id))
}
const NAMES: Readonly<Record<string, string>> = { department_id: 'departmentId', owner_id: 'ownerId', target_on: 'targetOn' }
const TEXTS = ['summary', 'direction', 'launch_note', 'declined_why']
const changesOf = (before: NeedRow, set: Partial<NeedRow>) => Object.fromEntries(Object.entries(set).filter(([key, to]) => (before as unknown as Record<string, unknown>)[key] !== to && key !== 'launched_at')
  .map(([key, to]) => [NAMES[key] ?? key, TEXTS.includes(key) ? {} : { from: (before as unknown as Record<string, unknown>)[key] as never, to: to as never }]))

/** @throws AppError conflict `need.is-over`, `record.stale`, refused `department.unknown` */
export async function changeNeed(ctx: Ctx, id: string, { version, departmentId, ownerId, title, summary, ...rest }: ChangeNeed): Promise<Need> {
  const before = await findNeed(ctx, id)
  if (before.stage === 'launched') throw conflict('need.is-over', await getNeed(ctx, id))
  if (departmentId) await requireDepartment(ctx, departmentId)
  if (ownerId) await requireStaff(ctx, ownerId, 'ownerId')
  const set = dropUndefined({ ...rest, title: title === undefined ? undefined : maskPersonal(title), summary: summary ? maskPersonal(summary) : summary, department_id: departmentId, owner_id: ownerId }) as Partial<NeedRow>
  await write(ctx, id, version, set)
  await ctx.emit(NeedChanged, id, { changed: changesOf(before, set) })
  return getNeed(ctx, id)
}

/** Asks a department for its answer. @throws AppError conflict `need.is-over`, `need.answer-awaited`, `record.stale`; refused `need.no-department`, `department.unknown`, `agreement.no-liaison` */
export async function routeNeed(ctx: Ctx, id: string, { version, departmentId, question }: { version: number; departmentId?: string | undefined; question?: string | undefined }): Promise<Need> {
  const shown = await getNeed(ctx, id)
  if (!shown.may.includes('route')) throw conflict('need.is-over', shown)
  const to = departmentId ?? shown.department?.id
  if (!to) throw refused('need.no-department', [{ path: 'departmentId', code: 'need.no-department' }])
  if (shown.requests.some((one) => one.state === 'open' && one.department.id === to)) throw conflict('need.answer-awaited', shown)
  await write(ctx, id, version, { department_id: to })
  await askDepartmentAbout(ctx, shown, to, ctx.actor.id as string, question)
  return getNeed(ctx, id)
}
/** The request itself, with what is known of the need; also made by itself when enough customers have spoken. */
export async function askDepartmentAbout(ctx: Ctx, of: Pick<Need, 'id' | 'title' | 'summary' | 'voices' | 'customers'>, departmentId: string, askedBy: string, question?: string): Promise<void> {
  const department = await requireDepartment(ctx, departmentId)
  const { id, dueAt } = await askAboutRecord(ctx, {
    about: { kind: 'need', id: of.id }, departmentId, askedBy, within: ctx.settings.get(answersWithin), type: { key: 'need', name: { zh: '客户需求答复', en: 'Answer to what customers need' } },
    subject: of.title, details: [question, of.summary].filter(Boolean).join('\n\n') || null, title: { zh: `答复客户需求：${of.title.slice(0, 60)}`, en: `Answer a need of customers: ${of.title.slice(0, 60)}` },
  })
  await tables(ctx).updateTable('need').set({ department_id: departmentId, contact_id: department.liaisonId }).where('id', '=', of.id).execute()
  await ctx.emit(NeedRouted, of.id, { departmentId: department.id, requestId: id, voices: of.voices, dueAt: dueAt.toISOString() })
}

/**
 * Moves a need along its stages.
 * @throws AppError conflict `need.illegal-move`, `record.stale`; refused `need.not-ready` with everything that is missing: `need.not-answered`, `need.answer-awaited`, `need.direction-missing`, `need.target-missing`, `need.launch-note-missing`, `need.why-missing`
 */
export async function moveNeed(ctx: Ctx, id: string, { to, version, direction, targetOn, launchNote, why }: MoveNeed): Promise<Need> {
  const before = await findNeed(ctx, id)
  const shown = await getNeed(ctx, id)
  if (!shown.may.includes('move') || !waysFrom(before.stage).includes(to)) throw conflict('need.illegal-move', shown)
  if (before.version !== version) throw conflict('record.stale', shown)
  const said = (text: string | undefined, now: string | null) => text === undefined ? now : maskPersonal(text)
  const set: Partial<NeedRow> = {
    stage: to, direction: said(direction, before.direction), target_on: targetOn ?? before.target_on,
    ...(to === 'launched' ? { launch_note: said(launchNote, before.launch_note), launched_at: ctx.now } : {}), ...(to === 'declined' ? { declined_why: said(why, before.declined_why) } : {}),
  }
  const count = (state: string) => shown.requests.filter((one) => one.state === state).length
  const missing = againstStage(to, { answered: count('answered'), open: count('open'), direction: !!set.direction, targetOn: !!set.target_on, launchNote: !!set.launch_note, why: why !== undefined })
  if (missing.length) throw refused('need.not-ready', missing)
  await write(ctx, id, version, set)
  await ctx.emit(NeedMoved, id, { from: before.stage, to, changed: changesOf(before, set) })
  return getNeed(ctx, id)
}
