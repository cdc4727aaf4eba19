import type { Align, Block, Item } from './ast.ts'
import { inlinesOf } from './inlines.ts'

/** Lists and quotes within each other; what would be deeper is text. */
const DEEPEST = 12

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/
const FENCE = /^( {0,3})(`{3,}|~{3,})[ \t]*([^\s`]*)[^`]*$/
const QUOTE = /^ {0,3}>[ \t]?/
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])(?:[ \t]+(.*))?$/
const BOX = /^\[([ xX])\][ \t]+/
const DIVIDER = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/
const BLANK = /^\s*$/

/** Markdown as its parts: headings, paragraphs, lists with boxes to tick, quotes, code, tables, rules. HTML in it is text like any other. */
export const parseMarkdown = (text: string): Block[] => blocksOf(text.replace(/\r\n?/g, '\n').replace(/\t/g, '    ').split('\n'), 0)

function blocksOf(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = []
  let paragraph: string[] = []
  const end = () => {
    if (paragraph.length) blocks.push({ kind: 'paragraph', children: inlinesOf(paragraph.join('\n').trim()) })
    paragraph = []
  }
  for (let at = 0; at < lines.length;) {
    const line = lines[at] as string
    if (BLANK.test(line)) { end(); at++; continue }
    const fence = FENCE.exec(line)
    if (fence) {
      end()
      const [, indent = '', mark = '', language = ''] = fence
      const close = new RegExp(`^ {0,3}${mark[0]}{${mark.length},}[ \\t]*$`)
      let stop = at + 1
      while (stop < lines.length && !close.test(lines[stop] as string)) stop++
      blocks.push({ kind: 'code', language: language.slice(0, 40), text: lines.slice(at + 1, stop).map((one) => one.startsWith(indent) ? one.slice(indent.length) : one).join('\n') })
      at = stop + 1
      continue
    }
    const heading = HEADING.exec(line)
    if (heading) { end(); blocks.push({ kind: 'heading', level: (heading[1] as string).length as 1, children: inlinesOf((heading[2] ?? '').trim()) }); at++; continue }
    if (RULE.test(line)) { end(); blocks.push({ kind: 'rule' }); at++; continue }
    if (depth < DEEPEST && QUOTE.test(line)) {
      end()
      let stop = at
      while (stop < lines.length && (QUOTE.test(lines[stop] as string) || (stop > at && goesOn(lines[stop] as string)))) stop++
      blocks.push({ kind: 'quote', blocks: blocksOf(lines.slice(at, stop).map((one) => one.replace(QUOTE, '')), depth + 1) })
      at = stop
      continue
    }
    const item = ITEM.exec(line)
    // A number in the middle of a paragraph begins no list unless it is the first.
    if (depth < DEEPEST && item && (!paragraph.length || (item[3] && (/^[-*+]/.test(item[2] as string) || /^1[.)]/.test(item[2] as string))))) {
      end()
      const { block, next } = listFrom(lines, at, depth)
      blocks.push(block)
      at = next
      continue
    }
    if (!paragraph.length && line.includes('|') && DIVIDER.test(lines[at + 1] ?? '') && cellsOf(line).length === cellsOf(lines[at + 1] as string).length) {
      const { block, next } = tableFrom(lines, at)
      blocks.push(block)
      at = next
      continue
    }
    paragraph.push(line.trimStart())
    at++
  }
  end()
  return blocks
}

/** A line that no mark begins: it goes on with the paragraph before it. */
const goesOn = (line: string) => !BLANK.test(line) && !HEADING.test(line) && !RULE.test(line) && !FENCE.test(line) && !ITEM.test(line) && !QUOTE.test(line)

function listFrom(lines: readonly string[], from: number, depth: number): { block: Block; next: number } {
  const first = ITEM.exec(lines[from] as string) as RegExpExecArray
  const sortOf = (mark: string) => /\d/.test(mark) ? mark.at(-1) : mark
  const sort = sortOf(first[2] as string)
  const ordered = /\d/.test(first[2] as string)
  const items: Item[] = []
  let at = from
  while (at < lines.length) {
    const found = ITEM.exec(lines[at] as string)
    if (!found || sortOf(found[2] as string) !== sort || RULE.test(lines[at] as string)) break
    const [, before = '', mark = '', rest = ''] = found
    const gap = (lines[at] as string).slice(before.length + mark.length).search(/\S/)
    const indent = before.length + mark.length + (gap < 1 || gap > 4 ? 1 : gap)
    const box = BOX.exec(rest)
    const own = [box ? rest.slice(box[0].length) : rest]
    at++
    while (at < lines.length) {
      const line = lines[at] as string
      if (BLANK.test(line)) {
        const next = lines.slice(at, at + 3).find((one) => !BLANK.test(one))
        if (next === undefined || !isWithin(next, indent)) break
        own.push('')
      } else if (isWithin(line, indent)) own.push(line.slice(indent))
      else if (goesOn(line) && !BLANK.test(own.at(-1) as string)) own.push(line.trimStart())
      else break
      at++
    }
    items.push({ checked: box ? box[1] !== ' ' : null, blocks: blocksOf(own, depth + 1) })
    let after = at
    while (after < lines.length && BLANK.test(lines[after] as string)) after++
    const again = ITEM.exec(lines[after] ?? '')
    if (again && sortOf(again[2] as string) === sort) at = after
  }
  return { block: { kind: 'list', ordered, start: ordered ? Number.parseInt(first[2] as string, 10) : 1, items }, next: at }
}
const isWithin = (line: string, indent: number) => /^ *$/.test(line.slice(0, indent)) && line.length > indent

function tableFrom(lines: readonly string[], from: number): { block: Block; next: number } {
  const head = cellsOf(lines[from] as string)
  const align = cellsOf(lines[from + 1] as string).map((cell): Align => {
    const text = cell.trim()
    return text.startsWith(':') ? text.endsWith(':') && text.length > 1 ? 'center' : 'left' : text.endsWith(':') ? 'right' : null
  })
  const rows: string[][] = []
  let at = from + 2
  for (; at < lines.length && !BLANK.test(lines[at] as string) && (lines[at] as string).includes('|'); at++) {
    const cells = cellsOf(lines[at] as string)
    rows.push(head.map((_, column) => cells[column] ?? ''))
  }
  const read = (cells: readonly string[]) => cells.map((cell) => inlinesOf(cell.trim()))
  return { block: { kind: 'table', align, head: read(head), rows: rows.map(read) }, next: at }
}
/** The cells of a row; a `\|` stays in its cell. */
function cellsOf(line: string): string[] {
  const cells = line.trim().replace(/\\\|/g, '\u0001').split('|').map((cell) => cell.replace(/\u0001/g, '|'))
  if (cells[0]?.trim() === '') cells.shift()
  if (cells.at(-1)?.trim() === '') cells.pop()
  return cells
}
