import { maskPersonal } from '../../../pure/text/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { newId } from '../../../kernel/id.ts'
import { NeedFormed } from '../contract.ts'
import type { VoiceKind } from '../rules.ts'
import { tables } from '../tables.ts'

/** Lays a need down without voices; whoever lays it down looks after it. */
export async function newNeed(ctx: Ctx, { kind, title, summary, product, departmentId, ownerId }: { kind: VoiceKind; title: string; summary: string | null; product: string | null; departmentId: string | null; ownerId?: string | undefined }): Promise<string> {
  const me = ctx.actor.id as string
  const id = newId()
  await tables(ctx).insertInto('need').values({
    id, kind, title: maskPersonal(title), summary: summary ? maskPersonal(summary) : null, product, stage: 'gathered', department_id: departmentId, owner_id: ownerId ?? me, contact_id: null, direction: null, target_on: null, launched_at: null, launch_note: null, declined_why: null,
    voices: 0, customers: 0, last_voice_at: null, made_by: me, created_at: ctx.now, changed_at: ctx.now, version: 1,
  }).execute()
  await ctx.emit(NeedFormed, id, { kind, departmentId })
  return id
}
