import type { CustomField } from '../../custom-fields/contract.ts'

/** Options as lines of text: a name, or `中文 / English`. */

type Option = CustomField['options'][number]
export const optionsText = (options: readonly Option[]): string => options.map(({ name }) => name.zh === name.en ? name.zh : `${name.zh} / ${name.en}`).join('\n')

/** The options that lines say. A line that named one before keeps its key, whatever the order; others get one from their English words. */
export function optionsIn(text: string, before: readonly Option[]): Option[] {
  const taken = new Set(before.map(({ key }) => key))
  return text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const [zh = '', en = zh] = line.split(/\s+\/\s+/)
    const known = before.find(({ name }) => name.zh === zh || name.en === en)
    if (known) return { ...known, name: { zh, en } }
    const slug = en.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 30) || 'option'
    let key = slug
    for (let n = 2; taken.has(key); n++) key = `${slug}-${n}`
    taken.add(key)
    return { key, name: { zh, en }, retired: false }
  })
}
