import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanName, endingOf } from './names.ts'

describe('a file’s name', () => {
  test.each([
    ['../../etc/passwd', 'passwd'], ['..\\..\\boot.ini', 'boot.ini'], ['C:\\合同.pdf', '合同.pdf'], ['CON', '_CON'], ['con.txt', '_con.txt'], ['console.txt', 'console.txt'], ['LPT1.pdf', '_LPT1.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'], ['a\u0000b.txt', 'ab.txt'], ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie_ x.txt'], ['..', 'file'], ['', 'file'], ['/', 'file'], ['\u200b.\u200b', 'file'],
    ['.htaccess', 'htaccess'], ['virus.exe. . ', 'virus.exe'], ['a.exe::$DATA', 'a.exe__$DATA'], ['家👩‍👩‍👧𠮷.png', '家👩‍👩‍👧𠮷.png'], ['e\u0301.txt', 'é.txt'], ['half\ud83d.txt', 'half.txt'], ['a"b<c>.txt', 'a_b_c_.txt'],
  ])('%j is kept as %j', (sent, kept) => { expect(cleanName(sent)).toBe(kept) })
  test('a long one keeps its ending and no emoji is torn', () => {
    const name = cleanName(`${'👩‍👩‍👧'.repeat(100)}.pdf`)
    expect(name.length).toBeLessThanOrEqual(200)
    expect(name).toMatch(/^(👩‍👩‍👧)+\.pdf$/u)
    expect(cleanName(`${'长'.repeat(300)}.docx`)).toBe(`${'长'.repeat(195)}.docx`)
    expect(cleanName(`a${'\u0301'.repeat(5_000)}`).length).toBeLessThanOrEqual(200)
  })
  test('whatever was sent: one plain name, and cleaning it again changes nothing', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: fc.constantFrom('.', ' ', '/', '\\', 'con', 'a', '\u202e', '\u0000', '\ud800', '👩‍👩‍👧', '\u0301'), maxLength: 300 })), (sent) => {
      const name = cleanName(sent)
      expect(name.length).toBeGreaterThan(0)
      expect(name.length).toBeLessThanOrEqual(200)
      expect(name).not.toMatch(/[/\\\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069<>:"|?*]|^\.|[. ]$/)
      expect(name.isWellFormed()).toBe(true)
      expect(cleanName(name)).toBe(name)
    }), { numRuns: 400 })
  })
  test('its ending is what a system would run it by', () => {
    expect(endingOf('report.pdf.EXE')).toBe('exe')
    expect(endingOf('README')).toBe('')
  })
})
