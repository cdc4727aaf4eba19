import type { Ctx } from '../../../kernel/context.ts'
import { normaliseEmail } from '../../../pure/text/index.ts'
import { holdersOfEmails } from '../../customers/index.ts'
import type { Holder } from '../../customers/index.ts'
import type { EvidenceKind } from '../contract.ts'
import type { ReadMail } from '../reading/read-mail-shape.ts'
import { isPublicDomain, numbersIn, plainSubject, splitPlus } from '../rules.ts'
import type { Candidate } from '../rules.ts'
import type { CaseRefRow } from '../../cases/index.ts'
import { tables } from '../tables.ts'
import { addressToken, caseOfTag, domainToken, messageToken } from './own-marks.ts'

/** So many ids of a long chain are looked at: the last ones, which are nearest. */
const MOST_IDS = 30
/** So many open cases of one customer are suggested. */
const MOST_OPEN = 3

/** What the database knows that speaks for or against a mail's belonging to some case. */
export interface Signs { candidates: Candidate[]; cases: Map<string, CaseRefRow>; sender: { address: string; name: string; holders: Holder[] } | null }

/** The ids by which a mail is tied to others: its own and those it names. */
export const idsOf = (mail: ReadMail): { own: string; answers: string[]; refers: string[] } => ({
  own: mail.messageId, answers: mail.inReplyTo.slice(0, 5), refers: mail.references.filter((id) => !mail.inReplyTo.includes(id)).slice(-MOST_IDS),
})

/** Looks up every case a mail may belong to. Reads only. */
export async function gatherSigns(ctx: Ctx, mail: ReadMail, ours: ReadonlySet<string>): Promise<Signs> {
  const found = new Map<string, Set<EvidenceKind>>()
  const add = (caseId: string, kind: EvidenceKind) => { const set = found.get(caseId) ?? new Set(); found.set(caseId, set.add(kind)) }

  for (const address of [...mail.to, ...mail.cc, ...mail.bcc].map((one) => one.address).concat(mail.deliveredTo).slice(0, 200)) {
    const caseId = caseOfTag(ctx, splitPlus(address).tag)
    if (caseId) add(caseId, 'reply-token')
  }
  await signsOfIds(ctx, mail, add)
  const numbers = numbersIn(mail.subject)
  const email = normaliseEmail(mail.from[0]?.address ?? '')
  // A colleague who passes a customer’s mail on speaks for the customer. What joins a case is judged by who sent it all the same.
  const original = mail.forwarded?.from
  const author = original && isOurs(email?.domain, ours) ? normaliseEmail(original.address) : undefined
  const speaks = author ?? email
  const holders = speaks ? (await holdersOfEmails(ctx, [speaks.address])).get(speaks.address) ?? [] : []
  const known = new Set(holders.map((one) => one.customerId))
  const [byNumber, open, byId] = await Promise.all([
    numbers.length ? tables(ctx).selectFrom('case_ref').selectAll().where('number', 'in', numbers).where('removed_at', 'is', null).execute() : [],
    known.size ? tables(ctx).selectFrom('case_ref').selectAll().where('customer_id', 'in', [...known]).where('status_class', 'not in', ['resolved', 'closed']).where('removed_at', 'is', null).orderBy('id', 'desc').limit(MOST_OPEN).execute() : [],
    found.size ? tables(ctx).selectFrom('case_ref').selectAll().where('id', 'in', [...found.keys()]).execute() : [],
  ])
  for (const row of byNumber) add(row.id, 'case-number')
  for (const row of open) add(row.id, 'open-case')
  const cases = new Map([...byNumber, ...open, ...byId].map((row) => [row.id, row]))
  await signsOfSender(ctx, email, author ? new Set() : known, cases, add)
  const subject = plainSubject(mail.subject)
  for (const row of cases.values()) if (subject && plainSubject(row.subject) === subject) add(row.id, 'same-subject')
  return {
    cases, sender: speaks ? { address: speaks.address, name: (author ? original?.name : mail.from[0]?.name) ?? '', holders } : null,
    candidates: [...found].flatMap(([caseId, signs]) => { const row = cases.get(caseId); return row ? [{ caseId, number: row.number, signs: [...signs] }] : [] }),
  }
}

async function signsOfIds(ctx: Ctx, mail: ReadMail, add: (caseId: string, kind: EvidenceKind) => void): Promise<void> {
  const { own, answers, refers } = idsOf(mail)
  const tokens = new Map([own, ...answers, ...refers].map((id) => [messageToken(ctx, id).toString('hex'), id]))
  const rows = await tables(ctx).selectFrom('mail_thread').selectAll().where('token', 'in', [...tokens.keys()].map((hex) => Buffer.from(hex, 'hex'))).limit(500).execute()
  for (const row of rows) {
    const id = tokens.get(row.token.toString('hex'))
    const answered = id !== undefined && answers.includes(id)
    if (id === own) add(row.case_id, row.role === 'mentioned' ? 'answers-received' : 'same-mail')
    else if (row.role === 'sent') add(row.case_id, answered ? 'answers-sent' : 'refers-sent')
    else if (row.role === 'received') add(row.case_id, answered ? 'answers-received' : 'refers-received')
    else add(row.case_id, 'shares-reference')
  }
}

/** Whether a domain is one of our own mailboxes’, and not one at which anybody has an address. */
const isOurs = (domain: string | undefined, ours: ReadonlySet<string>): boolean => domain !== undefined && !isPublicDomain(domain) && [...ours].some((address) => address.endsWith(`@${domain.toLowerCase()}`))

/** Whether who writes is known on each case: as its customer, by their address, or by their company's domain. */
async function signsOfSender(ctx: Ctx, email: ReturnType<typeof normaliseEmail>, known: ReadonlySet<string>, cases: ReadonlyMap<string, CaseRefRow>, add: (caseId: string, kind: EvidenceKind) => void): Promise<void> {
  if (!cases.size) return
  const rows = email ? await tables(ctx).selectFrom('mail_correspondent').select(['case_id', 'token', 'domain']).where('case_id', 'in', [...cases.keys()])
    .where((eb) => eb.or([eb('token', '=', addressToken(ctx, email.key)), eb('domain', '=', domainToken(ctx, email.domain))])).execute() : []
  const token = email && addressToken(ctx, email.key)
  for (const row of cases.values()) {
    const own = rows.filter((one) => one.case_id === row.id)
    if ((row.customer_id && known.has(row.customer_id)) || (token && own.some((one) => one.token.equals(token)))) add(row.id, 'sender-known')
    else if (email && own.length && !isPublicDomain(email.domain)) add(row.id, 'sender-domain')
    else add(row.id, 'sender-unknown')
  }
}
