import { createHash } from 'node:crypto'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { readMail } from './read-mail.ts'
import { UnreadableMail } from './read-mail-shape.ts'

const mail = (...lines: (string | Buffer)[]) => readMail(Buffer.concat(lines.map((line) => Buffer.concat([Buffer.from(line), Buffer.from('\r\n')]))))
const FROM = 'From: =?utf-8?B?546L6Iqz?= <wf@qq.example>'
const part = (type: string, body: string, ...more: string[]) => ['--x', `Content-Type: ${type}`, ...more, '', body]
const mixed = (...parts: string[][]) => mail(FROM, 'Subject: s', 'Content-Type: multipart/mixed; boundary=x', '', ...parts.flat(), '--x--')

test('a plain letter', () => {
  const read = mail(FROM, 'To: =?gb2312?B?v823/g==?= <kf@shouwen.example>, ll@b.example', 'Reply-To: other@qq.example', 'Subject: =?gb2312?B?vrvLrsb3wKnLrg==?=', 'Date: Tue, 5 Mar 2024 14:30:00 +0800', 'Message-ID: <1@qq.example>', 'In-Reply-To: <0@shouwen.example>', 'References: <a@shouwen.example>', ' <0@shouwen.example>', 'Delivered-To: KF+east@shouwen.example', 'Content-Type: text/plain; charset=gb2312', 'Content-Transfer-Encoding: base64', '', iconv.encode('您好，净水器漏水。', 'gb18030').toString('base64'))
  expect(read).toMatchObject({
    from: [{ name: '王芳', address: 'wf@qq.example' }], to: [{ name: '客服', address: 'kf@shouwen.example' }, { name: '', address: 'll@b.example' }], replyTo: [{ address: 'other@qq.example' }], messageId: '<1@qq.example>', inReplyTo: ['<0@shouwen.example>'], references: ['<a@shouwen.example>', '<0@shouwen.example>'],
    deliveredTo: ['kf+east@shouwen.example'], sentAt: new Date('2024-03-05T06:30:00Z'), text: '您好，净水器漏水。', newText: '您好，净水器漏水。', html: '', kind: 'message', automatic: false, language: 'zh', attachments: [], problems: [],
  })
})

describe('message ids', () => {
  const raw = Buffer.from('From: a@b.example\n\nhello')
  test('a mail without one gets one from its bytes, always the same', () => {
    expect(readMail(raw).messageId).toMatch(/^<[0-9a-f]{64}@hash\.shouwen>$/)
    expect(readMail(raw).messageId).toBe(readMail(Buffer.from(raw)).messageId)
    expect(readMail(Buffer.from('From: a@b.example\n\nhello!')).messageId).not.toBe(readMail(raw).messageId)
    expect(readMail(raw).problems).toContain('no-message-id')
  })
  test('odd ones are mended', () => {
    expect(mail(FROM, 'Message-ID: 123@a.example', '', 'x').messageId).toBe('<123@a.example>')
    expect(mail(FROM, 'In-Reply-To: Your message of "Tue, 5 Mar" <9@a.example>', '', 'x').inReplyTo).toEqual(['<9@a.example>'])
  })
})

describe('bodies', () => {
  const html = '<p>您好，<b>退款</b></p><img src="cid:logo@x">'
  test('of alternatives the text is text and the HTML is HTML; its images are inline', () => {
    const read = mail(FROM, 'Content-Type: multipart/related; boundary=x', '', '--x', 'Content-Type: multipart/alternative; boundary=y', '', '--y', '', '您好，退款', '--y', 'Content-Type: text/html; charset=utf-8', '', html, '--y--', ...part('image/png; name=logo.png', 'iVBORw0KGgo=', 'Content-ID: <logo@x>', 'Content-Transfer-Encoding: base64'), '--x--')
    expect(read).toMatchObject({ text: '您好，退款', html: '<p>您好，<b>退款</b></p><img src="cid:logo@x" />', attachments: [{ name: 'logo.png', type: 'image/png', size: 8, inline: true, contentId: 'logo@x' }] })
  })
  test('an image that no HTML shows is an attachment like any other', () => {
    expect(mixed(part('text/plain', '见图'), part('image/png; name=a.png', 'iVBORw0KGgo=', 'Content-ID: <a@x>', 'Content-Disposition: inline')).attachments[0]).toMatchObject({ inline: false, contentId: 'a@x' })
    expect(mixed(part('text/html', '<img src="a.png">'), part('image/png', 'x', 'Content-Location: a.png')).attachments[0]).toMatchObject({ inline: true, contentId: 'a.png' })
  })
  test('HTML alone is read as text', () => {
    expect(mail(FROM, 'Content-Type: text/html; charset=gbk', '', iconv.encode(html, 'gb18030')).text).toBe('您好，退款')
    expect(mail(FROM, 'Content-Type: text/html', '', iconv.encode(`<meta charset=big5>${'您好，訂單在哪裡？'}`, 'big5')).text).toBe('您好，訂單在哪裡？')
  })
  test('an empty text beside HTML counts as none', () => {
    expect(mail(FROM, 'Content-Type: multipart/alternative; boundary=x', '', '--x', '', ' ', ...part('text/html', '<p>hello</p>'), '--x--').text).toBe('hello')
  })
  test('texts between attachments follow one another', () => {
    const read = mixed(part('text/plain', 'one'), part('application/pdf; name=a.pdf', 'JVBERg==', 'Content-Transfer-Encoding: base64'), part('text/html', '<b>two</b>'))
    expect(read.text).toBe('one\n\ntwo')
    expect(read.html).toContain('one')
    expect(read.attachments.map(({ name }) => name)).toEqual(['a.pdf'])
  })
  test('flowed lines are joined, quotes keep their marks', () => {
    expect(mail(FROM, 'Content-Type: text/plain; format=flowed', '', 'one ', 'two', '', '> old ', '> words', '-- ', 'Ann').text).toBe('one two\n\n> old words\n-- \nAnn')
  })
  test('quoted-printable and base64 with faults', () => {
    expect(mail(FROM, 'Content-Transfer-Encoding: quoted-printable', '', 'a=\r\nb =3D =ZZ =E6=82=A8').text).toBe('ab = =ZZ 您')
    expect(mail(FROM, 'Content-Transfer-Encoding: base64', '', 'this is no base64, but a sentence with words').text).toBe('this is no base64, but a sentence with words')
  })
  test('a header without an empty line after it, line ends of all kinds, a leading mbox line', () => {
    expect(readMail(Buffer.from('From x@y Tue Mar 5\nFrom: a@b.example\nSubject: s\nThis is the body\nline two')).text).toBe('This is the body\nline two')
    expect(readMail(Buffer.from('From: a@b.example\rSubject: s\r\rbody')).subject).toBe('s')
  })
  test('lost boundaries lose nothing', () => {
    expect(mail(FROM, 'Content-Type: multipart/mixed; boundary=x', '', '--x', 'Content-Type: text/plain', '', 'cut off he').text).toBe('cut off he')
    expect(mail(FROM, 'Content-Type: multipart/mixed; boundary=x', '', 'no boundary at all').text).toBe('no boundary at all')
    expect(mail(FROM, 'Content-Type: multipart/mixed', '', 'none named').text).toBe('none named')
  })
  test('the quoted mail as mail programs mark it in HTML', () => {
    const gmail = mail(FROM, 'Content-Type: text/html; charset=utf-8', '', '<div>请退款</div><div class="gmail_signature">王芳</div><div class="gmail_quote"><div class="gmail_attr">客服 说</div><blockquote>您好</blockquote></div>')
    expect(gmail.newText).toBe('请退款')
    expect(gmail.quoted).toBe('王芳\n客服 说\n> 您好')
    expect(mail(FROM, 'Content-Type: text/html; charset=utf-8', '', '<div>请退款</div><div><includetail><div>原来的信</div></includetail></div>').newText).toBe('请退款')
  })
})

describe('attachments', () => {
  const named = (header: string) => mixed(part('application/octet-stream', 'x', `Content-Disposition: attachment; ${header}`)).attachments[0]?.name
  test.each([
    [`filename*=utf-8''%E5%90%88%E5%90%8C.pdf`, '合同.pdf'], [`filename*0*=gb2312''%BA%CF; filename*1*=%CD%AC; filename*2=.pdf`, '合同.pdf'], ['filename="=?utf-8?B?5ZCI5ZCMLnBkZg==?="', '合同.pdf'], ['filename==?utf-8?B?5ZCI5ZCMLnBkZg==?=', '合同.pdf'], ['filename="合同.pdf"', '合同.pdf'], ['filename=my file.pdf', 'my file.pdf'], ['filename="%E5%90%88%E5%90%8C.pdf"', '合同.pdf'], ['filename="a;b.pdf"', 'a;b.pdf'], [`filename="old.pdf"; filename*=utf-8''new.pdf`, 'new.pdf'],
    ['filename="../../etc/passwd"', 'passwd'], ['filename="C:\\\\Users\\\\x\\\\a.doc"', 'a.doc'], ['filename="invoice\u202efdp.exe"', 'invoicefdp.exe'], ['filename="a\u0007b.txt"', 'ab.txt'], ['filename="CON.txt"', '_CON.txt'], ['filename="..."', 'file'],
  ])('%s', (header, name) => {
    expect(named(header)).toBe(name)
  })
  test('raw GBK and Big5 names', () => {
    const raw = (name: string, charset: string) => readMail(Buffer.concat([Buffer.from(`${FROM}\nContent-Type: application/pdf; name="`), iconv.encode(name, charset), Buffer.from('"\nContent-Transfer-Encoding: base64\n\nJVBERg==')])).attachments[0]?.name
    expect(raw('采购合同.pdf', 'gb18030')).toBe('采购合同.pdf')
    expect(raw('訂單明細.pdf', 'big5')).toBe('訂單明細.pdf')
  })
  test('a name that hides its type is noted', () => {
    expect(mixed(part('application/octet-stream; name="report.pdf.exe"', 'x')).problems).toContain('hidden-file-type')
    expect(mixed(part('application/octet-stream; name="report.v2.pdf"', 'x')).problems).not.toContain('hidden-file-type')
  })
  test('uuencoded files in the text, and as parts', () => {
    const read = mail(FROM, '', '见附件', 'begin 644 hello.txt', '+2&5L;&\\@=V]R;&0', '`', 'end', '谢谢')
    expect(read.text).toBe('见附件\n谢谢')
    expect(read.attachments.map(({ name, content }) => [name, Buffer.from(content).toString()])).toEqual([['hello.txt', 'Hello world']])
    expect(mail(FROM, '', 'begin 644 is a line', 'that starts no file').attachments).toEqual([])
  })
  test('what winmail.dat holds is at least named', () => {
    expect(mixed(part('text/plain', 'hi'), part('application/ms-tnef', 'x')).attachments[0]).toMatchObject({ name: 'winmail.dat', type: 'application/ms-tnef' })
  })
  test('size and hash are of the decoded bytes; the same file under CRLF and LF is one file', () => {
    const read = (end: string) => readMail(Buffer.from([FROM, 'Content-Type: text/csv; name=a.csv', 'Content-Disposition: attachment', '', 'a;b', '1;2', ''].join(end))).attachments[0]
    expect(read('\r\n')?.hash).toBe(read('\n')?.hash)
    expect(mixed(part('application/pdf; name=a.pdf', 'JVBERg==', 'Content-Transfer-Encoding: base64')).attachments[0]).toMatchObject({ size: 4, hash: createHash('sha256').update('%PDF').digest('hex') })
  })
})

describe('mails inside mails', () => {
  const inner = ['From: Bob <bob@b.example>', 'Subject: =?utf-8?B?5rC0566h?=', 'Date: Mon, 4 Mar 2024 10:00:00 +0800', 'Content-Type: multipart/mixed; boundary=z', '', '--z', '', 'inner text', '--z', 'Content-Type: application/pdf; name=inner.pdf', '', 'x', '--z--']
  test('an attached message is one attachment by its subject, and what it passes on is known', () => {
    const read = mail(FROM, 'Subject: Fwd: x', 'Content-Type: multipart/mixed; boundary=x', '', '--x', '', '请处理', ...part('message/rfc822', inner.join('\r\n')), '--x--')
    expect(read.text).toBe('请处理')
    expect(read.attachments.map(({ name, type }) => `${name} ${type}`)).toEqual(['水管.eml message/rfc822'])
    expect(read.forwarded).toEqual({ from: { name: 'Bob', address: 'bob@b.example' }, subject: '水管', sentAt: new Date('2024-03-04T02:00:00Z') })
    expect(readMail(read.attachments[0]?.content ?? Buffer.alloc(0)).attachments[0]?.name).toBe('inner.pdf')
  })
  test('one passed on as text', () => {
    expect(mail(FROM, 'Subject: 转发: 水管', '', '请处理', '', '---------- Forwarded message ---------', '发件人: Bob <bob@b.example>', '发送时间: 2024年3月4日 10:00', '收件人: 王芳', '主题: 水管', '', '漏水').forwarded).toEqual({ from: { name: 'Bob', address: 'bob@b.example' }, subject: '水管', sentAt: new Date('2024-03-04T02:00:00Z') })
    expect(mail(FROM, 'Subject: Re: 水管', '', '好的', '', '发件人: Bob <bob@b.example>', '发送时间: 2024年3月4日 10:00', '主题: 水管', '', '漏水').forwarded).toBeUndefined()
  })
})

test('an invitation', () => {
  const ics = ['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'BEGIN:VEVENT', 'UID:1', 'SUMMARY:上门检修', 'DTSTART;TZID=China Standard Time:20240306T090000', 'DTEND:20240306T020000Z', 'ORGANIZER;CN=王芳:mailto:wf@qq.example', 'LOCATION:上海', 'END:VEVENT', 'END:VCALENDAR'].join('\r\n')
  expect(mixed(part('text/plain', 'x'), part('text/calendar; method=REQUEST; charset=utf-8', ics)).calendar).toEqual({ method: 'REQUEST', summary: '上门检修', start: new Date('2024-03-06T01:00:00Z'), end: new Date('2024-03-06T02:00:00Z'), organizer: { name: '王芳', address: 'wf@qq.example' }, location: '上海', uid: '1', sequence: 0, repeats: false, wholeDay: false, attendees: [] })
  expect(mixed(part('text/calendar', 'BEGIN:VCALENDAR broken')).calendar).toBeUndefined()
})

describe('what a mail is', () => {
  const kind = (...lines: string[]) => { const read = mail(FROM, ...lines, '', '您好'); return `${read.kind}${read.automatic ? ' automatic' : ''}` }
  test.each([
    ['auto-reply automatic', ['Auto-Submitted: auto-replied']], ['auto-reply automatic', ['X-Autoreply: yes']], ['auto-reply automatic', ['Precedence: auto_reply']], ['auto-reply automatic', ['Subject: =?utf-8?B?6Ieq5Yqo5Zue5aSNOiDpgIDmrL4=?=']], ['auto-reply automatic', ['Subject: Automatic reply: Refund']], ['auto-reply automatic', ['Subject: Re: Out of Office']], ['auto-reply automatic', ['Subject: Abwesenheitsnotiz']],
    ['message automatic', ['Auto-Submitted: auto-generated']], ['message automatic', ['Precedence: bulk']], ['message automatic', ['List-Id: <a.b.example>']], ['message automatic', ['X-Auto-Response-Suppress: All']], ['message automatic', ['Return-Path: <>']],
    ['message', ['Subject: Out of office chairs ordered']], ['message', ['Subject: =?utf-8?B?5L2g5Lus55qE6Ieq5Yqo5Zue5aSN5Yqf6IO95Z2P5LqG?=']], ['message', ['Auto-Submitted: no']], ['message', ['Subject: Re: holiday refund']],
  ])('%s: %j', (wanted, lines) => {
    expect(kind(...lines)).toBe(wanted)
  })
  test('a read receipt, and the wish for one', () => {
    const read = mail(FROM, 'Content-Type: multipart/report; report-type=disposition-notification; boundary=x', '', '--x', '', '已读', ...part('message/disposition-notification', 'Final-Recipient: rfc822;wf@qq.example\r\nOriginal-Message-ID: <7@shouwen.example>\r\nDisposition: manual-action/MDN-sent-manually; displayed'), '--x--')
    expect(read).toMatchObject({ kind: 'receipt', receipt: { originalMessageId: '<7@shouwen.example>', recipient: 'wf@qq.example', disposition: 'displayed' } })
    expect(mail(FROM, 'Disposition-Notification-To: wf@qq.example', '', 'x').receiptWanted).toEqual({ name: '', address: 'wf@qq.example' })
  })
  test('Chinese servers’ returns', () => {
    const read = mail('From: "PostMaster" <Postmaster@qq.com>', 'Subject: =?utf-8?B?57O757uf6YCA5L+hL1N5c3RlbXMgYm91bmNl?=', 'Content-Type: text/plain; charset=utf-8', '', '很抱歉您发送的邮件被退回，以下是该邮件的相关信息：', '被退回邮件 主 题：退款', '无法发送到 nobody@163.com', '退信原因 收件人邮件地址（nobody@163.com）不存在，邮件无法送达。', 'host smtp.163.com said: 550 User not found: nobody@163.com')
    expect(read).toMatchObject({ kind: 'bounce', bounce: { outcome: 'failed', recipients: [{ address: 'nobody@163.com', reason: 'userunknown', hard: true }] } })
  })
  test('a person who writes about a returned mail is no bounce', () => {
    expect(mail(FROM, 'Subject: =?utf-8?B?6YKu5Lu26KKr6YCA5L+h5LqG?=', '', '你们的邮件地址退信了：550 User unknown，怎么回事？').kind).toBe('message')
  })
})

describe('nothing of a header gets out of its line', () => {
  test('subjects, names and ids', () => {
    const read = mail('From: =?utf-8?Q?Ann=0D=0ABcc:_x=40y.example?= <a@b.example>', 'Subject: =?utf-8?Q?a=0D=0ABcc:_x=40y.example=00=1B[31m?=', 'Message-ID: <a b@c>', 'List-Id: =?utf-8?Q?a=0Ab?=', '', 'x')
    for (const text of [read.subject, read.from[0]?.name ?? '', read.messageId, ...Object.values(read.headers).flat()]) expect(text).not.toMatch(/\p{Cc}/u)
    expect(read.subject).toBe('a Bcc: x@y.example [31m')
    expect(read.bcc).toEqual([])
  })
})

describe('bombs', () => {
  const reason = (act: () => unknown) => { try { act(); return 'read' } catch (error) { return error instanceof UnreadableMail ? error.reason : error } }
  test('limits', () => {
    const deep = Array.from({ length: 60 }, (_, index) => `Content-Type: multipart/mixed; boundary=b${index}\n\n--b${index}\n`).join('')
    expect(reason(() => readMail(Buffer.from(deep)))).toBe('too-deep')
    expect(reason(() => readMail(Buffer.from('Content-Type: message/rfc822\n\n'.repeat(60))))).toBe('too-deep')
    expect(reason(() => readMail(Buffer.from(`Content-Type: multipart/mixed; boundary=x\n\n${'--x\n\na\n'.repeat(3_000)}`)))).toBe('too-many-parts')
    expect(reason(() => readMail(Buffer.from(`Subject: ${'x'.repeat(300_000)}\n\na`)))).toBe('header-too-large')
    expect(reason(() => readMail(Buffer.alloc(10)))).toBe('empty')
    expect(reason(() => readMail(Buffer.from('From: a@b.c\n\nx'.repeat(100)), { bytes: 100 }))).toBe('too-large')
  })
  test('archives are never unpacked', () => {
    const zip = Buffer.from('UEsDBBQAAAAIAAAAIQD', 'latin1').toString()
    expect(mixed(part('application/zip; name=bomb.zip', zip, 'Content-Transfer-Encoding: base64')).attachments.map(({ name }) => name)).toEqual(['bomb.zip'])
  })
  // Ten times as much may take ten times as long, not a hundred: the measure is processor time, and the pairs differ by ten.
  const html = (body: string) => Buffer.from(`${FROM}\nContent-Type: text/html\n\n${body}`)
  const text = (body: string) => Buffer.from(`${FROM}\nContent-Type: text/plain\n\n${body}`)
  test.each<[string, (size: number) => Buffer]>([
    ['<', (size) => html('<'.repeat(size))], ['<div>', (size) => html('<div>'.repeat(size / 5))], ['<a href="', (size) => html('<a href="'.repeat(size / 9))], ['&', (size) => html('&'.repeat(size))], ['>', (size) => text('>\n'.repeat(size / 2))], ['wrote:', (size) => text('a@b.c 2024 wrote:\n'.repeat(size / 18))], ['From:', (size) => text('From: a\n\n'.repeat(size / 9))], ['begin', (size) => text('begin 644 x\nM'.repeat(size / 13))], ['--', (size) => text('--\n'.repeat(size / 3))],
    ['=?', (size) => Buffer.from(`Subject: ${'=?a?q?'.repeat(size / 60)}\n\nx`)], ['"<', (size) => Buffer.from(`From: ${'"<('.repeat(size / 30)}\n\nx`)], ['references', (size) => Buffer.from(`References: ${'a@'.repeat(size / 20)}\n\nx`)], ['=', (size) => Buffer.from(`${FROM}\nContent-Transfer-Encoding: base64\nContent-Type: application/pdf\n\n${'A='.repeat(size / 2)}`)],
  ])('%s over and over', (_, make) => {
    const cost = (raw: Buffer) => { const before = process.cpuUsage(); readMail(raw); const { user, system } = process.cpuUsage(before); return (user + system) / 1_000 }
    cost(make(20_000))
    expect(cost(make(1_000_000))).toBeLessThan(cost(make(100_000)) * 40 + 1_500)
  })
  test('ten million < are read as far as they go and kept whole', () => {
    const read = readMail(html('<'.repeat(10_000_000)))
    expect(read.problems).toContain('html-too-long')
    expect(read.attachments.map(({ name, size }) => `${name} ${size}`)).toEqual(['message.html 10000000'])
  })
})

test('any bytes: a mail or UnreadableMail, and newText and quoted are all of the text', () => {
  const line = fc.oneof(fc.string(), fc.constantFrom('From: a@b.c', 'Subject: =?gb2312?B?1tDOxA==?=', 'Content-Type: multipart/mixed; boundary=x', 'Content-Type: text/html; charset=gbk', 'Content-Type: message/rfc822', 'Content-Type: text/calendar', 'Content-Type: multipart/report', 'Content-Type: message/delivery-status', 'Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding: quoted-printable', 'Content-Transfer-Encoding: x-uuencode', '--x', '--x--', '', 'begin 644 a', 'end', '> q', 'On 1 May 2024 a@b.c wrote:', 'Final-Recipient: rfc822;a@b.c', 'BEGIN:VCALENDAR', '<p>', '\x1b$B', '~{', '+AGE-'))
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.array(line, { maxLength: 25 }).map((lines) => Buffer.from(lines.join('\n'))), fc.array(line, { maxLength: 20 }).map((lines) => Buffer.from(lines.join('\r\n'), 'latin1')))
  fc.assert(fc.property(bytes, (raw) => {
    try {
      const read = readMail(raw)
      expect(read.pieces.map((piece) => piece.text).join('')).toBe(read.text)
      expect(read.subject).not.toMatch(/[\r\n\0]/)
    } catch (error) {
      if (!(error instanceof UnreadableMail) || error.reason === 'failed') throw error
    }
  }), { numRuns: 500 })
})
