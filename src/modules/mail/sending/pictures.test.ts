import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWholeHouse } from '../../../../test/whole-house.ts'
import { cases } from '../../cases/contract.ts'
import { mailboxes } from '../contract.ts'
import { readMail } from '../reading/read-mail.ts'
import { openPost } from './fixtures/post.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
let post: Awaited<ReturnType<typeof openPost>>
beforeAll(async () => { house = await openWholeHouse(); post = await openPost() })
afterAll(async () => { await house.close(); await post.close() })

const PIXELS = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNgOMGAB41Kn6BIGgCQFHhBkXk2NgAAAABJRU5ErkJggg==', 'base64')

test('a picture within an answer stands within the mail that leaves, and by its name in the plain text', async () => {
  const manager = await house.hire('cs_manager')
  await manager.call(mailboxes.add, { body: { address: 'support@house.example', smtp: post.url() } })
  const { id } = await manager.call(cases.open, { body: { kind: 'request', subject: '接线', description: '怎么接？', channel: 'email', customer: { name: '李雷', email: 'li@customer.example' } } })
  const file = (await house.app.inject({ method: 'POST', url: '/api/v1/files', headers: { authorization: `Bearer ${manager.token}`, 'content-type': 'image/png', 'x-file-name': encodeURIComponent('接线图.png') }, payload: PIXELS })).json<{ id: string }>()
  await manager.call(cases.say, { params: { id }, body: { body: '按图接：\n![接线图.png]\n<b>谢谢</b>', visibility: 'public', attachments: [file.id] } })
  await house.drain()
  expect(post.taken).toHaveLength(1)
  const mail = await readMail(post.taken[0]?.raw as Buffer)
  expect(mail.text).toContain('按图接：\n[接线图.png]\n<b>谢谢</b>')
  expect(mail.html).toMatch(/<img[^>]+src="cid:/)
  expect(mail.html).toContain('&lt;b&gt;谢谢')
  expect(mail.attachments).toMatchObject([{ name: '接线图.png', type: 'image/png', inline: true }])
})
