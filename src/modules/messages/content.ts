import type { Ctx } from '../../kernel/context.ts'
import type { Address } from './addresses.ts'
import type { OutgoingRow } from './tables.ts'

/** What a message says and to whom: kept as one sealed text. */
export interface Content {
  to: readonly Address[]; cc: readonly Address[]
  subject: string; text: string
  /** Already made safe; null: made from the text when it leaves. */
  html: string | null
  /** Message ids of other mails, as they stand in headers. */
  inReplyTo: string | null; references: readonly string[]
  files: readonly string[]
  /** Calendar text (iTIP) that goes beside the words, for programs; missing in older ones. */
  calendar?: string | null
  /** What it answers, below the answer. */
  quoted: { text: string; at: string; by: string } | null
  locale: 'zh-CN' | 'en'; zone: string | null
  /** The business line or mailbox it should leave by. */
  lineId: string | null; mailboxId: string | null
}

export const sealContent = (ctx: Ctx, sealedFor: string, content: Content): Promise<Buffer> => ctx.vault.seal(ctx, sealedFor, JSON.stringify(content))
/** Contents of messages, by id; those whose key was destroyed are missing. */
export async function openContents(ctx: Ctx, rows: readonly Pick<OutgoingRow, 'id' | 'sealed_for' | 'content'>[]): Promise<Map<string, Content>> {
  const opened = await ctx.vault.open(ctx, rows.map((row) => ({ subjectId: row.sealed_for, value: row.content })))
  return new Map(rows.flatMap((row, at) => opened[at] ? [[row.id, JSON.parse(opened[at]) as Content] as const] : []))
}
