import { parseMarkdown } from '../../../../pure/markdown/index.ts'
import type { Block, Inline } from '../../../../pure/markdown/index.ts'
import { h } from './dom.ts'
import type { Child } from './dom.ts'

/** Markdown drawn with our own elements: no HTML of its author is ever written. Pictures are named, not fetched. */
export const prose = (text: string): HTMLElement => h('div', { class: 'prose' }, parseMarkdown(text).map(part))

function part(block: Block): Child {
  switch (block.kind) {
    case 'heading': return h(block.level > 2 ? 'h4' : 'h3', {}, inlines(block.children))
    case 'paragraph': return h('p', {}, inlines(block.children))
    case 'quote': return h('blockquote', {}, block.blocks.map(part))
    case 'code': return h('pre', { tabindex: '0' }, h('code', {}, block.text))
    case 'rule': return h('hr', {})
    case 'list': return h(block.ordered ? 'ol' : 'ul', block.ordered && block.start !== 1 ? { start: String(block.start) } : {}, block.items.map((item) => h('li', {}, item.blocks.map((one, at) => one.kind === 'paragraph' ? [at ? h('br', {}) : null, inlines(one.children)] : part(one)))))
    case 'table': return h('div', { class: 'table', tabindex: '0' }, h('table', {}, h('thead', {}, h('tr', {}, block.head.map((cell) => h('th', {}, inlines(cell))))), h('tbody', {}, block.rows.map((row) => h('tr', {}, row.map((cell) => h('td', {}, inlines(cell))))))))
  }
}
const inlines = (of: readonly Inline[]): Child[] => of.map((one): Child => {
  switch (one.kind) {
    case 'text': return one.text
    case 'break': return h('br', {})
    case 'code': return h('code', {}, one.text)
    case 'strong': return h('strong', {}, inlines(one.children))
    case 'emphasis': return h('em', {}, inlines(one.children))
    case 'strike': return h('s', {}, inlines(one.children))
    case 'link': return /^https?:/.test(one.href) ? h('a', { href: one.href, target: '_blank', rel: 'noopener noreferrer nofollow' }, inlines(one.children)) : inlines(one.children)
    case 'image': return one.alt
  }
})
