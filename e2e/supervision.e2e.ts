import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { keepPictures, openSeat, PASSWORD, signIn } from './at-work.ts'
import type { Seat } from './at-work.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

/** A manager sets how soon telephone calls are answered, without JSON and without a mouse; somebody asks for help, and whoever leads sees it at once and steps in. */

const SLOW = 240_000
const CSRF = { 'x-shouwen-csrf': '1' }

describe.skipIf(noBrowser !== null)(`deadlines and supervision${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let product: Product
  let browser: Browser
  const seats: Seat[] = []
  const sit = async (email: string) => { const seat = await openSeat(browser, product); seats.push(seat); await signIn(seat.page, email); return seat.page }
  let manager: Page
  let supervisor: Page
  let agent: Page

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()])
    await product.ask('admin', 'create', '--email', 'admin@example.com', '--password', PASSWORD, '--name', '沈清')
    for (const [email, name, role] of [['manager@example.com', '王经理', 'cs_manager'], ['supervisor@example.com', '赵主管', 'cs_supervisor'], ['agent@example.com', '陈首问', 'agent']] as const) {
      await product.ask('staff', 'create', '--email', email, '--password', PASSWORD, '--name', name, '--role', role)
    }
    ;[manager, supervisor, agent] = [await sit('manager@example.com'), await sit('supervisor@example.com'), await sit('agent@example.com')]
  }, SLOW)
  afterEach(({ task }) => keepPictures(task, seats))
  afterAll(async () => { await browser?.close(); await product?.stop() }, SLOW)

  const opened = async () => {
    const answer = await agent.request.post('/api/v1/cases', { headers: { ...CSRF, origin: product.address }, data: { kind: 'request', subject: '空调不制冷', description: '刚装好就不制冷。', channel: 'phone' } })
    expect(answer.ok(), await answer.text()).toBe(true)
    return await answer.json() as { id: string; version: number; clocks: { key: string }[] }
  }
  const why = async (id: string) => {
    const { items } = await (await manager.request.get(`/api/v1/cases/${id}/clocks`)).json() as { items: { clock: { key: string }; parts: { policy?: { version: number; row: number; seconds: number } }[] }[] }
    return items.find(({ clock }) => clock.key === 'first-response')?.parts[0]?.policy
  }

  test('are set by keys alone, tried before, published, and hold for the next case', { timeout: SLOW }, async () => {
    const before = await opened()
    await manager.goto('/deadlines/case')
    const clock = manager.getByRole('region', { name: '首次响应' }).first()
    await clock.getByRole('button', { name: '在最前添加一行' }).focus()
    await manager.keyboard.press('Enter')
    await clock.getByRole('combobox', { name: '第 1 行 · 渠道' }).focus()
    await manager.keyboard.type('电话')
    await manager.keyboard.press('Enter')
    await manager.keyboard.press('Escape')
    const allowed = clock.getByRole('spinbutton', { name: '第 1 行 · 时限', exact: true })
    await allowed.focus()
    await manager.keyboard.press('Control+A')
    await manager.keyboard.type('2')
    await manager.keyboard.press('Tab')
    await manager.keyboard.press('Control+s')
    await manager.getByText('草稿 第 1 版').waitFor()
    // The saved draft is tried: two hours for whoever calls.
    await manager.getByRole('combobox', { name: '试算到期时间 · 渠道' }).focus()
    await manager.keyboard.type('电话')
    await manager.keyboard.press('Enter')
    await manager.getByRole('region', { name: '试算到期时间' }).getByText('限 2小时 工作时间').first().waitFor()
    await manager.getByRole('button', { name: '发布…' }).focus()
    await manager.keyboard.press('Enter')
    await manager.getByRole('dialog').getByRole('button', { name: '发布' }).focus()
    await manager.keyboard.press('Enter')
    await manager.getByText('生效中 第 1 版').waitFor()
    const after = await opened()
    expect(await why(after.id)).toMatchObject({ version: 1, row: 1, seconds: 7_200 })
    expect((await why(before.id))?.seconds).toBe(14_400)
  })

  test('a call for help is on the board of whoever leads within five seconds, and stepping in takes the case over', { timeout: SLOW }, async () => {
    const { id: caseId } = await opened()
    await supervisor.goto('/supervision')
    await supervisor.getByRole('button', { name: /无人认领/ }).waitFor()
    await agent.request.post(`/api/v1/cases/${caseId}/claim`, { headers: { ...CSRF, origin: product.address }, data: {} })
    await agent.goto(`/cases/${caseId}`)
    await agent.getByRole('button', { name: '请主管协助' }).click()
    await agent.getByRole('dialog').getByRole('textbox').fill('客户情绪激动，要求与负责人通话')
    const asked = Date.now()
    await agent.keyboard.press('Enter')
    const call = supervisor.getByText('陈首问：客户情绪激动，要求与负责人通话')
    await supervisor.getByRole('button', { name: /1\s*请求协助/ }).click({ timeout: 5_000 })
    await call.waitFor({ timeout: 5_000 })
    expect(Date.now() - asked).toBeLessThan(5_000)
    await supervisor.getByRole('listitem').filter({ has: call }).getByRole('button', { name: '介入接手' }).focus()
    await supervisor.keyboard.press('Enter')
    await supervisor.getByRole('dialog').getByRole('textbox').fill('由我与客户沟通')
    await supervisor.getByRole('dialog').getByRole('button', { name: '介入接手' }).focus()
    await supervisor.keyboard.press('Enter')
    await supervisor.getByRole('button', { name: /0\s*请求协助/ }).waitFor()
    await agent.getByText('已介入接手 · 赵主管').waitFor()
    const { handler } = await (await agent.request.get(`/api/v1/cases/${caseId}`)).json() as { handler: { name: string } }
    expect(handler.name).toBe('赵主管')
  })
})
