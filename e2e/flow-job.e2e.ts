import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import { openWorkplace } from './workplace.ts'

/** A manager writes a flow in the browser, without code, and a case runs through it: form, approval, a deadline that passes and goes up the line. */

const SLOW = 240_000
const FLOW = '换货处理'
const MANAGER = '王经理'
const SUPERVISOR = '赵主管'
const AGENT = '陈首问'
interface Step { name: string; approval?: true; form?: string; minutes: number }
const STEPS: readonly Step[] = [
  { name: '受理登记', minutes: 1 }, { name: '现场检查', minutes: 240, form: '接待记录' }, { name: '审批换货', minutes: 120, approval: true }, { name: '发出新机', minutes: 480 }, { name: '回访客户', minutes: 480 },
]

describe.skipIf(noBrowser !== null)(`a flow without code${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  const place = openWorkplace({ staff: [{ email: 'manager@example.com', name: MANAGER, role: 'cs_manager' }, { email: 'supervisor@example.com', name: SUPERVISOR, role: 'cs_supervisor' }, { email: 'agent@example.com', name: AGENT, role: 'agent' }] })
  const post = (page: Page, path: string, data: unknown) => place.call<{ id: string; revision: number }>(page, 'POST', path, data)
  let manager: Page
  let agent: Page
  let supervisor: Page
  let caseId: string

  beforeAll(async () => {
    ;[manager, supervisor, agent] = [await place.sit('manager@example.com'), await place.sit('supervisor@example.com'), await place.sit('agent@example.com')]
    // Deadlines of this journey have to pass whenever it is run, so the company works around the clock.
    const day = [['00:00', '24:00']]
    const made = await post(manager, '/definitions', { kind: 'calendar', key: 'standard', body: { name: { zh: '全天', en: 'All day' }, zone: 'company', weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((key) => [key, day])), overrides: [] } })
    const { revision } = await post(manager, `/definitions/${made.id}/transitions`, { to: 'review', version: made.revision })
    await post(manager, `/definitions/${made.id}/transitions`, { to: 'published', version: revision })
  }, SLOW)

  /** Chooses in a list by typing what it is called. */
  const choose = async (page: Page, field: Locator, label: string) => {
    await field.click()
    if (await field.isEditable()) await field.fill(label)
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: label }).first().click()
    await field.blur()
  }
  const field = (label: string) => manager.getByRole('textbox', { name: label, exact: true })

  test('is written step by step, told what it lacks, signed off and published by a manager', { timeout: SLOW }, async () => {
    await manager.goto('/flows')
    await manager.getByRole('button', { name: '新建流程' }).click()
    await manager.getByRole('dialog').getByLabel('名称').fill(FLOW)
    await choose(manager, manager.getByRole('dialog').getByLabel('用于'), '工单')
    await manager.getByRole('button', { name: '开始编写' }).click()
    await manager.getByRole('button', { name: '流程本身' }).click()
    await manager.getByRole('button', { name: '添加目标' }).click()
    await choose(manager, manager.getByRole('combobox', { name: '可衡量' }), '解决量')
    await choose(manager, manager.getByRole('combobox', { name: '自动启动' }), '服务请求')
    for (const [nth, { name, approval, form, minutes }] of STEPS.entries()) {
      if (nth === 0) await manager.getByRole('list', { name: '步骤' }).getByRole('button').first().click()
      else await manager.getByRole('button', { name: approval ? '添加审批' : '添加步骤' }).click()
      await field('做什么').fill(name)
      await choose(manager, manager.getByRole('combobox', { name: '单位', exact: true }), '分钟')
      const count = manager.getByRole('spinbutton', { name: '时限' })
      // The third step is left without a deadline at first.
      await count.fill(nth === 2 ? '' : String(minutes))
      await count.press('Tab')
      if (approval) await choose(manager, manager.getByRole('combobox', { name: '谁负责' }), '客服主管')
      await field('操作指南').fill(`${name}：按服务标准办理，在工单里写明结果。`)
      if (form) await choose(manager, manager.getByRole('combobox', { name: '表单' }), form)
      await field('具体').fill(`${name}已完成并有记录`)
      await field('可实现').fill('去年的同类事项都按时办完')
      await field('相关性').fill('客户少跑一趟')
      await choose(manager, manager.getByRole('combobox', { name: '可衡量' }), '解决量')
    }
    await manager.getByRole('button', { name: '提交审核' }).click()
    const review = manager.getByRole('region', { name: '四项设计原则' }).or(manager.locator('.flow-review'))
    await review.first().waitFor()
    await manager.locator('.flow-review').getByText('T 时间性').waitFor()
    // Nobody publishes it so.
    await manager.getByRole('button', { name: '发布…' }).click()
    await manager.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
    await manager.getByRole('dialog').getByText('T 时间性').waitFor()
    await manager.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    await manager.getByRole('button', { name: '退回修改' }).click()
    await manager.getByRole('button', { name: '提交审核' }).waitFor()
    await manager.getByRole('list', { name: '步骤' }).getByRole('button').filter({ hasText: '审批换货' }).click()
    await manager.getByRole('heading', { name: '审批换货' }).waitFor()
    await choose(manager, manager.getByRole('combobox', { name: '单位', exact: true }), '分钟')
    await manager.getByRole('spinbutton', { name: '时限' }).fill(String(STEPS[2]?.minutes))
    await manager.keyboard.press('Tab')
    await manager.getByRole('button', { name: '提交审核' }).click()
    for (const principle of ['客户导向', '系统化', '简洁高效', '持续改进']) await manager.getByRole('checkbox', { name: principle }).check()
    await manager.getByRole('button', { name: '签字' }).click()
    await manager.getByText(`${MANAGER} 签字`).or(manager.locator('.flow-review').getByText(MANAGER)).first().waitFor()
    await manager.getByRole('button', { name: '发布…' }).click()
    await manager.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
    await manager.getByRole('dialog').waitFor({ state: 'hidden' })
    // In force a moment later, once every part of the house has heard of it.
    const inForce = async () => (await (await manager.request.get('/api/v1/flows')).json() as { items: { name: { zh: string }; steps: number; startsOn: string[] }[] }).items.find((one) => one.name.zh === FLOW)
    await expect.poll(inForce, { timeout: 30_000 }).toMatchObject({ steps: 5, startsOn: ['request'] })
  })

  test('begins with the case; a deadline that passes is told to the supervisor', { timeout: SLOW }, async () => {
    caseId = (await post(agent, '/cases', { kind: 'request', subject: '洗衣机漏水，要求换一台', description: '刚买一周就漏水。', channel: 'phone' })).id
    await post(agent, `/cases/${caseId}/claim`, {})
    await agent.goto(`/cases/${caseId}`)
    const step = agent.locator('.run-step[aria-current=step]')
    await step.filter({ hasText: '受理登记' }).waitFor()
    expect(await step.textContent()).toContain(AGENT)
    expect(await agent.locator('.run-step').count()).toBe(5)
    // A minute is over, and nobody has done it: it is red here, and the supervisor hears of it.
    await agent.locator('.run-step[aria-current=step] .due[data-tone=over]').waitFor({ timeout: 120_000 })
    const told = async () => (await (await supervisor.request.get('/api/v1/notifications', { params: { limit: '50' } })).json() as { items: { code: string }[] }).items.map((one) => one.code)
    await expect.poll(told, { timeout: 60_000, interval: 1_000 }).toContain('task.notice-escalated')
  })

  test('goes on with its form, comes back from a rejection, is approved and finished; every step is in its history', { timeout: SLOW }, async () => {
    const step = agent.locator('.run-step[aria-current=step]')
    await step.getByRole('button', { name: '完成' }).click()
    const fill = async () => {
      await step.filter({ hasText: '现场检查' }).getByRole('button', { name: '填写并完成' }).click()
      const dialog = agent.getByRole('dialog')
      await dialog.getByText('客户的来意').waitFor()
      await dialog.getByRole('button', { name: /完成$/ }).click()
      await dialog.getByText('请回答此题').first().waitFor()
      await dialog.locator('textarea').nth(0).fill('机器漏水，要求更换')
      await dialog.locator('textarea').nth(1).fill('已拍照，确认是密封圈缺陷')
      await dialog.getByText('是', { exact: true }).click()
      await dialog.getByRole('button', { name: /完成$/ }).click()
      await dialog.waitFor({ state: 'hidden' })
    }
    await fill()
    await supervisor.goto('/tasks?whose=claimable')
    await supervisor.getByText('审批换货').first().waitFor()
    await supervisor.goto(`/cases/${caseId}`)
    await supervisor.getByRole('button', { name: '驳回', exact: true }).click()
    await supervisor.getByRole('dialog').getByRole('textbox').fill('请补拍铭牌')
    await supervisor.getByRole('dialog').getByRole('button', { name: '驳回', exact: true }).click()
    // It comes back to whoever did it, without reloading.
    await step.filter({ hasText: '第 2 轮' }).waitFor()
    await agent.getByText('请补拍铭牌').waitFor()
    await fill()
    await supervisor.getByRole('button', { name: '批准', exact: true }).click()
    await supervisor.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click()
    for (const name of ['发出新机', '回访客户']) await step.filter({ hasText: name }).getByRole('button', { name: '完成' }).click()
    await agent.locator('.run-past-line').filter({ hasText: FLOW }).filter({ hasText: '已完成' }).waitFor()
    const { items } = await (await agent.request.get('/api/v1/runs', { params: { aboutId: caseId } })).json() as { items: { id: string; state: string; settled: number }[] }
    expect(items).toMatchObject([{ state: 'finished', settled: 5 }])
    await agent.goto(`/runs/${items[0]?.id}`)
    await agent.getByRole('tab', { name: '历史' }).click()
    await agent.locator('.history').getByText('超时').first().waitFor()
    // The step that was late is a deviation, and stands in the report.
    await manager.goto('/deviations')
    await manager.getByText('受理登记').first().waitFor()
  })

  test('no page had an error', () => { expect(place.faults()).toEqual([]) })
})
