import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { readMail } from './read-mail.ts'

// Mails and expectations of other programs lie beside the project, for their licences are others.
const folder = new URL('../../../../../shared/data/07-mail/', import.meta.url)
const missing = !existsSync(folder)
const bytes = (path: string) => readFileSync(new URL(path, folder))
const md5 = (content: Uint8Array) => createHash('md5').update(content).digest('hex')
const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()

interface Wanted { from_email: string; from_display_name: string; subject: string | null; attachments: { filename: string; bytes: number; md5: string; preferences?: Record<string, unknown> }[] | null }
const zammad = missing ? [] : JSON.parse(bytes('zammad/expected.json').toString()) as { file: string; expected: Wanted }[]
/** The peer’s own copy of the HTML is none of the sender’s attachments. */
const wantedFiles = ({ attachments }: Wanted) => (attachments ?? []).filter(({ filename, preferences }) => !(filename === 'message.html' && preferences?.['content-alternative'])).map((file) => `${file.bytes} ${file.md5}`).sort()

describe.skipIf(missing)('Zammad’s mails', () => {
  test('From, Subject and attachments, against the library alone', async () => {
    const ours = { from: 0, subject: 0, attachments: 0 }
    const theirs = { from: 0, subject: 0, attachments: 0 }
    const others: string[] = []
    for (const { file, expected } of zammad) {
      const raw = bytes(`zammad/mail/${file}`)
      const read = readMail(raw)
      const from = (address = '', name = '') => address.toLowerCase() === expected.from_email.toLowerCase() && plain(name) === plain(expected.from_display_name)
      ours.from += Number(from(read.from[0]?.address, read.from[0]?.name))
      ours.subject += Number(plain(read.subject) === plain(expected.subject))
      const same = read.attachments.map(({ size, content }) => `${size} ${md5(content)}`).sort().join() === wantedFiles(expected).join()
      ours.attachments += Number(same)
      if (!same) others.push(file)
      const library = await simpleParser(raw)
      theirs.from += Number(from(library.from?.value[0]?.address, library.from?.value[0]?.name))
      theirs.subject += Number(plain(library.subject) === plain(expected.subject))
      theirs.attachments += Number(library.attachments.map(({ size, content }) => `${size} ${md5(content)}`).sort().join() === wantedFiles(expected).join())
    }
    console.log(`of ${zammad.length} mails: ours ${JSON.stringify(ours)}, mailparser alone ${JSON.stringify(theirs)}`)
    expect({ ...ours, of: zammad.length }).toEqual({ from: 90, subject: 90, attachments: 88, of: 90 })
    // 025: a file uuencoded in the text, which is an attachment here and text there. 085: the second half of a letter that Apple Mail cut in two.
    expect(others).toEqual(['mail025.box', 'mail085.box'])
  })

  test.each<[string, string, string, string, RegExp, string[]]>([
    ['mail016', 'raw GBK in the header', '', '【 直通美国排名第49大学 成功后付费 】', /您好，这封信如果影响到您的生活和工作/, []],
    ['mail018', 'a returned mail', 'postmaster@example.com', 'Benachrichtung zum Übermittlungsstatus (Fehlgeschlagen)', /Übermittlung an folgende Empfänger fehlgeschlagen/, ['delivery-status.txt', 'Angebot für OTRS-Anpassung [Ticket#113588].eml']],
    ['mail019', 'GBK, no address', '', '《欧美简讯》', /加拿大曼省投资移民/, []],
    ['mail035', 'a group as receiver', 'finances8@firstfinanceloanfirm.example.com', 'Darlehen bieten jetzt bewerben', /zuverlässige Kreditangebot/, []],
    ['mail046', 'a spam filter’s report with the mail inside', 'Glopelf7121@example.com', '转发：整体提升企业服务水平', /Software zur Erkennung von "Spam"/, ['转发：整体提升企业服务水平.eml']],
    ['mail059', 'no charset declared', 'ly@example.com', 'new design solar street lights', /äöüß ad asd/, []],
    ['mail065', 'no charset declared', 'smith@example.com', 'aaäöüßad asd', /äöüß ad asd/, []],
    ['mail076', 'a quoted local part', '"Millions Lottery Spain transfer"@example.com', '[SPAM] (19.9) Your Winning Notification!!!', /test spam/, []],
    ['mail087', 'cut off in the attachment', 'test@example.com', 'Failed Mail', /ein neues Fax von \+491234/, ['fax_1234.pdf']],
    ['mail093', 'ISO-2022-JP in header and body', 'bar@example.org', 'ツール', /先着100施設限定/, []],
  ])('%s without expectations, by our own reading: %s', (file, _, address, subject, body, names) => {
    const read = readMail(bytes(`zammad/mail/${file}.box`))
    expect([read.from[0]?.address ?? '', plain(read.subject), read.attachments.map(({ name }) => name)]).toEqual([address, subject, names])
    expect(read.text).toMatch(body)
  })

  test('automatic answers and who may get one', () => {
    const { send_auto_response: answers, out_of_office: away } = JSON.parse(bytes('zammad/other/auto-response.json').toString()) as { send_auto_response: { raw: string; send_auto_response: boolean }[]; out_of_office: { subject: string; headers: string; out_of_office: boolean }[] }
    // A message id of one’s own is the mailbox’s business, not the reader’s.
    for (const { raw, send_auto_response: may } of answers) if (!raw.includes('<1234@zammad.example.com>')) expect([raw, readMail(Buffer.from(raw)).automatic]).toEqual([raw, !may])
    for (const { subject, headers, out_of_office: wanted } of away) expect([subject, headers, readMail(Buffer.from(`From: a@b.example\nSubject: ${subject}\n${headers ? `${headers}\n` : ''}\nx`)).kind]).toEqual([subject, headers, wanted ? 'auto-reply' : 'message'])
  })
})

describe.skipIf(missing)('mails of Mail, mailparser and FreeScout', () => {
  test.each<[string, string, string, string[]]>([
    ['mikel-mail/emails/rfc2822/example10.eml', 'pete@silly.test', '', []], ['mikel-mail/emails/rfc2822/example11.eml', 'john.q.public@example.com', '', []], ['mikel-mail/emails/rfc6532/utf8_headers.eml', 'jdöe@mächine.example', 'Säying Hello', []],
    ['mikel-mail/emails/multi_charset/japanese_iso_2022.eml', 'raasdnil@gmail.com', 'まみむめも', []], ['mikel-mail/emails/multi_charset/ks_c_5601-1987.eml', 'from@example.com', 'test', []], ['mikel-mail/emails/multi_charset/japanese_attachment_long_name.eml', 'mikel@test.lindsaar.net', 'まみむめも'.repeat(10), [`${'かきくけこ'.repeat(5)}.txt`]],
    ['mikel-mail/emails/attachment_emails/attachment_nonascii_filename.eml', 'foo@example.com', 'testing', ['ciële.txt']], ['mikel-mail/emails/attachment_emails/attachment_with_quoted_filename.eml', 'jeff@37signals.com', 'Eelanalüüsi päring', ['Eelanalüüsi päring.jpg']], ['mikel-mail/emails/mime_emails/email_with_similar_boundaries.eml', 'xxxxxx@xxxxxxxx.xxx', 'Xxxxxx', ['LOGO.png']],
    ['mailparser/base64encodedroot.eml', 'test@example.com', '', ['screenshot.png']], ['mailparser/nodemailer.eml', 'andris@kreata.ee', 'Nodemailer is unicode friendly ✔ (1476358788189)', ['file', 'image.png', 'nyan cat ✔.gif', 'notes.txt']],
    ['freescout/issue-4567.eml', 'analisismadrid@xxx.org', '☆第132号　「ガーデン&エクステリア」専門店のためのＱ&Ａサロン　【月刊エクステリア・ワーク】', ['☆第132号 「ガーデン&エクステリア」専門店のためのＱ&Ａサロン 【月刊エクステリア・ワーク】']], ['freescout/message-5-iso-2022-jp.eml', 'noreply@example.org', 'ご注文商品を本日お届けします', []], ['freescout/message-4-null-bytes.eml', 'a.volga@nami-ag.ru', 'активизация виндойс', ['image001.png']], ['freescout/message-1symbols.eml', 'from@there.com', '386 - 400021804 - 19., Heiligenstädter Straße 80 - 0819306 - Anfrage Vergabevorschlag', ['Checkliste 10.,DAVIDGASSE 76-80;2;2.pdf']],
  ])('%s', (file, address, subject, names) => {
    const read = readMail(bytes(file))
    expect([read.from[0]?.address, read.subject, read.attachments.map(({ name }) => name)]).toEqual([address, subject, names])
  })
})

describe.skipIf(missing)('sisimai’s returned mails', () => {
  interface Returned { file: string; expected: { dsn: string; reason: string; hard_bounce: boolean }[]; raw?: string; raw_base64?: string }
  const rows = missing ? [] : gunzipSync(bytes('sisimai/bounces_dev.jsonl.gz')).toString().trim().split('\n').map((line) => JSON.parse(line) as Returned)

  test('are known for what they are, with who, why and whether the address is dead', () => {
    const found = { kind: 0, recipients: 0, status: 0, withStatus: 0, judged: 0, hard: 0, reason: 0 }
    for (const { file, expected, raw, raw_base64: coded } of rows) {
      const read = readMail(coded ? Buffer.from(coded, 'base64') : Buffer.from(raw ?? ''))
      const reason = expected[0]?.reason
      const kind = reason === 'vacation' ? 'auto-reply' : reason === 'delivered' ? 'message' : 'bounce'
      found.kind += Number(read.kind === kind)
      if (kind !== 'bounce' || reason === 'feedback') continue
      const recipients = read.bounce?.recipients ?? []
      found.recipients += Number(recipients.length === expected.length)
      for (const [n, wanted] of expected.entries()) {
        const got = recipients[n] ?? recipients[0]
        found.judged += 1
        found.hard += Number((got?.hard ?? false) === wanted.hard_bounce)
        found.reason += Number(got?.reason === wanted.reason)
      }
      // sisimai makes up codes of its own (x.0.9xx) where a mail has none.
      if (expected.length === 1 && !/^[45]\.0\.9\d\d$|^$/.test(expected[0]?.dsn ?? '')) {
        found.withStatus += 1
        found.status += Number(recipients[0]?.status === expected[0]?.dsn)
      }
      expect([file, recipients.every(({ address, diagnostic }) => address.length <= 320 && diagnostic.length <= 2_000)]).toEqual([file, true])
    }
    console.log(`of ${rows.length} returned mails: ${JSON.stringify(found)}`)
    expect(found.kind).toBeGreaterThanOrEqual(294)
    expect(found.recipients).toBeGreaterThanOrEqual(279)
    expect(found.hard / found.judged).toBeGreaterThanOrEqual(0.96)
    expect(found.reason / found.judged).toBeGreaterThanOrEqual(0.93)
    expect(found.status).toBeGreaterThanOrEqual(found.withStatus - 3)
  })
})
