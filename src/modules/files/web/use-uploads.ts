import { useCallback, useSyncExternalStore } from 'react'
import { browserWire } from './browser-wire.ts'
import type { UploadItem, UploadQueue } from './upload-queue.ts'
import { openUploadQueue } from './upload-queue.ts'

const queues = new Map<string, UploadQueue>()
export function queueOf(place: string): UploadQueue {
  let queue = queues.get(place)
  if (!queue) queues.set(place, queue = openUploadQueue(browserWire))
  return queue
}
/** What is on its way from a place. */
export function useUploads(place: string): readonly UploadItem[] {
  const queue = queueOf(place)
  return useSyncExternalStore(queue.hear, queue.items)
}
/** Whether something is still on its way from a place: its answer can't be sent yet. */
export const useUploading = (place: string): boolean => useSyncExternalStore(
  useCallback((hear: () => void) => queueOf(place).hear(hear), [place]),
  () => queueOf(place).items().some(({ state }) => state.is === 'waiting' || state.is === 'sending' || state.is === 'done'))
