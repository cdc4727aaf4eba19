/** What files lend to other screens. */
export { Attachments } from './Attachments.tsx'
export { FileDrop } from './FileDrop.tsx'
export { sendWhole } from './browser-wire.ts'
export { useUploading } from './use-uploads.ts'
export type { Attached } from './attached.ts'
