import { tagsOf } from '../../../pure/process/xml-reader.ts'

/** An element with what stands in it. Names are without their prefixes. */
export interface Element { name: string; attributes: Readonly<Record<string, string>>; text: string; children: Element[] }

const local = (name: string) => name.slice(name.indexOf(':') + 1)

/** The root element of an XML text. @throws InvalidXml; definitions of entities are never read */
export function treeOf(text: string): Element | undefined {
  const top: Element = { name: '', attributes: {}, text: '', children: [] }
  const open = [top]
  for (const tag of tagsOf(text)) {
    if (tag.kind === 'close') { open.pop(); continue }
    const element: Element = { name: local(tag.name), attributes: tag.attributes, text: tag.text, children: [] }
    open.at(-1)?.children.push(element)
    if (tag.kind === 'open') open.push(element)
  }
  return top.children[0]
}
export const childOf = (element: Element | undefined, name: string): Element | undefined => element?.children.find((one) => one.name === name)
