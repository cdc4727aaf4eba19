import { randomUUID } from 'node:crypto'
import { simpleParser } from 'mailparser'
import { createTransport } from 'nodemailer'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openMailServers } from '../test/mail-servers.ts'
import type { MailServers } from '../test/mail-servers.ts'
import { keepPictures, openSeat, PASSWORD, signIn } from './at-work.ts'
import type { Seat } from './at-work.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

/** A customer's mail, from their own mail program to the rating of the solution: real SMTP and IMAP on loopback, real browsers. */

const MAILBOX = 'service@qingchuan.example'
const CUSTOMER = 'li.wen@family.example'
const AGENT = { email: 'agent@example.com', name: '周敏' }
const SUBJECT = '净水器漏水，请尽快处理'
const SLOW = 120_000

describe.skipIf(noBrowser !== null)(`a customer's mail${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let servers: MailServers
  let product: Product
  let browser: Browser
  let agent: Page
  let caseId: string
  const seats: Seat[] = []
  const sit = async () => { const seat = await openSeat(browser, product); seats.push(seat); return seat.page }

  /** The customer's mail program. */
  const write = async (mail: { subject: string; text: string; messageId: string; inReplyTo?: string; references?: string[]; attachments?: { filename: string; content: Buffer }[] }) => {
    const transport = createTransport({ host: servers.smtp.host, port: servers.smtp.port, secure: false, ignoreTLS: true })
    await transport.sendMail({ from: `李雯 <${CUSTOMER}>`, to: MAILBOX, ...mail })
    transport.close()
  }
  /** What lies in the customer's inbox and fits, as their program shows it. */
  const received = async (fits: (mail: Awaited<ReturnType<typeof simpleParser>>) => boolean) => {
    for (let seen = 0; ; seen++) {
      await servers.waitForMail(CUSTOMER, () => servers.mails(CUSTOMER).length > seen, 60_000)
      const mail = await simpleParser(servers.mails(CUSTOMER)[seen]?.raw ?? '')
      if (fits(mail)) return mail
    }
  }
  const asked = `<${randomUUID()}@family.example>`

  beforeAll(async () => {
    [servers, product, browser] = await Promise.all([openMailServers(), startProduct(), openBrowser()])
    console.log(`mail servers: ${servers.ran}`)
    servers.account(CUSTOMER)
    const { imapUrl, smtpUrl } = servers.account(MAILBOX)
    await product.ask('staff', 'create', '--email', AGENT.email, '--password', PASSWORD, '--name', AGENT.name, '--role', 'agent', '--team', '邮件组')
    await product.ask('admin', 'create', '--email', 'admin@example.com', '--password', PASSWORD, '--name', '沈清')
    await product.ask('mailbox', 'create', '--address', MAILBOX, '--team', '邮件组', '--imap', imapUrl, '--smtp', smtpUrl)
    const admin = await sit()
    await signIn(admin, 'admin@example.com')
    await admin.goto('/settings')
    // Whatever the hour of this run, it is a time at which customers are written to.
    for (const [key, value] of [['messages.address', product.address], ['messages.calendar', 'always']]) {
      const set = await admin.request.patch(`/api/v1/settings/${key}`, { data: { value, version: 0 }, headers: { 'x-shouwen-csrf': '1', origin: product.address } })
      expect(set.ok(), await set.text()).toBe(true)
    }
  }, SLOW)
  afterEach(({ task }) => keepPictures(task, seats))
  afterAll(async () => { await browser?.close(); await product?.stop(); await servers?.close() }, SLOW)

  test('becomes a case with its attachment before the eyes of an agent, who claims it', { timeout: SLOW }, async () => {
    agent = await sit()
    await signIn(agent, AGENT.email)
    await agent.goto('/desk')
    await agent.getByRole('tab', { name: /待领取/ }).click()
    await write({ subject: SUBJECT, text: '您好：\n\n昨天刚装的净水器今天就漏水了，厨房地板都泡了，照片见附件。\n请尽快派师傅上门。\n\n李雯', messageId: asked, attachments: [{ filename: '漏水现场.txt', content: Buffer.from('照片说明：接头处滴水') }] })
    const row = agent.locator('[data-row]').filter({ hasText: SUBJECT })
    await row.waitFor()
    await row.click()
    await agent.getByRole('log').getByText('厨房地板都泡了').waitFor()
    await agent.getByText('漏水现场.txt').first().waitFor()
    caseId = new URL(agent.url()).pathname.split('/').at(-1) as string
    await agent.getByRole('button', { name: '领取', exact: true }).first().click()
    await agent.getByRole('textbox', { name: '写给客户的回复' }).waitFor()
  })

  test('is answered in the browser, and the answer stands under the question in the customer’s mail program', { timeout: SLOW }, async () => {
    await agent.getByRole('textbox', { name: '写给客户的回复' }).fill('李女士您好，师傅今天下午三点上门更换接头，费用由我们承担。')
    await agent.getByRole('button', { name: '发送', exact: true }).click()
    await agent.getByRole('log').getByText('师傅今天下午三点上门').waitFor()
    const mail = await received(({ text }) => Boolean(text?.includes('师傅今天下午三点上门')))
    expect(mail.inReplyTo).toBe(asked)
    expect([mail.references].flat()).toContain(asked)
    expect(mail.subject).toContain(SUBJECT)
    expect(mail.from?.value[0]?.address).toBe(MAILBOX)
    expect(mail.text).toContain('厨房地板都泡了')

    await write({ subject: `Re: ${mail.subject}`, text: `好的，下午我在家。\n\n在 2026年11月22日，客服 写道：\n> ${mail.text?.split('\n')[0]}`, messageId: `<${randomUUID()}@family.example>`, inReplyTo: mail.messageId as string, references: [asked, mail.messageId as string] })
    await agent.getByRole('log').getByText('好的，下午我在家').waitFor()
    const { items } = await (await agent.request.get('/api/v1/cases?limit=10')).json() as { items: { id: string }[] }
    expect(items.map(({ id }) => id)).toEqual([caseId])
  })

  test('is solved and closed; the customer rates it on the portal with three questions, by the link in the mail', { timeout: SLOW }, async () => {
    await agent.getByRole('button', { name: '解决', exact: true }).first().click()
    await agent.getByRole('dialog').getByRole('textbox', { name: '解决方案' }).fill('更换接头并试压，检查无渗漏。')
    await agent.getByRole('dialog').getByRole('button', { name: '解决', exact: true }).click()
    await agent.getByRole('dialog').waitFor({ state: 'hidden' })
    const told = await received(({ text }) => /\/portal\/\S+\/track#\S+/.test(text ?? ''))
    const link = /https?:\/\/\S+\/track#\S+/.exec(told.text ?? '')?.[0] as string

    const customer = await sit()
    await customer.goto(link)
    await customer.getByRole('main').getByText('好的，下午我在家').waitFor()
    for (const question of ['您对处理结果满意吗', '您对服务态度和处理速度满意吗']) await customer.getByRole('group', { name: question }).getByRole('radio').last().check({ force: true })
    await customer.getByLabel('还有什么想告诉我们的').fill('师傅很准时，谢谢。')
    await customer.getByRole('button', { name: '提交评价' }).click()
    await customer.getByRole('button', { name: '修改评价' }).waitFor()

    // A page behind another draws no frames, so its menus would find no place.
    await customer.close()
    await agent.bringToFront()
    // At the desk the next case has opened itself.
    await agent.goto(`/cases/${caseId}`)
    await agent.getByRole('button', { name: /状态：已解决/ }).click()
    await agent.getByRole('menuitem', { name: '关闭' }).click()
    await agent.getByRole('button', { name: /状态：已关闭/ }).waitFor()
  })

  test('leaves every step in the history, and a log that nobody altered', { timeout: SLOW }, async () => {
    await agent.goto(`/cases/${caseId}`)
    await agent.getByRole('tab', { name: '历史' }).click()
    const history = agent.locator('.history').filter({ hasText: '创建了工单' })
    await history.waitFor()
    const said = (await history.textContent() ?? '').replaceAll(' ', '')
    for (const step of ['创建了工单', `${AGENT.name}领取了工单`, '评价']) expect(said).toContain(step)
    expect(await product.ask('verify')).toMatchObject({ badAt: null, broken: [] })
    expect(seats.flatMap(({ faults }) => faults)).toEqual([])
  })
})
