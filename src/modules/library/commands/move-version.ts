import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, refused } from '../../../kernel/errors.ts'
import { keepApart } from '../../../kernel/separation.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import { forgetPeople } from '../../people/index.ts'
import type { DocumentVersion, MoveVersion } from '../contract.ts'
import { DocumentMoved, VersionMayMove } from '../contract.ts'
import { currentOf, findDocument, kindOf, today, versionsOf } from '../documents/find.ts'
import { figuresFor } from '../documents/knowing.ts'
import { fieldsIn, gapsIn, getVersion, textsIn } from '../documents/show.ts'
import { followVersions, writeVersion } from '../documents/writing.ts'
import { daysLater, deedsOf, hindrances, moveOf } from '../rules.ts'
import { ownWork } from '../separations.ts'
import { tables } from '../tables.ts'
import type { DocumentRow, VersionRow } from '../tables.ts'
import { versionOf } from './edit-version.ts'

type Deed = MoveVersion['deed'] | 'expire' | 'replace'

/** Moves a version along its life. @throws AppError 403 document.own-work, document.not-yours, 409 document.illegal-transition, record.stale, 422 with every reason */
export async function moveVersion(ctx: Ctx, id: string, versionId: string, { deed, revision, note }: MoveVersion): Promise<DocumentVersion> {
  const of = await findDocument(ctx, id)
  const before = await versionOf(ctx, id, versionId)
  const shown = () => getVersion(ctx, id, versionId)
  const to = moveOf(deed, before.state)
  if (!to) throw conflict('document.illegal-transition', await shown(), { deed, state: before.state })
  const powers = { write: of.may_write, approve: ctx.actor.can('document.approve'), me: ctx.actor.id, isOwner: of.owner_id === ctx.actor.id }
  if (deed === 'approve' && powers.approve) keepApart(ctx, ownWork, before.author_ids)
  if (!deedsOf({ state: before.state, authorIds: before.author_ids }, powers).includes(deed)) {
    throw new AppError('forbidden', 'document.not-yours')
  }
  if (before.revision !== revision) throw conflict('record.stale', await shown())
  if ((deed === 'return' || deed === 'withdraw') && !note) throw refused('document.reason-needed', [{ path: 'note', code: 'document.reason-needed' }])
  if (deed === 'submit' || deed === 'approve') await refuseGaps(ctx, before)
  if (deed === 'put-in-force') await refuseHindrances(ctx, of, before)
  if (deed === 'submit' || deed === 'approve' || deed === 'put-in-force') {
    refuseOver(ctx, before)
    await refuseAgainst(ctx, before, deed)
  }

  const kind = kindOf(ctx, before)
  // A kind that asks for no approval goes from the desk into force in one step.
  const isApproved = deed === 'approve' || (deed === 'submit' && !kind.approval)
  const me = ctx.actor.id
  const at = ctx.now
  const changes: Partial<VersionRow> = {
    state: isApproved ? 'approved' : to,
    ...(deed === 'submit' ? { submitted_by: me, submitted_at: at, returned_note: null } : {}), ...(isApproved ? { approved_by: deed === 'approve' ? me : null, approved_at: at } : {}),
    ...(deed === 'return' ? { returned_note: note ?? null, approved_by: null, approved_at: null } : {}),
    ...(deed === 'drop' ? { ended_at: at, ended_why: 'dropped' as const } : deed === 'withdraw' ? { ended_at: at, ended_why: 'withdrawn' as const } : {}),
  }
  await writeVersion(ctx, versionId, revision, changes)
  // Who approves a document that nobody answers for takes it over: nothing is in force without an owner.
  const more: Partial<DocumentRow> = isApproved && !of.owner_id ? { owner_id: me } : deed === 'withdraw' ? { review_due: null, review_opened_at: null, review_reason: null } : {}
  await tell(ctx, id, before, deed, isApproved ? 'approved' : to, note ?? null)
  const after = { ...before, ...changes, revision: revision + 1 }
  const begins = deed === 'put-in-force' || (isApproved && !hindrances(kind.standard, await figuresFor(ctx, of, after), before.effective_on, today(ctx)).length)
  if (begins) await putInForce(ctx, { ...of, ...more }, after, more)
  else await followVersions(ctx, id, more)
  return shown()
}

const tell = (ctx: Ctx, id: string, { id: versionId, number, state, ...of }: VersionRow, deed: Deed, to: VersionRow['state'], note: string | null) =>
  ctx.emit(DocumentMoved, id, { versionId, number, kind: kindOf(ctx, of).key, from: state, to, deed, note: note === null ? null : maskPersonal(note), changed: { state: { from: state, to } } })

async function refuseGaps(ctx: Ctx, version: VersionRow): Promise<void> {
  const gaps = await gapsIn(ctx, version)
  if (gaps.length) throw refused('document.incomplete', gaps.map(({ code, at, language }) => ({ path: [language, at].filter(Boolean).join('.'), code, params: { at, language: language ?? '' } })))
}
/** What modules above have against it. */
async function refuseAgainst(ctx: Ctx, version: VersionRow, deed: 'submit' | 'approve' | 'put-in-force'): Promise<void> {
  const against = await ctx.ask(VersionMayMove, { documentId: version.document_id, versionId: version.id, kind: kindOf(ctx, version).key, deed, texts: textsIn(version), fields: fieldsIn(version) })
  if (against.length) throw refused('document.not-ready', against.map(({ path, code, params }) => ({ path, code, ...(params ? { params } : {}) })))
}
/** What would be over before it could begin. */
function refuseOver(ctx: Ctx, { effective_on: from, expires_on: until }: VersionRow): void {
  const day = today(ctx)
  if (until && until <= (from && from > day ? from : day)) throw refused('document.not-ready', [{ path: 'expiresOn', code: 'document.ends-before-it-begins' }])
}
async function refuseHindrances(ctx: Ctx, of: DocumentRow, version: VersionRow): Promise<void> {
  const found = hindrances(kindOf(ctx, version).standard, await figuresFor(ctx, of, version), version.effective_on, today(ctx))
  if (found.length) throw refused('document.not-ready', found.map(({ code, params }) => ({ path: 'deed', code, params })))
}

/** A version comes into force, and the one before it is replaced. Who calls has looked at what hinders it. */
export async function putInForce(ctx: Ctx, of: DocumentRow, version: VersionRow, more: Partial<DocumentRow> = {}): Promise<void> {
  const kind = kindOf(ctx, version)
  if (kind.beforeCustomers) forgetPeople(ctx)
  const day = today(ctx)
  const old = currentOf(await versionsOf(ctx, of.id))
  if (old && old.id !== version.id) {
    await writeVersion(ctx, old.id, old.revision, { state: 'retired', ended_at: ctx.now, ended_why: 'replaced' })
    await tell(ctx, of.id, old, 'replace', 'retired', null)
  }
  await writeVersion(ctx, version.id, version.revision, {
    state: 'in-force', began_at: ctx.now, effective_on: version.effective_on ?? day, expires_on: version.expires_on ?? (kind.validDays ? daysLater(day, kind.validDays) : null),
  })
  await tell(ctx, of.id, version, 'put-in-force', 'in-force', null)
  await followVersions(ctx, of.id, { ...more, review_due: kind.reviewDays ? daysLater(day, kind.reviewDays) : null, reviewed_on: day, review_opened_at: null, review_reason: null, told_soon: null, told_overdue: null })
}

/** A version whose last day is past is in force no longer. */
export async function expireVersion(ctx: Ctx, version: VersionRow): Promise<void> {
  await tables(ctx).updateTable('document_version').set({ state: 'retired', ended_at: ctx.now, ended_why: 'expired', revision: version.revision + 1, changed_at: ctx.now }).where('id', '=', version.id).where('state', '=', 'in-force').execute()
  await tell(ctx, version.document_id, version, 'expire', 'retired', null)
  await followVersions(ctx, version.document_id, { review_due: null, review_opened_at: null, review_reason: null })
}
