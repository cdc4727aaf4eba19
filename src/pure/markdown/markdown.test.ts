import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Inline } from './index.ts'
import { headingsOf, parseMarkdown, safeAddress, textOfBlocks } from './index.ts'

const one = (text: string): Block => parseMarkdown(text)[0] as Block
const inline = (text: string): Inline[] => { const block = one(text); return block.kind === 'paragraph' ? block.children : [] }
const t = (text: string): Inline => ({ kind: 'text', text })

describe('blocks', () => {
  test('headings, lists with boxes, quotes, code, tables and rules', () => {
    const blocks = parseMarkdown('# 甲\n正文一\n正文二\n\n- [x] 做了\n- [ ] 没做\n  续行\n\n1. 一\n2. 二\n   - 里面\n\n> 引\n> 文\n\n```ts\n<b>\n```\n\n| 渠道 | 时限 |\n|---|--:|\n| 电话 | 三声 |\n| 邮件 |\n\n---')
    expect(blocks.map((block) => block.kind)).toEqual(['heading', 'paragraph', 'list', 'list', 'quote', 'code', 'table', 'rule'])
    expect(blocks[2]).toMatchObject({ ordered: false, items: [{ checked: true }, { checked: false, blocks: [{ kind: 'paragraph' }] }] })
    expect(blocks[3]).toMatchObject({ ordered: true, start: 1, items: [{ checked: null }, { blocks: [{ kind: 'paragraph' }, { kind: 'list' }] }] })
    expect(blocks[5]).toEqual({ kind: 'code', language: 'ts', text: '<b>' })
    expect(blocks[6]).toMatchObject({ align: [null, 'right'], head: [[t('渠道')], [t('时限')]], rows: [[[t('电话')], [t('三声')]], [[t('邮件')], []]] })
  })
  test('a list goes on over an empty line, and its items may hold paragraphs', () => {
    expect(one('1. 甲\n\n   乙\n\n2. 丙')).toMatchObject({ items: [{ blocks: [{ kind: 'paragraph' }, { kind: 'paragraph' }] }, {}] })
  })
  test('headings tell the outline', () => {
    expect(headingsOf(parseMarkdown('# a\n## b *c*\n> # not this'))).toEqual([{ level: 1, text: 'a', at: 0 }, { level: 2, text: 'b c', at: 1 }])
  })
})

describe('within a line', () => {
  test('marks beside Chinese signs, within each other, and those without an end', () => {
    expect(inline('**“您好”**先生')).toEqual([{ kind: 'strong', children: [t('“您好”')] }, t('先生')])
    expect(inline('*a **b** c*')).toEqual([{ kind: 'emphasis', children: [t('a '), { kind: 'strong', children: [t('b')] }, t(' c')] }])
    expect(inline('a * b ** c __init_file__ snake_case_word')[0]).toEqual(t('a * b ** c '))
    expect(textOfBlocks(parseMarkdown('**没有结尾 [也没有'))).toBe('**没有结尾 [也没有')
    expect(textOfBlocks(parseMarkdown('snake_case_word'))).toBe('snake_case_word')
  })
  test('two lines of Chinese are one sentence, two of English are two words, two blanks break', () => {
    expect(inline('第一\n第二')).toEqual([t('第一第二')])
    expect(inline('one\ntwo')).toEqual([t('one two')])
    expect(inline('one  \ntwo')).toEqual([t('one'), { kind: 'break' }, t('two')])
  })
  test('links, images, bare addresses, code', () => {
    expect(inline('[流程](/definitions/flow/case "见")')).toEqual([{ kind: 'link', href: '/definitions/flow/case', children: [t('流程')] }])
    expect(inline('![图](file:1)')).toEqual([{ kind: 'image', source: 'file:1', alt: '图' }])
    expect(inline('见https://a.example/x_y，好')).toEqual([t('见'), { kind: 'link', href: 'https://a.example/x_y', children: [t('https://a.example/x_y')] }, t('，好')])
    expect(inline('`` a`b ``')).toEqual([{ kind: 'code', text: 'a`b' }])
  })
})

describe('what is hostile', () => {
  test.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '<iframe src="https://evil.example">', '<a href="javascript:alert(1)">x</a>', '&#60;script&#62;'])('%s is text', (html) => {
    expect(parseMarkdown(html)).toEqual([{ kind: 'paragraph', children: expect.arrayContaining([expect.objectContaining({ kind: 'text' })]) }])
    expect(textOfBlocks(parseMarkdown(html))).toBe(html)
  })
  test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'java\u200bscript:alert(1)', '\u0001javascript:alert(1)', 'data:text/html,<script>', 'vbscript:x', 'file:///etc/passwd', '//evil.example', '/\\evil.example', 'blob:x', 'https:evil', 'www.example.com'])('no link leads to %j', (address) => {
    expect(safeAddress(address)).toBeNull()
    expect(JSON.stringify(parseMarkdown(`[看](<${address}>)`))).not.toContain('"link"')
  })
  test.each(['https://a.example/?x=1', 'http://a.example', 'mailto:a@b.example', 'tel:+8610', '/library/1', '#here'])('links lead to %s', (address) => {
    expect(safeAddress(address)).toBe(address)
  })
  test('nothing of any text becomes a link that runs, and nothing of what it says is lost', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('[', '](', ')', '![', '<', '>', '**', '_', '`', '~~', '\n', '> ', '- ', '1. ', '|', '---', 'javascript:', 'https://a.example', '#', '\\'))
    const walk = (inlines: readonly Inline[], see: (of: Inline) => void): void => inlines.forEach((of) => { see(of); if ('children' in of) walk(of.children, see) })
    const each = (blocks: readonly Block[], see: (of: Inline) => void): void => blocks.forEach((block) => {
      if ('children' in block) walk(block.children, see)
      else if (block.kind === 'list') block.items.forEach((item) => each(item.blocks, see))
      else if (block.kind === 'quote') each(block.blocks, see)
      else if (block.kind === 'table') [block.head, ...block.rows].flat().forEach((cell) => walk(cell, see))
    })
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('')
      const letters = (of: string) => of.replace(/[^A-Za-z]/g, '')
      const blocks = parseMarkdown(text)
      each(blocks, (of) => { if (of.kind === 'link') expect(of.href).toMatch(/^(https?:\/\/|mailto:|tel:|\/|#)/i) })
      if (!/[[\]`~]/.test(text)) expect(letters(textOfBlocks(blocks))).toBe(letters(text))
    }), { numRuns: 500 })
  })
  test.each([['marks', '*a _b ~~c '.repeat(20_000)], ['brackets', '['.repeat(100_000)], ['links', '[a]('.repeat(50_000)], ['backticks', Array.from({ length: 400 }, (_, n) => '`'.repeat(n + 1)).join(' ')], ['quotes', '>'.repeat(50_000)], ['lists', '- '.repeat(50_000)], ['rows', `|a|b|\n|-|-|\n${'|x|y|\n'.repeat(20_000)}`]])('a long text of %s takes no longer than its length', (_, text) => {
    const begun = performance.now()
    parseMarkdown(text)
    expect(performance.now() - begun).toBeLessThan(2_000)
  })
})
