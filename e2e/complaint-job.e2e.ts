import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import { openWorkplace } from './workplace.ts'

/** A complaint from a phone note to the archive, through every state, with the keyboard where people use it. */

const SLOW = 300_000

describe.skipIf(noBrowser !== null)(`a complaint${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  const place = openWorkplace({ administrator: '王经理', staff: [{ email: 'chen@example.com', name: '陈首问', role: 'agent' }] })
  let agent: Page
  let manager: Page
  beforeAll(async () => {
    agent = await place.sit('chen@example.com')
    manager = await place.sit('admin@example.com')
  }, 300_000)

  const press = async (name: string, page = agent) => { await page.getByRole('button', { name, exact: true }).first().focus(); await page.keyboard.press('Enter') }
  const box = (name: string | RegExp) => agent.getByRole('dialog').getByLabel(name)
  // The keys are heard where somebody writes.
  const save = async () => { await agent.getByRole('dialog').getByRole('textbox').last().focus(); await agent.keyboard.press('Control+Enter'); await agent.getByRole('dialog').waitFor({ state: 'hidden' }) }
  /** Goes on to a status by the menu at the head, walked with the arrows. */
  const goTo = async (status: string) => {
    await agent.getByRole('button', { name: /^状态：/ }).first().focus()
    await agent.keyboard.press('Enter')
    await agent.locator('[role=menuitem]:focus').waitFor()
    for (const _ of Array.from({ length: (await agent.getByRole('menuitem').allTextContents()).indexOf(status) })) await agent.keyboard.press('ArrowDown')
    await agent.locator('[role=menuitem]:focus').getByText(status, { exact: true }).waitFor()
    await agent.keyboard.press('Enter')
  }
  const phase = (name: string) => agent.locator('.band-phases li[data-state=now]').getByText(name).waitFor()

  test('is heard out, looked into, declined once, settled, closed and put away; the pack comes out whole and verify is green', { timeout: SLOW }, async () => {
    await agent.goto('/cases?new=1')
    await box('主题').fill('热水器安装后漏水')
    await box('客户的原话').fill('装完第二天阳台全是水，打电话三天没人管')
    await box('类型').click()
    await agent.locator('.ant-select-dropdown:visible').getByText('投诉', { exact: true }).click()
    await box('主题').focus()
    await agent.keyboard.press('Control+Enter')
    await agent.waitForURL(/[0-9a-f-]{36}/)
    const id = /[0-9a-f-]{36}/.exec(agent.url())?.[0] as string
    await agent.goto(`/cases/${id}`)
    await press('领取')
    await phase('倾听')
    await agent.getByText('先听完，再处理').waitFor()

    // While the customer speaks nothing explains.
    const words = agent.getByRole('textbox', { name: '写给客户' })
    await words.fill('我解释一下，这是因为旺季师傅不够。')
    await words.press('Control+Enter')
    await agent.getByText('客户还在说，先不解释、不辩解').first().waitFor({ timeout: 60_000 })
    await agent.getByRole('textbox', { name: '写给客户' }).fill('我在听，请您接着说。')
    await agent.getByRole('textbox', { name: '写给客户' }).press('Control+Enter')

    await agent.goto(`/cases/${id}?tab=complaint`)
    await press('评估')
    await agent.getByRole('dialog').getByText('严重', { exact: true }).first().click()
    await save()
    await agent.locator('.band .band-level').getByText('严重').waitFor()
    await press('填写')
    await box('产品或服务').fill('热水器 JSQ30')
    await box('明确诉求').fill('修好并赔偿地板')
    await box('背后关切').fill('要有人负责')
    await save()
    await agent.getByText('修好并赔偿地板').waitFor()

    // What is still missing is asked for as the complaint is confirmed.
    await goTo('已确认')
    await box('证据').fill('漏水视频、地板照片')
    await agent.getByRole('dialog').getByText('愤怒').click()
    await agent.getByRole('dialog').getByRole('button', { name: '确认投诉' }).click()
    await phase('确认')
    await goTo('解决中')
    await phase('解决')

    await press('添加记录')
    await box('查到了什么').fill('进水口密封圈未压实')
    await box('来源').fill('上门检测')
    await save()
    await press('完成调查')
    await box('调查结论').fill('安装时密封圈未压实')
    await save()
    await press('判定责任')
    await box('依据').fill('上门检测记录')
    await save()
    await press('记录致歉')
    await box('说了什么').fill('电话里向客户致歉')
    await agent.getByRole('dialog').getByRole('button', { name: '记录致歉' }).click()
    await agent.getByRole('dialog').waitFor({ state: 'hidden' })

    const decide = async (button: string, text: string) => {
      await press(button)
      await box('处理决定').fill(text)
      await agent.getByRole('dialog').getByText('电话', { exact: true }).click()
      await agent.getByRole('dialog').getByRole('button', { name: '告知', exact: true }).click()
      await agent.getByRole('dialog').waitFor({ state: 'hidden' })
    }
    await decide('告知决定', '免费重装')
    await press('客户答复')
    await agent.getByRole('dialog').getByText('不接受', { exact: true }).click()
    await box('客户怎么说').fill('地板也要赔')
    await save()
    await agent.getByText('已告知救济途径').waitFor()
    await agent.locator('.band').getByText('不接受').waitFor()
    await decide('另作决定', '免费重装并更换受损地板')
    await press('客户答复')
    await save()
    await press('记录执行')
    await box('做了什么').fill('已重装试压，地板更换完成')
    await save()

    await goTo('跟进')
    await box('解决方案').fill('重装并更换地板')
    await save()
    await phase('跟进')
    await goTo('已关闭')
    await agent.getByRole('dialog').getByText('已消除', { exact: true }).click()
    await box('原因').click()
    await agent.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click()
    await agent.getByRole('dialog').getByRole('button', { name: '关闭', exact: true }).last().click()
    await agent.getByRole('dialog').waitFor({ state: 'hidden' })
    await expect.poll(() => agent.locator('.band-phases li[data-state=done]').count(), { timeout: 30_000 }).toBe(5)

    await manager.goto(`/cases/${id}?tab=complaint`)
    await press('归档', manager)
    await manager.getByRole('dialog').getByRole('button', { name: '归档' }).click()
    await manager.locator('.hash').waitFor()
    await expect.poll(() => manager.locator('.stages li[data-state=done]').count()).toBe(13)
    const begun = manager.waitForEvent('download')
    await manager.getByRole('link', { name: '证据包' }).click()
    expect((await begun).suggestedFilename()).toMatch(/^\d{8}-\d{6,}\.zip$/)
    expect((await place.product.command('verify')).code).toBe(0)
    expect(place.faults()).toEqual([])
  })
})
