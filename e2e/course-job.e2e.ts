import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { keepPictures, openSeat, PASSWORD, signIn } from './at-work.ts'
import type { Seat } from './at-work.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

/** A consultation that needs another department: asked by the agent, answered on the liaison's page, solved, followed up and opened again. */

const SLOW = 240_000
const CSRF = { 'x-shouwen-csrf': '1' }

describe.skipIf(noBrowser !== null)(`the course of a case${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let product: Product
  let browser: Browser
  let agent: Page
  let liaison: Page
  const seats: Seat[] = []
  const sit = async (email: string) => {
    const seat = await openSeat(browser, product)
    seats.push(seat)
    await signIn(seat.page, email)
    return seat.page
  }
  const send = async <T>(page: Page, method: 'POST' | 'PATCH' | 'GET', path: string, data?: unknown): Promise<T> => {
    const answer = await page.request.fetch(`/api/v1${path}`, { method, headers: { ...CSRF, origin: product.address }, ...(data === undefined ? {} : { data }) })
    expect(answer.ok(), `${path} ${await answer.text()}`).toBe(true)
    return await answer.json() as T
  }
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()])
    await product.ask('admin', 'create', '--email', 'admin@example.com', '--password', PASSWORD, '--name', '王经理')
    for (const [email, name, role] of [['chen@example.com', '陈首问', 'agent'], ['zhao@example.com', '赵产品', 'department_liaison']]) await product.ask('staff', 'create', '--email', email as string, '--password', PASSWORD, '--name', name as string, '--role', role as string)
    const admin = await sit('admin@example.com')
    const { items } = await send<{ items: { id: string; name: string }[] }>(admin, 'GET', '/staff?limit=50')
    await send(admin, 'POST', '/departments', { name: '产品部', liaisonId: items.find(({ name }) => name === '赵产品')?.id })
    agent = await sit('chen@example.com')
    liaison = await sit('zhao@example.com')
  }, 300_000)
  afterEach(({ task }) => keepPictures(task, seats))
  afterAll(async () => { await browser?.close(); await product?.stop() }, SLOW)

  test('a department answers by keyboard alone, the customer keeps one contact, and “not solved” opens the case again', { timeout: SLOW }, async () => {
    const { id } = await send<{ id: string }>(agent, 'POST', '/cases', { kind: 'consultation', subject: '二代滤芯能否装在一代机上', description: '想知道能否通用', channel: 'phone', customer: { name: '欧阳娜', phone: '13812345678' } })
    await send(agent, 'POST', `/cases/${id}/claim`, {})
    await agent.goto(`/cases/${id}`)

    await agent.getByRole('button', { name: '填写服务过程' }).focus()
    await agent.keyboard.press('Enter')
    await agent.getByRole('textbox', { name: '客户需求' }).fill('确认二代滤芯能否装在一代机上')
    await agent.keyboard.press('Control+Enter')
    await agent.getByText('客户未确认').waitFor()
    // A drawer that closes gives the focus back to the button it came from.
    await agent.getByRole('dialog').waitFor({ state: 'hidden' })

    await agent.getByRole('button', { name: '请部门协办' }).focus()
    await agent.keyboard.press('Enter')
    await agent.getByRole('textbox', { name: '请求事项' }).fill('接口能否兼容')
    await agent.getByRole('checkbox', { name: '同时告诉客户' }).focus()
    await agent.keyboard.press('Space')
    await expect.poll(() => agent.getByRole('textbox', { name: '同时告诉客户' }).inputValue()).toContain('产品部')
    expect(await agent.getByRole('textbox', { name: '同时告诉客户' }).inputValue()).toContain('陈首问')
    await agent.getByRole('textbox', { name: '同时告诉客户' }).focus()
    await agent.keyboard.press('Control+Enter')
    await agent.getByText('已告知客户').waitFor()
    await agent.getByRole('log').getByText('产品部协助核实').waitFor()

    await liaison.goto('/department-requests')
    await liaison.getByText('接口能否兼容').first().click()
    await liaison.waitForURL(/department-requests\/[0-9a-f-]{36}/)
    await liaison.getByRole('button', { name: '答复', exact: true }).focus()
    await liaison.keyboard.press('Enter')
    await liaison.getByRole('textbox', { name: '答复内容' }).fill('不能，接口不同')
    await liaison.keyboard.press('Control+Enter')
    await liaison.getByText('已答复').first().waitFor()
    expect(await liaison.locator('body').textContent()).not.toContain('欧阳娜')
    expect((await liaison.request.get(`/api/v1/cases/${id}`)).status()).toBe(403)

    await agent.getByText('不能，接口不同').waitFor()
    const { version } = await send<{ version: number }>(agent, 'GET', `/cases/${id}`)
    await send(agent, 'POST', `/cases/${id}/transitions`, { to: 'solved', version, fields: { solution: '不能通用，已告知购买一代滤芯' } })
    await agent.getByRole('checkbox', { name: '已感谢客户' }).focus()
    await agent.keyboard.press('Space')
    await agent.getByText('还差 3 项').waitFor()
    await agent.getByRole('button', { name: '安排回访' }).focus()
    await agent.keyboard.press('Enter')
    await agent.getByRole('button', { name: '记录回访结果' }).focus()
    await agent.keyboard.press('Enter')
    await agent.getByRole('dialog').getByText('未解决').click()
    await agent.getByText('保存后工单会重新打开').waitFor()
    await agent.getByRole('textbox', { name: '客户的说法' }).fill('一代滤芯也装不上')
    await agent.keyboard.press('Control+Enter')
    await agent.getByText('待分析').waitFor()
    await expect.poll(async () => (await send<{ status: { key: string } }>(agent, 'GET', `/cases/${id}`)).status.key).toBe('open')
    for (const seat of seats) expect(seat.faults).toEqual([])
  })
})
