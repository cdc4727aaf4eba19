import { afterAll, expect, test } from 'vitest'
import { closeMailReaders, readMailIsolated } from './read-mail-isolated.ts'
import { UnreadableMail } from './read-mail-shape.ts'

const mail = (subject: string, body = '您好') => Buffer.from(`From: 王芳 <wf@qq.example>\nSubject: ${subject}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n${body}`)
const reasonOf = async (reading: Promise<unknown>) => reading.then(() => 'read', (error: unknown) => error instanceof UnreadableMail ? error.reason : error)

afterAll(closeMailReaders)

test('mails are read one after the other, each to its asker', async () => {
  const subjects = Array.from({ length: 40 }, (_, index) => `第 ${index} 封`)
  const read = await Promise.all(subjects.map((subject) => readMailIsolated(mail(subject))))
  expect(read.map(({ subject }) => subject)).toEqual(subjects)
})

test('attachments arrive whole', async () => {
  const bytes = Buffer.from('%PDF-1.7 合同')
  const { attachments } = await readMailIsolated(Buffer.from(`From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\ntext\n--x\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n${bytes.toString('base64')}\n--x--`))
  expect(Buffer.from(attachments[0]?.content ?? []).toString()).toBe('%PDF-1.7 合同')
})

test('a mail that takes too long is given up, and the next is read', async () => {
  expect(await reasonOf(readMailIsolated(mail('slow', 'x'.repeat(1_000_000)), { milliseconds: 1 }))).toBe('time')
  expect((await readMailIsolated(mail('next'))).subject).toBe('next')
})

test('a mail that takes too much memory ends its reader, not the process', async () => {
  const bomb = mail('bomb', '好\n'.repeat(4_000_000))
  expect(await reasonOf(readMailIsolated(bomb, { megabytes: 20, milliseconds: 60_000, textBytes: 1e9 }))).toBe('memory')
  expect((await readMailIsolated(mail('next'))).subject).toBe('next')
})

test('limits refuse with their reason', async () => {
  expect(await reasonOf(readMailIsolated(mail('big', 'x'.repeat(2_000)), { bytes: 1_000 }))).toBe('too-large')
  expect(await reasonOf(readMailIsolated(Buffer.from('   \n ')))).toBe('empty')
})
