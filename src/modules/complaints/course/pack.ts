import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { refused } from '../../../kernel/errors.ts'
import { historyOf } from '../../../kernel/events.ts'
import type { Download } from '../../../kernel/module.ts'
import { zipOf } from '../../../kernel/zip.ts'
import type { ZipEntry } from '../../../kernel/zip.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { Case, Message } from '../../cases/contract.ts'
import { getCase, listMessages } from '../../cases/index.ts'
import { download, filesOf } from '../../files/index.ts'
import type { FileView } from '../../files/contract.ts'
import { namesOf } from '../../people/index.ts'
import { Complaint } from '../contract.ts'
import { getComplaint, rowOf } from '../queries.ts'
import { ComplaintCourse } from './contract.ts'
import { getComplaintCourse } from './get-course.ts'

/** The evidence pack of one complaint: everything that is known of it in one file that can be checked without us. */

/** Bytes of files that one pack takes. */
const MOST_BYTES = 512 * 1024 * 1024
const PAGE = 200
/** What hangs on the archive of a complaint. */
export const ARCHIVE = 'complaint-archive'

const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
/** A file's name inside the pack: its place among them, and nothing that a system reads as a folder. */
const placeOf = (n: number, name: string) => `files/${String(n + 1).padStart(3, '0')}-${name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(-120)}`

async function bytesOf({ bytes }: Download): Promise<Buffer> {
  if (Buffer.isBuffer(bytes)) return bytes
  const parts: Buffer[] = []
  for await (const part of bytes) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
async function allMessages(ctx: Ctx, caseId: string): Promise<Message[]> {
  const all: Message[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Awaited<ReturnType<typeof listMessages>> = await listMessages(ctx, caseId, { limit: PAGE, ...(cursor ? { cursor } : {}) })
    all.push(...page.items)
    cursor = page.nextCursor
  }
  return all.toReversed()
}

/**
 * Puts the pack together as the actor may see it. The list of checksums names every part, so that whoever has it can check it with `sha256sum -c`.
 * @throws AppError not-found `case.not-found`; refused `complaint.not-a-complaint`, `complaint.pack-too-large`, those of infected files
 */
export async function packOf(ctx: Ctx, caseId: string): Promise<{ name: string; bytes: Buffer }> {
  const [of, complaint, course, messages, history] = [await getCase(ctx, caseId), await getComplaint(ctx, caseId), await getComplaintCourse(ctx, caseId), await allMessages(ctx, caseId), await historyOf(ctx, [caseId])]
  const files: { view: FileView; of: string }[] = [...messages.flatMap((one) => one.attachments.map((view) => ({ view, of: `message ${one.id}` }))), ...course.findings.flatMap((one) => one.files.map((view) => ({ view, of: `finding ${one.id}` })))]
  if (files.reduce((sum, { view }) => sum + view.size, 0) > MOST_BYTES) throw refused('complaint.pack-too-large', [{ path: '', code: 'complaint.pack-too-large' }])
  const names = await namesOf(ctx, [...new Set(history.flatMap(({ actor_id }) => actor_id ? [actor_id] : []))])
  const clean = files.filter(({ view }) => view.scan !== 'infected')
  const held: ZipEntry[] = []
  for (const [n, { view }] of clean.entries()) held.push({ name: placeOf(n, view.name), bytes: await bytesOf(await download(ctx, view.id, false)) })
  const told = history.map(({ id, pos, at, kind, actor_kind, actor_id, via, data, hash }) => ({ pos, id, at: at.toISOString(), kind, actor: { kind: actor_kind, id: actor_id, name: actor_id ? names.get(actor_id) ?? null : null }, via, data, hash: hash?.toString('hex') ?? null }))
  const entries: ZipEntry[] = [
    { name: 'case.json', bytes: json(z.encode(Case, of)) }, { name: 'complaint.json', bytes: json({ liability: z.encode(Complaint, complaint), course: z.encode(ComplaintCourse, course) }) }, { name: 'messages.json', bytes: json(messages.map((one) => z.encode(Message, one))) }, { name: 'history.json', bytes: json(told) },
    { name: 'files.json', bytes: json(files.map(({ view, of: owner }) => ({ id: view.id, name: view.name, type: view.type, size: view.size, sha256: view.hash, of: owner, at: view.at.toISOString(), path: view.scan === 'infected' ? null : placeOf(clean.findIndex((one) => one.view.id === view.id), view.name) }))) }, ...held,
    { name: 'README.txt', bytes: Buffer.from(`${say('zh-CN', 'complaint.pack-readme', { number: of.number })}\n\n${say('en', 'complaint.pack-readme', { number: of.number })}\n`, 'utf8') },
  ]
  const sums = entries.map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`).join('')
  return { name: `${of.number}.zip`, bytes: zipOf([...entries, { name: 'SHA256SUMS', bytes: Buffer.from(sums, 'utf8') }], ctx.now) }
}

/** The pack as a download; of an archived complaint the very one that was kept. */
export async function downloadPack(ctx: Ctx, caseId: string): Promise<Download> {
  const { number } = await getCase(ctx, caseId)
  const row = await rowOf(ctx, caseId)
  const [kept] = row?.archived_at ? (await filesOf(ctx, [row.id])).get(row.id) ?? [] : []
  if (kept) return { ...await download(ctx, kept.id, false), name: `${number}.zip` }
  const { name, bytes } = await packOf(ctx, caseId)
  return { name, bytes, type: 'application/zip' }
}
