import { urlOf } from '../../client.ts'
import { exporting } from '../../exports/contract.ts'

/** Hands the file of a finished export to the browser, which keeps it under the name that the server gives it. */
export function downloadExport(id: string): void {
  const link = Object.assign(document.createElement('a'), { href: urlOf(exporting.file, { params: { id } }), download: '' })
  link.click()
}
