import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMarkdownFile, writeMarkdownFile } from './markdown-file.ts'
import type { MarkdownFile } from './markdown-file.ts'

const kind = { sections: [{ key: 'first', title: { zh: '一', en: 'One' }, required: true }, { key: 'second', title: { zh: '二', en: 'Two' }, required: false }] }

test('whatever a document says comes back as it went out', () => {
  const line = fc.oneof(fc.string(), fc.constantFrom('# 标题 {#first}', '\\# x {#second}', '---', 'key: x', '', '# plain'))
  const body = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n').replace(/\r/g, '').trim())
  const title = fc.string({ minLength: 1, maxLength: 60 }).map((text) => text.replace(/[\r\n]/g, ' ').trim()).filter(Boolean)
  fc.assert(fc.property(fc.record({ title, first: body, second: body, text: title, number: fc.integer({ min: -1_000, max: 1_000 }) }), ({ title: said, first, second, text, number }) => {
    const file: MarkdownFile = {
      key: 'a-key', kind: 'policy', language: 'zh', title: said, fields: { text, number }, links: [{ kind: 'flow', key: 'case' }, { kind: 'document', key: 'x-1' }], effectiveOn: '2026-01-02', expiresOn: null, sections: { second, ...(first ? { first } : {}) },
    }
    expect(readMarkdownFile(writeMarkdownFile(file, kind, { version: 3 }), () => 'first')).toEqual(file)
  }), { numRuns: 300 })
})
