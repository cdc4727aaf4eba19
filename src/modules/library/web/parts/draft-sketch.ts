import type { Attached } from '../../../files/web/index.ts'
import type { DocumentLink, DocumentVersion, FieldValues, TextLanguage, Texts } from '../../contract.ts'

/** A draft as it stands on the desk before it is saved. */
export interface Sketch {
  texts: Partial<Record<TextLanguage, { title: string; sections: Record<string, string> }>>; fields: FieldValues; links: readonly DocumentLink[]; note: string; effectiveOn: string | null; expiresOn: string | null; attachments: readonly Attached[]
}
export const emptyText: { title: string; sections: Record<string, string> } = { title: '', sections: {} }

export const sketchOf = (of: DocumentVersion): Sketch => ({
  texts: of.texts as Sketch['texts'], fields: of.fields, links: of.links.map(({ kind, key }) => ({ kind, key })), note: of.note ?? '', effectiveOn: of.effectiveOn, expiresOn: of.expiresOn, attachments: [],
})

/** What is sent: a language without a title and a text is none. */
export function bodyOf({ texts, fields, links, note, effectiveOn, expiresOn, attachments }: Sketch) {
  const written = Object.fromEntries(Object.entries(texts).filter(([, text]) => text && (text.title.trim() || Object.values(text.sections).some((body) => body.trim())))) as Texts
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
  return { texts: written, fields: given, links: [...links], note: note.trim() || null, effectiveOn, expiresOn, ...(attachments.length ? { attachments: attachments.map(({ id }) => id) } : {}) }
}
