import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import { openWorkplace } from './workplace.ts'

/** A proposal for improvement from its first words to the change it becomes, and what it lacks on the way. */

const SLOW = 240_000

describe.skipIf(noBrowser !== null)(`an improvement${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  const place = openWorkplace({ staff: [{ email: 'gu@example.com', name: '顾主管', role: 'cs_supervisor' }, { email: 'shen@example.com', name: '沈经理', role: 'cs_manager' }, { email: 'zhao@example.com', name: '赵产品', role: 'department_liaison' }] })
  let supervisor: Page
  let manager: Page
  let liaison: Page
  beforeAll(async () => {
    const admin = await place.sit('admin@example.com')
    const { items } = await place.call<{ items: { id: string; name: string }[] }>(admin, 'GET', '/staff?limit=50')
    await place.call(admin, 'POST', '/departments', { name: '产品部', liaisonId: items.find(({ name }) => name === '赵产品')?.id })
    supervisor = await place.sit('gu@example.com')
    manager = await place.sit('shen@example.com')
    liaison = await place.sit('zhao@example.com')
  }, 300_000)

  test('STR-05: is approved once each letter of SMART that it lacked was filled in', { timeout: SLOW }, async () => {
    await supervisor.goto('/improvements?new=1')
    const form = supervisor.getByRole('dialog')
    for (const [name, text] of [['建议', '来电先问机号'], ['问题', '报修平均要回拨 0.6 次'], ['根本原因', '机号不是必填'], ['措施', '机号提到第一项'], ['S 具体', '回拨从 0.6 次降到 0.1 次']] as const) await form.getByLabel(new RegExp(`^${name}`)).fill(text)
    await supervisor.keyboard.press('Control+Enter')
    await supervisor.waitForURL(/improvements\/[0-9a-f-]{36}/)
    await supervisor.getByText('T 时间性：请填写截止日期。').waitFor()
    await supervisor.getByText('回拨从 0.6 次降到 0.1 次').waitFor()
    const at = new URL(supervisor.url()).pathname

    await supervisor.getByRole('button', { name: '征求意见' }).click()
    await supervisor.getByRole('combobox', { name: '征求哪些部门' }).click()
    await supervisor.keyboard.press('Enter')
    await supervisor.keyboard.press('Escape')
    await supervisor.getByRole('dialog').getByRole('button', { name: '征求意见' }).click()
    await supervisor.getByText('0/1 已答复').waitFor()
    await liaison.goto(at)
    await liaison.getByRole('button', { name: '答复', exact: true }).first().click()
    await liaison.getByRole('dialog').getByRole('button', { name: '答复', exact: true }).click()
    await liaison.getByText('1/1 已答复').waitFor()

    const approve = async () => {
      await manager.getByRole('button', { name: '审批' }).click()
      await manager.getByRole('textbox', { name: '说明' }).fill('同意')
      await manager.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click()
    }
    await manager.goto(at)
    await approve()
    await manager.getByRole('dialog').getByText('M 可衡量：请选择指标并填写目标值。').waitFor()
    expect(await place.call(manager, 'GET', at)).toMatchObject({ state: 'consulting', lacks: ['measure', 'attainable', 'relevant', 'timely'] })

    // What the departments were asked about stands; what lacks is asked for, and nothing else.
    await supervisor.getByRole('button', { name: '修改' }).click()
    await form.getByLabel(/^A 可实现/).waitFor()
    expect(await form.getByLabel(/^(措施|S 具体)/).count()).toBe(0)
    await form.getByRole('combobox', { name: /^M 可衡量/ }).fill('首次解决率')
    await supervisor.keyboard.press('Enter')
    await form.getByLabel(/^目标值/).fill('85')
    await form.getByLabel(/^A 可实现/).fill('表单改动一天可完成')
    await form.getByLabel(/^R 相关/).fill('一次说清')
    await form.getByLabel(/^T 时间性：截止/).fill('2027-06-30')
    await supervisor.keyboard.press('Enter')
    await supervisor.keyboard.press('Control+Enter')
    await form.waitFor({ state: 'hidden' })
    await supervisor.getByText('2027-06-30').waitFor()

    await manager.reload()
    await approve()
    await manager.getByText('已批准').first().waitFor()
    expect(await place.call(manager, 'GET', at)).toMatchObject({ state: 'approved', target: 85, deadline: '2027-06-30', lacks: [] })
    expect(place.faults()).toEqual([])
  })
})
