import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import { openWorkplace } from './workplace.ts'

/** A manager sets how soon telephone calls are answered, without JSON and without a mouse; somebody asks for help, and whoever leads sees it at once and steps in. */

const SLOW = 240_000

describe.skipIf(noBrowser !== null)(`deadlines and supervision${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  const place = openWorkplace({ staff: [{ email: 'manager@example.com', name: '王经理', role: 'cs_manager' }, { email: 'supervisor@example.com', name: '赵主管', role: 'cs_supervisor' }, { email: 'agent@example.com', name: '陈首问', role: 'agent' }] })
  let manager: Page
  let supervisor: Page
  let agent: Page

  beforeAll(async () => {
    ;[manager, supervisor, agent] = [await place.sit('manager@example.com'), await place.sit('supervisor@example.com'), await place.sit('agent@example.com')]
  }, SLOW)

  const opened = () => place.call<{ id: string; version: number; clocks: { key: string }[] }>(agent, 'POST', '/cases', { kind: 'request', subject: '空调不制冷', description: '刚装好就不制冷。', channel: 'phone' })
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
    await manager.getByText('草稿 第 2 版').waitFor()
    // The saved draft is tried: two hours for whoever calls.
    await manager.getByRole('combobox', { name: '试算到期时间 · 渠道' }).focus()
    await manager.keyboard.type('电话')
    await manager.keyboard.press('Enter')
    await manager.getByRole('region', { name: '试算到期时间' }).getByText('限 2小时 工作时间').first().waitFor()
    await manager.getByRole('button', { name: '发布…' }).focus()
    await manager.keyboard.press('Enter')
    await manager.getByRole('dialog').getByRole('button', { name: '发布' }).focus()
    await manager.keyboard.press('Enter')
    await manager.getByText('生效中 第 2 版').waitFor()
    const after = await opened()
    expect(await why(after.id)).toMatchObject({ version: 2, row: 1, seconds: 7_200 })
    expect((await why(before.id))?.seconds).toBe(14_400)
  })

  test('a call for help is on the board of whoever leads within five seconds, and stepping in takes the case over', { timeout: SLOW }, async () => {
    const { id: caseId } = await opened()
    await supervisor.goto('/supervision')
    await supervisor.getByRole('button', { name: /无人认领/ }).waitFor()
    await place.call(agent, 'POST', `/cases/${caseId}/claim`, {})
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
