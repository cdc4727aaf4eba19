import { useRef } from 'react'
import type { Attached } from '../../../files/web/index.ts'
import { imagePlace } from '../../desk/rules.ts'

/** Pictures that are pasted or dropped stand in the words where the caret was, once they have arrived. */
export function usePictures(element: () => HTMLTextAreaElement | undefined, insert: (at: number, text: string) => void) {
  /** Where the next pictures go; null for files that were chosen by the button. */
  const place = useRef<number | null>(null)
  const note = (items: DataTransferItemList | undefined) => { place.current = [...items ?? []].some((item) => item.kind === 'file' && item.type.startsWith('image/')) ? element()?.selectionStart ?? null : null }
  return {
    onPasteCapture: (event: React.ClipboardEvent) => note(event.clipboardData.items),
    onDropCapture: (event: React.DragEvent) => note(event.dataTransfer.items),
    /** Puts the places of what has arrived into the words. */
    arrived: (before: readonly Attached[], now: readonly Attached[]) => {
      const fresh = now.filter((file) => file.type.startsWith('image/') && !before.some(({ id }) => id === file.id))
      if (place.current === null || fresh.length === 0) return
      const text = fresh.map(({ name }) => imagePlace(name)).join('\n')
      insert(place.current, text)
      place.current += text.length
    },
  }
}
