import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, line, pageOf, question } from '../../kernel/contract.ts'

/** Files: what people send in and hang on records, kept once by content, looked at before it is kept, and given out so that nothing in it runs. */

export const Scan = z.enum(['clean', 'infected', 'not-scanned'])
export type Scan = z.output<typeof Scan>
/**
 * What was noticed on the way in. `type-mismatch`: the name or the sender says another type than the bytes. `foreign-content`: an image or PDF that
 * holds markup, scripts or an archive. `many-pixels`, `unreadable-image`: a picture that nobody should draw unasked.
 */
export const Remark = z.enum(['type-mismatch', 'foreign-content', 'many-pixels', 'unreadable-image'])
export type Remark = z.output<typeof Remark>

export const FileView = z.object({
  id: z.uuid(), name: z.string(),
  /** What the bytes say they are, never what the sender said. */
  type: z.string(), size: z.int(), hash: z.string().regex(/^[0-9a-f]{64}$/), scan: Scan, remarks: z.array(Remark),
  /** May be shown in the browser with `?inline=true`. */
  inline: z.boolean(), at: Instant, deletedAt: Instant.nullable(),
}).meta({ id: 'File' })
export type FileView = z.output<typeof FileView>

export const Upload = z.object({
  id: z.uuid(), name: z.string(), size: z.int(),
  /** Bytes that have arrived for good: where the next PATCH goes on. */
  offset: z.int(), file: FileView.nullable(),
}).meta({ id: 'Upload' })
export type Upload = z.output<typeof Upload>

/** Any other type is sent as `application/octet-stream`; what counts is what the bytes are. */
const RAW = [
  'application/octet-stream', 'application/pdf', 'application/zip', 'application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/heic', 'image/bmp', 'image/tiff',
  'image/svg+xml', 'text/plain', 'text/csv', 'text/html', 'text/xml', 'application/xml', 'application/json', 'audio/mpeg', 'audio/mp4', 'audio/wav', 'audio/ogg', 'video/mp4', 'video/quicktime', 'video/webm',
] as const

/** Endpoints that take bytes. */
export const intake = {
  upload: endpoint('POST', '/files', { raw: RAW, response: FileView, status: 201, access: 'file.upload', about: 'Takes a whole file as the body; its name in `X-File-Name`, percent-encoded UTF-8.' }),
  append: endpoint('PATCH', '/uploads/:id', { params: Id, raw: ['application/offset+octet-stream', 'application/octet-stream'], response: Upload, access: 'file.upload', about: 'Takes bytes from `Upload-Offset` on; 409 with the offset to go on from when it is another. The last byte makes the file.' }),
}

export const files = {
  get: endpoint('GET', '/files/:id', { params: Id, query: z.strictObject({ inline: z.enum(['true', 'false']).optional() }), response: z.unknown(), download: true, access: 'file.read', about: 'The bytes, as a download; images and PDF inside the browser with `inline=true`.' }),
  bin: endpoint('GET', '/bin/files', { query: Listing.pick({ limit: true }).extend({ cursor: z.uuid().optional() }), response: pageOf(FileView), access: 'file.upload', about: 'The files one has removed oneself and can still restore, newest first.' }),
  remove: endpoint('DELETE', '/files/:id', { params: Id, response: FileView, access: 'file.upload', about: 'Puts a file into the bin: one’s own that hangs on nothing yet, or one that its record lets go.' }),
  restore: endpoint('POST', '/files/:id/restore', { params: Id, response: FileView, access: 'file.upload', about: 'Takes a file out of the bin, as long as it lies there.' }),
  open: endpoint('POST', '/uploads', { body: z.strictObject({ name: z.string().min(1).max(2_000), size: z.int().min(1), type: line(120).optional(), hash: z.string().regex(/^[0-9a-f]{64}$/).optional() }), response: Upload, status: 201, access: 'file.upload', about: 'Opens an upload that can be resumed. With `hash` (SHA-256, hex) the whole is checked against it.' }),
  offset: endpoint('GET', '/uploads/:id', { params: Id, response: Upload, access: 'file.upload', about: 'How far an upload has come, and its file once it is whole.' }),
  drop: endpoint('DELETE', '/uploads/:id', { params: Id, response: z.null(), access: 'file.upload', about: 'Gives an upload up; what has arrived is thrown away.' }),
}

const Owner = { ownerKind: z.string().nullable(), ownerId: z.uuid().nullable() }
export const FileUploaded = event('file.uploaded', z.object({ hash: z.string(), size: z.int(), type: z.string(), scan: Scan }))
export const FileAttached = event('file.attached', z.object({ ownerKind: z.string(), ownerId: z.uuid() }))
export const FileScanned = event('file.scanned', z.object({ scan: Scan }))
export const FileRemoved = event('file.removed', z.object(Owner))
export const FileRestored = event('file.restored', z.object(Owner))
/** Nothing was kept, or, when a later scan found it, nothing is given out any more. `reason` is the code of the refusal. */
export const FileRefused = event('file.refused', z.object({ reason: z.string(), hash: z.string(), size: z.int(), type: z.string(), signature: z.string().nullable() }))
/** The record is gone for good; its bytes follow when no other file has the same. */
export const FileDestroyed = event('file.destroyed', z.object({ hash: z.string(), ...Owner }))
export const UploadOpened = event('upload.opened', z.object({ size: z.int() }))
export const UploadReceived = event('upload.received', z.object({ offset: z.int() }))
export const UploadDropped = event('upload.dropped', z.object({ offset: z.int() }))

const Asked = z.object({ fileId: z.uuid(), ownerKind: z.string(), ownerId: z.uuid() })
const May = z.object({ may: z.boolean() })
/**
 * May the actor read a file that hangs on this record? Whoever owns records of `ownerKind` answers, all others answer nothing. Readable when
 * somebody answers and nobody says no.
 */
export const FileMayBeRead = question('file.may-be-read', Asked, May)
/** The same for putting it into the bin and taking it out again. Nobody answers: it stays. */
export const FileMayBeRemoved = question('file.may-be-removed', Asked, May)
