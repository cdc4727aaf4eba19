import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { readMail } from './read-mail.ts'
import { filesInWinmail } from './winmail.ts'

const number = (value: number, bytes: 2 | 4) => { const buffer = Buffer.alloc(bytes); buffer.writeUIntLE(value, 0, bytes); return buffer }
const attribute = (level: number, id: number, value: Buffer) => Buffer.concat([Buffer.from([level]), number(id, 2), number(0, 2), number(value.length, 4), value, number(value.reduce((sum, byte) => sum + byte & 0xffff, 0), 2)])
const longName = (name: string) => { const text = Buffer.from(`${name}\0`, 'utf16le'); return Buffer.concat([number(2, 4), number(0x0003, 2), number(0x3705, 2), number(1, 4), number(0x001f, 2), number(0x3707, 2), number(1, 4), number(text.length, 4), text, Buffer.alloc((4 - text.length % 4) % 4)]) }
const winmail = Buffer.concat([
  number(0x223e9f78, 4), number(1, 2), attribute(1, 0x9007, Buffer.concat([number(936, 4), number(0, 4)])),
  attribute(2, 0x9002, Buffer.alloc(14)), attribute(2, 0x8010, Buffer.concat([iconv.encode('合同.pdf', 'gb18030'), Buffer.alloc(1)])), attribute(2, 0x800f, Buffer.from('%PDF-1.7')),
  attribute(2, 0x9002, Buffer.alloc(14)), attribute(2, 0x8010, Buffer.from('LONGNA~1.XLS\0')), attribute(2, 0x800f, Buffer.from('cells')), attribute(2, 0x9005, longName('很长的报价单名称.xlsx')),
])

test('the files inside are attachments beside it, by their long names', () => {
  expect(filesInWinmail(winmail).map(({ name, content }) => [name, content.toString()])).toEqual([['合同.pdf', '%PDF-1.7'], ['很长的报价单名称.xlsx', 'cells']])
  const read = readMail(Buffer.from(`From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhi\n--x\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n${winmail.toString('base64')}\n--x--`))
  expect(read.attachments.map(({ name }) => name)).toEqual(['winmail.dat', '合同.pdf', '很长的报价单名称.xlsx'])
  expect(read.problems).toContain('unpacked-winmail')
})

test('broken ones give what can be read and never fail', () => {
  fc.assert(fc.property(fc.nat(winmail.length), fc.array(fc.tuple(fc.nat(winmail.length - 1), fc.nat(255)), { maxLength: 6 }), (end, changes) => {
    const broken = Buffer.from(winmail)
    for (const [at, byte] of changes) broken[at] = byte
    expect(filesInWinmail(broken.subarray(0, end)).length).toBeLessThanOrEqual(4)
  }))
})
