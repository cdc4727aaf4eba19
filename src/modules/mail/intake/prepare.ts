import { createHash } from 'node:crypto'
import { systemActor } from '../../../kernel/actors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Work } from '../../../kernel/work.ts'
import { dropBytes, keepFile, lookAtBytes } from '../../files/index.ts'
import type { Examined } from '../../files/index.ts'
import { readMailIsolated } from '../reading/read-mail-isolated.ts'
import type { MailAttachment, ReadMail } from '../reading/read-mail-shape.ts'
import { mostBytes } from '../settings.ts'
import type { KeptAttachment } from './content.ts'

/** More attachments than this are told and not kept apart; the mail's own bytes have them all. */
const MOST_FILES = 100

type Looked = { of: MailAttachment; examined: Examined } | { of: MailAttachment; refused: string }
/** A mail that was read, with its attachments judged and ready to be kept. */
export interface Prepared {
  mail: ReadMail
  /** What it says, whichever way it came: trace headers and encodings don't count. */
  contentHash: Buffer
  /** Gives the attachments their records, in the unit that needs them. */
  keep: (ctx: Ctx) => Promise<KeptAttachment[]>
  /** Lets go what was not kept. */
  drop: () => Promise<void>
}

/**
 * Reads a mail apart, within limits, and judges what hangs on it. Opens no unit that lasts.
 * @throws UnreadableMail
 */
export async function prepareMail(work: Work, raw: Uint8Array): Promise<Prepared> {
  const mail = await readMailIsolated(raw, { bytes: work.settings.get(mostBytes) })
  const looked: Looked[] = []
  for (const of of mail.attachments) looked.push(await look(work, of, looked.length))
  return {
    mail, contentHash: contentHash(mail),
    async keep(ctx) {
      const kept: KeptAttachment[] = []
      for (const one of looked) {
        const { name, type, size, hash, inline, contentId } = one.of
        const told = { name, type, size, hash, inline, contentId: contentId ?? null }
        if ('refused' in one) { kept.push({ ...told, fileId: null, refused: one.refused }); continue }
        const file = await keepFile(ctx, one.examined)
        kept.push({ ...told, name: file.name, fileId: file.id, refused: null })
      }
      return kept
    },
    async drop() { for (const one of looked) if ('examined' in one) await dropBytes(one.examined.received) },
  }
}

async function look(work: Work, of: MailAttachment, before: number): Promise<Looked> {
  if (before >= MOST_FILES) return { of, refused: 'mail.too-many-files' }
  try { return { of, examined: await lookAtBytes(work, systemActor, 'mail.look', of.content, of.name, of.type) } } catch (error) {
    if (error instanceof AppError && error.kind === 'refused') return { of, refused: error.code }
    throw error
  }
}

function contentHash(mail: ReadMail): Buffer {
  const said = [mail.from.map((one) => one.address.toLowerCase()), mail.subject, mail.sentAt?.getTime() ?? null, mail.text.replace(/\s+/g, ' ').trim(), mail.attachments.map((one) => one.hash).toSorted()]
  return createHash('sha256').update(JSON.stringify(said)).digest()
}
