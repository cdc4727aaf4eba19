import { useState } from 'react'
import { FileDrop } from '../../../files/web/index.ts'
import type { Attached } from '../../../files/web/index.ts'

/** Files as a field of a form: its value are their ids. */
export function FilesInput({ place, onChange }: { place: string; onChange?: (ids: string[]) => void }) {
  const [files, setFiles] = useState<readonly Attached[]>([])
  return <FileDrop place={place} value={files} onChange={(next) => { setFiles(next); onChange?.(next.map(({ id }) => id)) }} />
}
