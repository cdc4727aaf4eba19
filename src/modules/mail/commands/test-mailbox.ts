import type { Actor } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import type { Work } from '../../../kernel/work.ts'
import type { MailboxTest } from '../contract.ts'
import { MailboxTested } from '../contract.ts'
import { codeOf, openImap } from '../fetching/imap.ts'
import { openUrl } from '../mailboxes/mailboxes.ts'
import type { MailServer } from '../mailboxes/server-url.ts'
import { readServerUrl, withKnownPassword } from '../mailboxes/server-url.ts'
import { withAccess } from '../oauth/access.ts'
import { NoLine, openLine } from '../sending/smtp.ts'
import { tables } from '../tables.ts'

const TIMEOUT_MS = 15_000

/** Tries to sign in where a mailbox would fetch and send; changes nothing there. */
export async function testMailbox(work: Work, actor: Actor, { mailboxId, imap, smtp }: { mailboxId?: string | undefined; imap?: string | undefined; smtp?: string | undefined }): Promise<MailboxTest> {
  const urls = await work.read(actor, 'mailbox.test', async (ctx) => {
    const row = mailboxId ? await tables(ctx).selectFrom('mailbox').selectAll().where('id', '=', mailboxId).executeTakeFirst() : undefined
    if (mailboxId && !row) throw notFound('mailbox')
    const url = (which: 'imap' | 'smtp', given: string | undefined) => { const known = row ? openUrl(ctx, row, which) : null; return given ? withKnownPassword(given, known, which, which) : known }
    return { imap: url('imap', imap), smtp: url('smtp', smtp) }
  })
  const signIn = (server: MailServer) => mailboxId ? withAccess(work, mailboxId, server) : Promise.resolve(server)
  const result: MailboxTest = { imap: urls.imap ? await tryImap(urls.imap, signIn) : null, smtp: urls.smtp ? await trySmtp(urls.smtp, signIn) : null }
  await work.unit(actor, 'mailbox.test', async (ctx) => { await ctx.emit(MailboxTested, mailboxId ?? newId(), { imap: result.imap?.code ?? null, smtp: result.smtp?.code ?? null }) })
  return result
}

type SignIn = (server: MailServer) => Promise<MailServer>

async function tryImap(url: string, signIn: SignIn): Promise<MailboxTest['imap']> {
  let client: ReturnType<typeof openImap> | undefined
  try {
    client = openImap(await signIn(readServerUrl(url, 'imap', 'imap')), TIMEOUT_MS)
    await client.connect()
    const folders = (await client.list()).map((one) => one.path).slice(0, 200)
    await client.logout()
    return { ok: true, code: null, folders }
  } catch (error) { return { ok: false, code: codeOf(error) } } finally { client?.close() }
}

async function trySmtp(url: string, signIn: SignIn): Promise<MailboxTest['smtp']> {
  try {
    (await openLine(await signIn(readServerUrl(url, 'smtp', 'smtp')), { waitMs: TIMEOUT_MS })).close()
    return { ok: true, code: null }
  } catch (error) { return { ok: false, code: codeOf(error instanceof NoLine ? error.cause : error) } }
}
