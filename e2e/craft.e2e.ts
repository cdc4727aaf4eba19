import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import { openWorkplace } from './workplace.ts'

/** The desk as a craft: later, aside, at one stroke, with names and pictures, one case after the other, and nothing jumps. */

const SLOW = 120_000
const LATER = { timeout: 40_000 }
const ANN = { email: 'ann@example.com', name: '陈首问', role: 'cs_supervisor' }
const BOB = { email: 'bob@example.com', name: '林二', role: 'cs_supervisor' }
/** How much a page may shift once it is drawn: Chromium's own measure. */
const MOST_SHIFT = 0.02

describe.skipIf(noBrowser !== null)(`the craft of the desk${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  const place = openWorkplace({ staff: [ANN, BOB] })
  let ann: Page
  const post = <T>(page: Page, path: string, data: object = {}) => place.call<T>(page, 'POST', path, data)
  const open = async (subject: string, more: object = {}) => {
    const { id } = await post<{ id: string }>(ann, '/cases', { kind: 'request', subject, description: '空调昨天刚装，今天就不制冷了。', channel: 'phone', customer: { name: '欧阳娜' }, ...more })
    await post(ann, `/cases/${id}/claim`)
    return id
  }
  const at = async (page: Page, id: string) => { await page.goto(`/desk/${id}`); await page.getByRole('log').waitFor(); await page.getByRole('log').focus() }
  const reply = (page: Page) => page.getByRole('textbox', { name: '写给客户的回复' })
  const note = (page: Page) => page.getByRole('textbox', { name: '写给同事的备注' })
  const caseOf = async (id: string) => await (await ann.request.get(`/api/v1/cases/${id}`)).json() as { status: { key: string }; snoozed: object | null; version: number }

  beforeAll(async () => { ann = await place.sit(ANN.email) }, SLOW)

  test('an answer is written now to leave later, waits in sight, and comes back to be written anew', { timeout: SLOW }, async () => {
    const id = await open('定时发送')
    await at(ann, id)
    await reply(ann).fill('明早九点师傅上门。')
    await ann.getByRole('button', { name: '发送并改变状态' }).or(ann.locator('.composer .ant-dropdown-trigger')).first().click()
    await ann.getByRole('menuitem', { name: '定时发送…' }).click()
    await ann.getByRole('dialog').getByRole('button', { name: /明天上午/ }).press('Enter')
    const waiting = ann.getByRole('article', { name: '定时回复' })
    await waiting.getByText('明早九点师傅上门。').waitFor()
    await expect.poll(() => reply(ann).inputValue(), LATER).toBe('')
    await ann.reload()
    await waiting.getByRole('button', { name: '撤回修改' }).click()
    await expect.poll(() => reply(ann).inputValue(), LATER).toBe('明早九点师傅上门。')
    await waiting.waitFor({ state: 'detached' })
    await reply(ann).fill('')
  })

  test('an answer that the text guard holds back is scheduled with a reason', { timeout: SLOW }, async () => {
    await at(ann, await open('定时发送要写原因'))
    await reply(ann).fill('这不归我管。')
    const hints = ann.getByRole('status', { name: '用语提示' })
    await hints.getByRole('button', { name: '写明原因后仍要发出' }).click()
    await hints.getByRole('textbox').fill('引用客户的原话')
    await hints.getByRole('button', { name: '定时发送…' }).click()
    await ann.getByRole('dialog').getByRole('button', { name: /明天上午/ }).press('Enter')
    await ann.getByRole('article', { name: '定时回复' }).getByText('这不归我管').waitFor()
    await expect.poll(() => reply(ann).inputValue(), LATER).toBe('')
  })

  test('a colleague is named by pinyin, is told, and is seen to have read it', { timeout: SLOW }, async () => {
    const id = await open('提到同事')
    const bob = await place.sit(BOB.email)
    await at(ann, id)
    await ann.keyboard.press('n')
    await note(ann).pressSequentially('请 @le')
    await ann.getByRole('option', { name: /林二/ }).waitFor()
    // Enter that chooses a word of the input method names nobody.
    await note(ann).dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true })
    expect(await note(ann).inputValue()).toBe('请 @le')
    await note(ann).press('Enter')
    await expect.poll(() => note(ann).inputValue(), LATER).toBe('请 @林二 ')
    await note(ann).pressSequentially('看一下型号')
    await note(ann).press('Control+Enter')
    await ann.getByRole('log').getByText('@林二 未读').waitFor()
    await bob.goto('/mentions')
    await bob.getByText('请 @林二 看一下型号').click()
    await bob.getByRole('log').getByText('看一下型号').waitFor()
    await expect.poll(async () => { await ann.reload(); await ann.getByRole('log').getByText(/@林二 (已|未)读/).or(ann.locator('.said-told')).first().waitFor(); return ann.locator('.said-told', { hasText: '已读' }).count() }, LATER).toBe(1)
    await bob.close()
  })

  test('COL-01: an announcement stands on the other’s board until it is read, and shows who has read it', { timeout: SLOW }, async () => {
    await ann.goto('/topics?new=announcement')
    const dialog = ann.getByRole('dialog')
    await dialog.getByLabel('标题').fill('周五盘点')
    await dialog.getByLabel('正文').fill('下午四点后不接新单。')
    await ann.keyboard.press('Control+Enter')
    await ann.getByRole('heading', { name: '周五盘点' }).waitFor()
    const bob = await place.sit(BOB.email)
    await bob.goto('/dashboard')
    await bob.getByRole('region', { name: '未读公告与讨论' }).getByRole('link', { name: /周五盘点/ }).click()
    await bob.getByRole('textbox', { name: '写下您的看法' }).fill('收到，我来贴通知。')
    await bob.keyboard.press('Control+Enter')
    await ann.getByText('收到，我来贴通知。').waitFor()
    await ann.getByRole('tab', { name: '谁读了' }).click()
    await ann.locator('.topic-readers li[data-read]').filter({ hasText: BOB.name }).waitFor()
    await bob.goto('/dashboard')
    await bob.locator('.board-group').first().waitFor()
    expect(await bob.getByRole('region', { name: '未读公告与讨论' }).count()).toBe(0)
    await bob.close()
  })

  test('a picture that is pasted stands where the caret was, and is seen within the words', { timeout: SLOW }, async () => {
    const id = await open('贴图')
    await at(ann, id)
    await reply(ann).fill('按图检查：谢谢')
    await reply(ann).evaluate((field: HTMLTextAreaElement) => {
      field.setSelectionRange(5, 5)
      const bytes = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNgOMGAB41Kn6BIGgCQFHhBkXk2NgAAAABJRU5ErkJggg=='), (sign) => sign.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], '接线图.png', { type: 'image/png' }))
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    await expect.poll(() => reply(ann).inputValue(), LATER).toBe('按图检查：![接线图.png]谢谢')
    await reply(ann).press('Control+Enter')
    await ann.getByRole('button', { name: '立即发送' }).click()
    await ann.locator('.said-picture img').waitFor()
    expect(await ann.locator('.said-body', { has: ann.locator('.said-picture') }).innerText()).toMatch(/^按图检查：\s*谢谢$/)
  })

  test('the customer’s last word is quoted by a key', { timeout: SLOW }, async () => {
    const id = await open('引用')
    await at(ann, id)
    await ann.keyboard.press('q')
    await expect.poll(() => reply(ann).inputValue(), LATER).toBe('> 欧阳娜\n> 空调昨天刚装，今天就不制冷了。\n\n')
    await reply(ann).fill('')
  })

  test('a macro is found by its initials; its words are sent and the case goes where it says', { timeout: SLOW }, async () => {
    const id = await open('用宏')
    await at(ann, id)
    await ann.keyboard.press('m')
    await ann.getByRole('dialog').getByRole('textbox').pressSequentially('qkh')
    await expect.poll(() => ann.getByRole('option').count(), LATER).toBe(1)
    await ann.getByRole('option', { name: /请客户补充资料/ }).waitFor()
    await ann.keyboard.press('Enter')
    await expect.poll(() => reply(ann).inputValue(), LATER).toContain('欧阳娜，您好')
    await ann.getByText(/发出后转为/).waitFor()
    await reply(ann).press('Control+Enter')
    await ann.getByRole('button', { name: '立即发送' }).click()
    await expect.poll(async () => (await caseOf(id)).status.key, LATER).toBe('waiting-customer')
  })

  test('what is put aside leaves the queue, the next case opens itself, and it is found again and taken up', { timeout: SLOW }, async () => {
    const [one, two] = [await open('搁置甲'), await open('搁置乙')]
    await ann.goto(`/desk/${one}`)
    await ann.locator(`[data-row="${two}"]`).waitFor()
    await ann.getByRole('log').focus()
    await ann.keyboard.press('b')
    await ann.getByRole('dialog').getByRole('button', { name: '直到客户来信' }).click()
    await expect.poll(() => new URL(ann.url()).pathname, LATER).not.toBe(`/desk/${one}`)
    await ann.locator(`[data-row="${one}"]`).waitFor({ state: 'detached' })
    expect((await caseOf(one)).snoozed).toMatchObject({ until: null })
    await ann.goto('/desk?queue=snoozed')
    await ann.locator(`[data-row="${one}"]`).click()
    await ann.getByRole('button', { name: '现在提起' }).click()
    await expect.poll(async () => (await caseOf(one)).snoozed, LATER).toBeNull()
  })

  test('a solved case makes room for the next', { timeout: SLOW }, async () => {
    const [one, two] = [await open('办完甲'), await open('办完乙')]
    await ann.goto(`/desk/${one}`)
    await ann.locator(`[data-row="${two}"]`).waitFor()
    await ann.getByRole('log').focus()
    await ann.keyboard.press('s')
    // The hands are in the field at once: nobody reaches for the mouse.
    await expect.poll(() => ann.evaluate(() => document.activeElement?.id), LATER).toBe('solution')
    await ann.keyboard.type('换了压缩机')
    await ann.keyboard.press('Control+Enter')
    await expect.poll(() => new URL(ann.url()).pathname, LATER).not.toBe(`/desk/${one}`)
    expect((await caseOf(one)).status.key).toBe('solved')
  })

  test('what is no customer’s matter is gone by two keys, and comes back when that was wrong', { timeout: SLOW }, async () => {
    const id = await open('中奖通知')
    await at(ann, id)
    await ann.keyboard.press('!')
    await ann.getByRole('dialog').getByRole('button', { name: '标为垃圾信息' }).press('Enter')
    await ann.getByRole('button', { name: '恢复' }).click()
    await expect.poll(async () => (await ann.request.get(`/api/v1/cases/${id}`)).json().then((it: { removedAt: string | null }) => it.removedAt), LATER).toBeNull()
  })

  test('the time at a case is measured, shown and corrected', { timeout: SLOW }, async () => {
    const id = await open('处理时间')
    await at(ann, id)
    for (let n = 0; n < 5; n += 1) { await ann.keyboard.press('Shift'); await ann.waitForFunction((until) => performance.now() > until, await ann.evaluate(() => performance.now() + 1_000)) }
    await ann.goto('/desk')
    await expect.poll(async () => (await (await ann.request.get(`/api/v1/cases/${id}/work-times`)).json() as { items: { seconds: number }[] }).items[0]?.seconds ?? 0, LATER).toBeGreaterThan(3)
    await at(ann, id)
    await ann.locator('.work-time').click()
    await ann.getByRole('button', { name: '更正' }).first().click()
    await ann.getByLabel('分钟').fill('12')
    await ann.getByLabel('原因').fill('电话里处理的')
    await ann.keyboard.press('Enter')
    await ann.getByText(/更正（原为/).waitFor()
  })

  test('one’s time stands with what is overdue on top; every page stays where it was drawn', { timeout: SLOW }, async () => {
    const id = await open('时间板')
    await post(ann, `/cases/${id}/promises`, { what: '回电告知', toWhom: 'customer', dueAt: new Date(Date.now() + 60_000).toISOString() })
    const page = await place.sit(ANN.email)
    await page.addInitScript(() => {
      const told = window as unknown as { shift: number }
      told.shift = 0
      new PerformanceObserver((list) => { for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) if (!entry.hadRecentInput) told.shift += entry.value }).observe({ type: 'layout-shift', buffered: true })
    })
    const shifts: Record<string, number> = {}
    for (const [name, path, place] of [['desk', `/desk/${id}`, '[role=log]'], ['case', `/cases/${id}`, '[role=log]'], ['case-deadlines', `/cases/${id}?tab=deadlines`, '.why'], ['cases', '/cases', 'tr[data-row]'], ['my-time', '/my-time', '.next-up'], ['first-responders', '/first-responders', '.first-table'], ['queue', '/desk', '.queue-row[data-row]']] as const) {
      await page.goto(path)
      await page.locator(place).first().waitFor()
      await page.waitForLoadState('networkidle')
      shifts[name] = await page.evaluate(() => Math.round((window as unknown as { shift: number }).shift * 10_000) / 10_000)
    }
    process.stderr.write(`layout shift: ${JSON.stringify(shifts)}\n`)
    expect(Object.entries(shifts).filter(([, shift]) => shift > MOST_SHIFT)).toEqual([])
    await page.goto('/my-time')
    await page.getByText('回电告知').first().waitFor()
    await page.close()
  })

  test('and no page had a fault of its own', () => {
    expect(place.faults()).toEqual([])
  })
})
