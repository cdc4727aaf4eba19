import type { FileView } from '../contract.ts'

/** As much of a file as a list of what is about to be sent shows. */
export type Attached = Pick<FileView, 'id' | 'name' | 'size' | 'type'>
