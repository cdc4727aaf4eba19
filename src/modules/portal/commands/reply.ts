import type { Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import { receiveMessage } from '../../cases/index.ts'
import { recordInteraction } from '../../contacts/index.ts'
import { noteContact } from '../../knowledge/index.ts'
import type { Tracked } from '../contract.ts'
import { PortalReplied } from '../contract.ts'
import { tables } from '../tables.ts'
import { trackedCase } from '../tracked.ts'
import { holdTrack } from '../tracks.ts'
import { claimUploads } from '../uploads.ts'

/** The customer's word on the matter that a code opens. What was closed long ago is taken up by a new case, and the code then leads there. */
export async function reply(ctx: Ctx, trackId: string, { body, attachments, holder, visitor }: { body: string; attachments: readonly string[]; holder: Buffer; visitor?: string | undefined }): Promise<Tracked> {
  const track = await holdTrack(ctx, trackId)
  const files = await claimUploads(ctx, attachments, holder)
  const interactionId = newId()
  const { caseId, messageId, outcome } = await receiveMessage(ctx, { caseId: track.case_id, body, channel: 'portal', interactionId, at: ctx.now, ...(files.length ? { attachments: files } : {}) })
  // Our answer goes where the last word came from, so the address left at the start stands at each.
  const [email] = track.email && track.customer_id ? await ctx.vault.open(ctx, [{ subjectId: track.customer_id, value: track.email }]) : []
  await recordInteraction(ctx, { id: interactionId, channel: 'portal', direction: 'in', customerId: track.customer_id, subjectKind: 'case', subjectId: caseId, parties: email ? [{ role: 'from', kind: 'email', value: email }] : [] })
  if (caseId !== track.case_id) {
    await tables(ctx).updateTable('portal_track').set((eb) => ({ case_id: caseId, version: eb('version', '+', 1) })).where('id', '=', trackId).execute()
    tables.insert(ctx, 'portal_track_case', { track_id: trackId, case_id: caseId, at: ctx.now })
  }
  if (visitor) await noteContact(ctx, visitor, track.customer_id)
  await ctx.emit(PortalReplied, caseId, { trackId, messageId, outcome })
  return trackedCase(ctx, { ...track, case_id: caseId })
}
