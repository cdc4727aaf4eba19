import { defineModule, serve, serveOutside } from '../../kernel/module.ts'
import type { Grant } from '../../kernel/context.ts'
import { appendToUpload, dropUpload, openUpload, uploadOffset } from './commands/resume-upload.ts'
import { removeFile, restoreFile } from './commands/remove-file.ts'
import { uploadFile } from './commands/upload-file.ts'
import { FileAttached, FileDestroyed, FileRefused, FileRemoved, FileRestored, FileScanned, FileUploaded, UploadDropped, UploadOpened, UploadReceived, files, intake } from './contract.ts'
import { download, listBin } from './queries.ts'
import { settings } from './settings.ts'
import { emptyBin, eraseBytes, eraseDestroyed, scanLate, scanUnscanned, sweepOrphans, sweepUploads } from './sweeps.ts'

const PERMISSIONS = ['file.read', 'file.upload'] as const
const handles: Grant[] = PERMISSIONS.map((permission) => ({ permission, scope: 'all' }))
const HANDLERS = ['cs_manager', 'cs_supervisor', 'team_lead', 'agent', 'info_specialist', 'after_sales', 'clerk', 'installer', 'department_liaison', 'supervision', 'execution', 'mediator', 'partner']

/** Files: what people send in and hang on records, from the first byte to the end of its time in the bin. */
export const filesModule = defineModule({
  name: 'files',
  permissions: PERMISSIONS,
  // Who looks at cases looks at what hangs on them.
  grants: { ...Object.fromEntries(HANDLERS.map((role) => [role, handles])), evaluator: [{ permission: 'file.read', scope: 'all' }], appeal_reviewer: [{ permission: 'file.read', scope: 'all' }] },
  events: [FileUploaded, FileAttached, FileScanned, FileRemoved, FileRestored, FileRefused, FileDestroyed, UploadOpened, UploadReceived, UploadDropped],
  settings,
  serves: [
    serveOutside(intake, {
      upload: (work, actor, _, door) => uploadFile(work, actor, door),
      append: (work, actor, { params }, door) => appendToUpload(work, actor, params.id, door),
    }),
    serve(files, {
      get: (ctx, { params, query }) => download(ctx, params.id, query.inline === 'true'),
      bin: (ctx, { query }) => listBin(ctx, query),
      remove: (ctx, { params }) => removeFile(ctx, params.id),
      restore: (ctx, { params }) => restoreFile(ctx, params.id),
      open: (ctx, { body }) => openUpload(ctx, body),
      offset: (ctx, { params }) => uploadOffset(ctx, params.id),
      drop: (ctx, { params }) => dropUpload(ctx, params.id),
    }),
  ],
  listeners: [eraseDestroyed, scanUnscanned],
  jobs: [eraseBytes, scanLate],
  beats: [emptyBin, sweepOrphans, sweepUploads],
})

export { attachFiles } from './commands/attach-files.ts'
export { copyFiles } from './commands/copy-files.ts'
export { uploadFile } from './commands/upload-file.ts'
export { dropBytes, keepFile, keepOriginals, lookAtBytes, readBytes, receiveBytes } from './commands/keep-bytes.ts'
export type { Examined } from './examine.ts'
export { download, filesOf, readable } from './queries.ts'
export { openFiles } from './store.ts'
