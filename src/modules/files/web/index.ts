/** What files lend to other screens. */
export { Attachments } from './Attachments.tsx'
export { FileDrop } from './FileDrop.tsx'
export { useUploading } from './use-uploads.ts'
export type { Attached } from './attached.ts'
