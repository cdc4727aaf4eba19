import { createHash, createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailOf, openMailHouse } from '../../../../test/mail-house.ts'
import { openMailServers } from '../../../../test/mail-servers.ts'
import { systemActor } from '../../../kernel/actors.ts'
import { cases } from '../../cases/contract.ts'
import { mailboxes } from '../contract.ts'
import { mailSigning } from './contract.ts'
import { lookUpKey } from './domains.ts'
import { freshKey, holdsKey, recordValue, signMail } from './sign-mail.ts'

/** Verifies as RFC 6376 says, relaxed/relaxed, without any of the code that signs. */
function verifies(raw: Buffer, publicKey: string): boolean {
  const text = raw.toString('latin1')
  const cut = text.indexOf('\r\n\r\n')
  const fields = text.slice(0, cut).split(/\r\n(?![ \t])/)
  const relaxed = (field: string) => { const at = field.indexOf(':'); return `${field.slice(0, at).toLowerCase().trim()}:${field.slice(at + 1).replace(/\r\n/g, '').replace(/[ \t]+/g, ' ').trim()}` }
  const own = fields.find((field) => /^dkim-signature:/i.test(field)) ?? ''
  const tags = new Map(own.slice(own.indexOf(':') + 1).split(';').map((tag) => { const at = tag.indexOf('='); return [tag.slice(0, at).trim(), tag.slice(at + 1).replace(/\s/g, '')] }))
  const body = text.slice(cut + 4).split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, '')).join('\r\n').replace(/(\r\n)*$/, '')
  if (createHash('sha256').update(body ? `${body}\r\n` : '', 'latin1').digest('base64') !== tags.get('bh')) return false
  const named = (tags.get('h') ?? '').toLowerCase().split(':').flatMap((name) => { const found = fields.findLast((field) => field.toLowerCase().startsWith(`${name}:`)); return found ? [relaxed(found)] : [] })
  const signed = [...named, relaxed(own.replace(/(\bb=)[^;]*/, '$1'))].join('\r\n')
  return verify('sha256', Buffer.from(signed, 'latin1'), createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }), Buffer.from(tags.get('b') ?? '', 'base64'))
}

let house: Awaited<ReturnType<typeof openMailHouse>>
let servers: Awaited<ReturnType<typeof openMailServers>>
const BOX = 'care@signed.example'
beforeAll(async () => {
  [house, servers] = await Promise.all([openMailHouse(), openMailServers()])
  await house.manager.call(mailboxes.add, { body: { address: BOX, smtp: servers.account(BOX).smtpUrl } })
})
afterAll(async () => { await servers.close(); await house.close() })

test('a signature holds for what was signed, and for nothing else', async () => {
  const { privateKey, publicKey } = await freshKey()
  const raw = Buffer.from('From: a@signed.example\r\nTo: b@client.example\r\nSubject: =?utf-8?B?5L2g5aW9?=\r\nDate: Mon, 02 Mar 2026 08:00:00 +0800\r\n\r\n5L2g5aW9  \r\n\r\n\r\n')
  const signed = await signMail(raw, { domain: 'signed.example', selector: 's1', privateKey })
  expect(signed.toString()).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256; c=relaxed\/relaxed; d=signed\.example;\r\n? ?q=dns\/txt; s=s1;/)
  expect(signed.subarray(-raw.length).equals(raw)).toBe(true)
  expect(verifies(signed, publicKey)).toBe(true)
  expect(verifies(Buffer.from(signed.toString().replace('5L2g5aW9  ', '5L2g5aW8  ')), publicKey)).toBe(false)
  expect(verifies(Buffer.from(signed.toString().replace('To: b@', 'To: c@')), publicKey)).toBe(false)
  expect(verifies(signed, (await freshKey()).publicKey)).toBe(false)
  expect([holdsKey(recordValue(publicKey), publicKey), holdsKey(`k=rsa; v=DKIM1;  p=${publicKey.slice(0, 99)} ${publicKey.slice(99)}`, publicKey), holdsKey('v=DKIM1; p=', publicKey)]).toEqual([true, true, false])
})

test('a domain gets a key that is kept sealed, signs once its record stands in the DNS, and can be given a new one', async () => {
  const domain = 'signed.example'
  const read = async () => (await house.manager.call(mailSigning.domains, {})).items.find((one) => one.domain === domain)
  expect(await read()).toEqual({ domain, mailboxes: 1, key: null })
  const { key } = await house.manager.call(mailSigning.makeKey, { params: { domain }, body: { version: 0 } })
  expect(key).toMatchObject({ active: false, found: null, recordName: expect.stringMatching(/^sw\d{14}\._domainkey\.signed\.example$/), recordValue: expect.stringMatching(/^v=DKIM1; k=rsa; p=MIIB/) })
  const { rows: [row] } = await house.pool.query(`select encode(private_key, 'escape') as kept from mail_signing where domain = $1`, [domain])
  expect(row.kept).not.toContain('PRIVATE KEY')
  const turn = (active: boolean, version: number) => house.manager.raw('POST', `/mail-domains/${domain}/key/active`, { active, version })
  expect((await turn(true, 1)).json()).toMatchObject({ code: 'mail-domain.not-in-dns' })
  const look = (records: () => Promise<string[][]>) => lookUpKey(house.work, systemActor, domain, records)
  expect((await look(() => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })))).key?.found).toBe('missing')
  expect((await look(() => Promise.resolve([['v=DKIM1; p=other']]))).key?.found).toBe('differs')
  const value = key?.recordValue as string
  expect((await look(() => Promise.resolve([[value.slice(0, 255), value.slice(255)]]))).key?.found).toBe('matches')
  expect((await turn(true, 1)).statusCode).toBe(200)
  const taken = await house.receive(mailOf({ From: 'sig@client.example', To: BOX, Subject: '你好', 'Message-ID': '<sig1@client.example>' }), BOX)
  await house.agent.call(cases.claim, { params: { id: taken.caseId as string }, body: {} })
  await house.agent.call(cases.say, { params: { id: taken.caseId as string }, body: { body: '您好，已为您查询。', visibility: 'public' } })
  await house.drain()
  const sent = servers.taken.at(-1)?.raw as Buffer
  expect(sent.toString('latin1')).toContain(`d=${domain};`)
  expect(verifies(sent, value.slice(value.indexOf('p=') + 2))).toBe(true)
  const next = await house.manager.call(mailSigning.makeKey, { params: { domain }, body: { version: 2 } })
  expect(next.key).toMatchObject({ active: false, version: 3 })
  expect((await house.agent.raw('POST', `/mail-domains/${domain}/key`, { version: 3 })).statusCode).toBe(403)
  expect((await house.manager.raw('POST', '/mail-domains/elsewhere.example/key', { version: 0 })).statusCode).toBe(404)
})
