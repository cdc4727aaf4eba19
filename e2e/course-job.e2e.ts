import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import { openWorkplace } from './workplace.ts'

/** A consultation that needs another department: asked by the agent, answered on the liaison's page, solved, followed up and opened again. */

const SLOW = 240_000

describe.skipIf(noBrowser !== null)(`the course of a case${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  const place = openWorkplace({ administrator: '王经理', staff: [{ email: 'chen@example.com', name: '陈首问', role: 'agent' }, { email: 'zhao@example.com', name: '赵产品', role: 'department_liaison' }] })
  let agent: Page
  let liaison: Page
  beforeAll(async () => {
    const admin = await place.sit('admin@example.com')
    const { items } = await place.call<{ items: { id: string; name: string }[] }>(admin, 'GET', '/staff?limit=50')
    await place.call(admin, 'POST', '/departments', { name: '产品部', liaisonId: items.find(({ name }) => name === '赵产品')?.id })
    agent = await place.sit('chen@example.com')
    liaison = await place.sit('zhao@example.com')
  }, 300_000)

  test('a department answers by keyboard alone, the customer keeps one contact, and “not solved” opens the case again', { timeout: SLOW }, async () => {
    const { id } = await place.call<{ id: string }>(agent, 'POST', '/cases', { kind: 'consultation', subject: '二代滤芯能否装在一代机上', description: '想知道能否通用', channel: 'phone', customer: { name: '欧阳娜', phone: '13812345678' } })
    await place.call(agent, 'POST', `/cases/${id}/claim`, {})
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
    const { version } = await place.call<{ version: number }>(agent, 'GET', `/cases/${id}`)
    await place.call(agent, 'POST', `/cases/${id}/transitions`, { to: 'solved', version, fields: { solution: '不能通用，已告知购买一代滤芯' } })
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
    await expect.poll(async () => (await place.call<{ status: { key: string } }>(agent, 'GET', `/cases/${id}`)).status.key).toBe('open')
    expect(place.faults()).toEqual([])
  })

  test('ORG-04: an agent’s day begins with four lists, and what a customer says they need during a call stands in the fourth', { timeout: SLOW }, async () => {
    const complaint = await place.call<{ id: string }>(agent, 'POST', '/cases', { kind: 'complaint', subject: '滤芯三个月就发黄', description: '换了两次还是黄', channel: 'phone', customer: { name: '司徒明', phone: '13912345678' } })
    await place.call(agent, 'POST', `/cases/${complaint.id}/claim`, {})
    const called = await place.call<{ id: string }>(agent, 'POST', '/cases', { kind: 'request', subject: '预约换滤芯', description: '周末上门', channel: 'phone', customer: { name: '欧阳娜', phone: '13812345678' } })
    await place.call(agent, 'POST', `/cases/${called.id}/claim`, {})
    const me = await place.call<{ staff: { id: string } }>(agent, 'GET', '/session')
    await place.call(agent, 'POST', '/tasks', { title: '回电确认上门时间', ownerId: me.staff.id, dueAt: new Date(Date.now() + 3_600_000).toISOString() })

    await agent.goto(`/cases/${called.id}`)
    await agent.getByRole('button', { name: '记录客户之声' }).focus()
    await agent.keyboard.press('Enter')
    await agent.getByRole('dialog').getByLabel('客户原话').fill('滤芯快到期时希望自动提醒我')
    await agent.keyboard.press('Control+Enter')
    await agent.getByRole('dialog').waitFor({ state: 'hidden' })

    await agent.goto('/dashboard')
    const list = (name: string) => agent.getByRole('region', { name, exact: true })
    await list('来访待回复').getByText('预约换滤芯').waitFor()
    await list('投诉与方案').getByText('滤芯三个月就发黄').waitFor()
    await list('投诉与方案').getByText('未提方案').waitFor()
    await list('待跟进').getByText('回电确认上门时间').waitFor()
    await list('我记录的客户之声').getByText('滤芯快到期时希望自动提醒我').waitFor()
    expect(await place.call(agent, 'GET', `/voices?caseId=${called.id}`)).toMatchObject({ items: [{ kind: 'need', words: '滤芯快到期时希望自动提醒我' }] })
    expect(place.faults()).toEqual([])
  })
})
