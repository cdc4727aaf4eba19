/** Markdown into parts that a page can show without ever writing HTML. */
export type { Align, Block, Inline, Item } from './ast.ts'
export { safeAddress } from './address.ts'
export { parseMarkdown } from './blocks.ts'
export { plainOf } from './inlines.ts'
export { headingsOf, textOfBlocks } from './plain.ts'
export type { Heading } from './plain.ts'
