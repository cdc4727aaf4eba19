import type { Block } from './ast.ts'
import { plainOf } from './inlines.ts'

/** What a document says without its marks: for search, excerpts and lengths. */
export function textOfBlocks(blocks: readonly Block[]): string {
  return blocks.map((block): string => {
    switch (block.kind) {
      case 'heading': case 'paragraph': return plainOf(block.children)
      case 'list': return block.items.map((item) => textOfBlocks(item.blocks)).join('\n')
      case 'quote': return textOfBlocks(block.blocks)
      case 'code': return block.text
      case 'table': return [block.head, ...block.rows].map((row) => row.map(plainOf).join(' ')).join('\n')
      case 'rule': return ''
    }
  }).filter(Boolean).join('\n')
}

export interface Heading { level: number; text: string; /** Its place among the headings of the text, from 0. */ at: number }
/** The headings of a document in their order, those within lists and quotes left out. */
export const headingsOf = (blocks: readonly Block[]): Heading[] =>
  blocks.flatMap((block) => block.kind === 'heading' ? [block] : []).map(({ level, children }, at) => ({ level, text: plainOf(children), at }))
