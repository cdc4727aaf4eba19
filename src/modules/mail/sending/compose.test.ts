import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { readMail } from '../reading/read-mail.ts'
import { bodyOf } from './body.ts'
import { composeMail } from './compose.ts'
import type { Enclosed, NewMail } from './compose.ts'
import { judged } from './smtp.ts'

const mail = (more: Partial<NewMail> = {}): NewMail => ({
  from: { name: '客户服务中心', address: 'support@house.example' }, to: [{ name: '李雷', address: 'li@customer.example' }], cc: [], replyTo: null, subject: '您的空调', text: '明天上门。\n', html: '<p>明天上门。</p>',
  messageId: '<sw.1@house.example>', inReplyTo: null, references: [], files: [], date: new Date('2026-03-02T01:00:00Z'), language: 'zh-CN', automatic: false, unsubscribe: null, calendar: null, marks: {}, ...more,
})
const headerOf = (raw: Buffer) => raw.toString('latin1').split('\r\n\r\n')[0] as string
const namesIn = (raw: Buffer) => headerOf(raw).replace(/\r\n[ \t]+/g, ' ').split('\r\n').map((one) => one.slice(0, one.indexOf(':')))
const PLAIN = ['From', 'To', 'Subject', 'Message-ID', 'Content-Language', 'Date', 'MIME-Version', 'Content-Type'].sort()
const IMAGE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const file = (more: Partial<Enclosed>): Enclosed => ({ id: '01998000-0000-7000-8000-000000000001', name: '维修单.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.4'), ...more })

test('nothing that comes in makes a header of its own, whatever it is', async () => {
  const hostile = fc.oneof(fc.string({ unit: fc.constantFrom(...'<>"\'@,;:=?\\()\r\n\t\0\u2028\u202e\ud800a首𠮷', '\r\nBcc: ', '=?utf-8?q?'), maxLength: 120 }), fc.constantFrom('x\r\nBcc: evil@x.example', 'x\nContent-Type: text/html', 'x\u2028Bcc: y@x.example', '=?utf-8?q?x=0D=0ABcc:_z@x.example?=', '"><\r\n\r\nbody', '李\r雷\0'))
  await fc.assert(fc.asyncProperty(hostile, hostile, hostile, async (subject, name, fileName) => {
    const raw = await composeMail(mail({ subject: `主题${subject}`, from: { name, address: 'support@house.example' }, to: [{ name, address: 'li@customer.example' }], files: [file({ name: fileName })] }))
    expect(namesIn(raw).sort()).toEqual(PLAIN)
    const parsed = await simpleParser(raw)
    expect([parsed.to].flat().flatMap((one) => one?.value ?? []).map((one) => one.address)).toEqual(['li@customer.example'])
    expect(parsed.attachments).toHaveLength(1)
  }), { numRuns: 80 })
})

test('Chinese subjects, names and long file names come out as they went in, for two readers', async () => {
  const subject = '关于您“首问”工单的答复：空调（型号 KFR-35GW）不制冷、噪音大及售后上门时间的说明与致歉 𠮷'
  const name = `${'售后维修服务确认单'.repeat(9)}（第2版）.pdf`
  const raw = await composeMail(mail({ subject, files: [file({ name })], references: ['<a@x.example>', '<b@x.example>'], inReplyTo: '<b@x.example>' }))
  expect(raw.toString('latin1')).not.toMatch(/[\u0080-\u00ff]/)
  for (const line of raw.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
  expect(raw.toString('latin1')).toMatch(/filename\*0\*=utf-8''/)
  const ours = await readMail(raw)
  const theirs = await simpleParser(raw)
  expect([ours.subject, theirs.subject]).toEqual([subject, subject])
  expect([ours.attachments[0]?.name, theirs.attachments[0]?.filename]).toEqual([name, name])
  expect(ours).toMatchObject({ from: [{ name: '客户服务中心', address: 'support@house.example' }], inReplyTo: ['<b@x.example>'], references: ['<a@x.example>', '<b@x.example>'], sentAt: new Date('2026-03-02T01:00:00Z'), kind: 'message', problems: [] })
  expect(ours.text.trim()).toBe('明天上门。')
})

test('pictures of ours stand inside the mail, pictures from elsewhere nowhere, and scripts nowhere', async () => {
  const picture = file({ id: '01998000-0000-7000-8000-0000000000aa', name: '图.png', type: 'image/png', content: IMAGE })
  const html = `<p onclick="x()">看图 <img src="/api/v1/files/${picture.id}?inline=true"><img src="https://tracker.example/p.gif"><img src="/api/v1/files/01998000-0000-7000-8000-0000000000ff"></p><script>alert(1)</script>`
  const parsed = await simpleParser(await composeMail(mail({ html, files: [picture, file({})] })), { skipImageLinks: true })
  expect(parsed.attachments.map((one) => [one.filename, one.related ?? false, one.contentDisposition])).toEqual([['图.png', true, 'inline'], ['维修单.pdf', false, 'attachment']])
  expect(parsed.html).toContain(`src="cid:${parsed.attachments[0]?.contentId?.slice(1, -1)}"`)
  expect(parsed.html).not.toMatch(/script|onclick|tracker/)
})

test('what nobody wrote says so, and what nobody asked for says how to stop it', async () => {
  const automatic = await readMail(await composeMail(mail({ automatic: true })))
  expect(automatic.headers['auto-submitted']).toEqual(['auto-generated'])
  expect((await readMail(await composeMail(mail({ automatic: true, inReplyTo: '<a@x.example>' })))).headers['auto-submitted']).toEqual(['auto-replied'])
  const header = headerOf(await composeMail(mail({ unsubscribe: { url: 'https://service.example/api/v1/unsubscribe/abc', mailto: 'mailto:support@house.example?subject=%E9%80%80%E8%AE%A2' } }))).replace(/\r\n[ \t]+/g, ' ')
  expect(header).toContain('List-Unsubscribe: <https://service.example/api/v1/unsubscribe/abc>, <mailto:support@house.example?subject=%E9%80%80%E8%AE%A2>')
  expect(header).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
})

test('words, signature and the mail answered stand one below the other, in the text and in the HTML alike', () => {
  const { text, html } = bodyOf({ text: '已安排师傅。\n', html: null, signature: '小陈\n400-000', quoted: { text: '空调坏了\n\n<b>急</b>', at: '2026-03-01T16:30:00Z', by: '李雷' }, footer: null, language: 'zh-CN', zone: 'Asia/Shanghai' })
  expect(text).toBe('已安排师傅。\n\n-- \n小陈\n400-000\n\n2026年3月2日 00:30，李雷 写道：\n> 空调坏了\n>\n> <b>急</b>\n')
  expect(html).toContain('&lt;b&gt;急&lt;/b&gt;')
  expect(html.indexOf('已安排师傅')).toBeLessThan(html.indexOf('小陈'))
  expect(html.indexOf('小陈')).toBeLessThan(html.indexOf('blockquote'))
})

test('what an SMTP server answers: later, never, too large, gone, or nobody knows', () => {
  const fault = (responseCode: number, response: string) => ({ message: response, responseCode, response, code: 'EENVELOPE' })
  expect(judged(fault(421, '421 4.3.2 shutting down'), true)).toMatchObject({ outcome: 'temporary', code: '421 4.3.2' })
  expect(judged(fault(550, '550 5.1.1 unknown'), false)).toMatchObject({ outcome: 'permanent', reason: 'message.server-refused' })
  expect(judged(fault(552, '552 message size exceeds'), false)).toMatchObject({ outcome: 'permanent', reason: 'message.too-large' })
  expect(judged(fault(503, '503 bad sequence'), false)).toMatchObject({ outcome: 'temporary' })
  expect(judged({ message: 'lost', code: 'ECONNECTION' }, true)).toEqual({ outcome: 'unknown', response: 'lost' })
  expect(judged({ message: 'lost', code: 'ECONNECTION' }, false)).toMatchObject({ outcome: 'temporary' })
  const gone = (response: string) => (judged({ message: '', code: 'EENVELOPE', rejectedErrors: [{ message: '', responseCode: 550, response, recipient: 'a@b.example' }] }, false) as { gone: string[] }).gone
  expect(['550 5.1.1 x', '550 5.2.1 disabled', '550 No such user here', '550 Mailbox not found. http://service.mail.qq.com'].map((text) => gone(text).length)).toEqual([1, 1, 1, 1])
  expect(['550 5.7.1 spam', '550 5.1.8 bad sender', '554 policy', '550 relay denied'].map((text) => gone(text).length)).toEqual([0, 0, 0, 0])
})
