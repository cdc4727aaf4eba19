import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './browser.ts'
import { openWorkplace } from './workplace.ts'

/** A day at the desk: what is written is never lost, never sent by accident, and two people don't answer one customer unawares. */

const SLOW = 180_000
const LATER = { timeout: 40_000 }
const ANN = { email: 'ann@example.com', name: '陈首问', role: 'cs_supervisor' }
const BOB = { email: 'bob@example.com', name: '林二', role: 'cs_supervisor' }

describe.skipIf(noBrowser !== null)(`the desk${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  const place = openWorkplace({ staff: [ANN, BOB] })
  let ann: Page
  const open = async (subject: string, more: object = {}) => {
    const { id } = await place.call<{ id: string }>(ann, 'POST', '/cases', { kind: 'request', subject, description: '空调昨天刚装，今天就不制冷了。', channel: 'phone', customer: { name: '欧阳娜' }, ...more })
    await place.call(ann, 'POST', `/cases/${id}/claim`, {})
    return id
  }
  const at = async (page: Page, id: string) => { await page.goto(`/desk/${id}`); await page.getByRole('log').waitFor() }
  const reply = (page: Page) => page.getByRole('textbox', { name: '写给客户的回复' })
  const posts = (page: Page) => {
    const sent: string[] = []
    page.on('request', (request) => { if (request.method() === 'POST' && request.url().endsWith('/messages')) sent.push(request.postDataJSON().body as string) })
    return sent
  }

  beforeAll(async () => { ann = await place.sit(ANN.email) }, SLOW)

  test('what is written stands on another device, and is gone there when it was sent here', { timeout: SLOW }, async () => {
    const id = await open('换设备接着写')
    await at(ann, id)
    await reply(ann).fill('您好，已安排师傅')
    await ann.getByText('草稿已保存').waitFor()
    const phone = await place.sit(ANN.email, { viewport: { width: 375, height: 812 } })
    await at(phone, id)
    await expect.poll(() => reply(phone).inputValue(), LATER).toBe('您好，已安排师傅')
    await reply(phone).fill('您好，已安排师傅明天上门。')
    await reply(phone).blur()
    await expect.poll(() => reply(ann).inputValue(), LATER).toBe('您好，已安排师傅明天上门。')
    await reply(ann).press('Control+Enter')
    await ann.getByRole('button', { name: '立即发送' }).click()
    await ann.getByRole('log').getByText('明天上门').waitFor()
    await expect.poll(() => reply(phone).inputValue(), LATER).toBe('')
    await phone.close()
  })

  test('what is written without a connection stays, also over a reload, and is saved when there is one', { timeout: SLOW }, async () => {
    const id = await open('断网')
    await at(ann, id)
    await ann.route('**/draft', (route) => route.abort())
    await reply(ann).fill('断网时写的半句')
    await reply(ann).blur()
    await ann.getByText('仅存本机').waitFor()
    await ann.reload()
    await expect.poll(() => reply(ann).inputValue(), LATER).toBe('断网时写的半句')
    await ann.unroute('**/draft')
    await reply(ann).press('End')
    await reply(ann).pressSequentially('，接着写')
    await ann.getByText('草稿已保存').waitFor()
    const work = await (await ann.request.get(`/api/v1/cases/${id}/work`)).json() as { drafts: { body: string }[] }
    expect(work.drafts).toMatchObject([{ body: '断网时写的半句，接着写' }])
  })

  test('an answer can be taken back for some seconds, and is then sent once', { timeout: SLOW }, async () => {
    const id = await open('撤回')
    await at(ann, id)
    const sent = posts(ann)
    await reply(ann).fill('发错了')
    await reply(ann).press('Control+Enter')
    await ann.getByText(/秒后发出/).waitFor()
    await ann.getByRole('log').focus()
    await ann.keyboard.press('z')
    await expect.poll(() => reply(ann).inputValue(), LATER).toBe('发错了')
    await reply(ann).fill('发对了')
    await reply(ann).press('Control+Enter')
    await ann.getByText(/秒后发出/).waitFor()
    await ann.getByText(/秒后发出/).waitFor({ state: 'detached' })
    await ann.getByRole('log').getByText('发对了').waitFor()
    expect(sent).toEqual(['发对了'])
  })

  test('what still waits is sent when the page is left, at the latest when one comes back, and once', { timeout: SLOW }, async () => {
    const page = await place.sit(ANN.email)
    const id = await open('离开页面')
    const said = async () => ((await (await ann.request.get(`/api/v1/cases/${id}/messages`)).json()) as { items: { body: string }[] }).items.map((one) => one.body).filter((body) => body.endsWith('发的'))
    await at(page, id)
    await reply(page).fill('说要离开时发的')
    await reply(page).press('Control+Enter')
    await page.getByText(/秒后发出/).waitFor()
    const sent = posts(page)
    await page.evaluate(() => dispatchEvent(new Event('pagehide')))
    // Long before its seconds are over.
    await expect.poll(() => sent, { timeout: 2_000 }).toEqual(['说要离开时发的'])
    await expect.poll(said, LATER).toEqual(['说要离开时发的'])
    await reply(page).fill('关页面之前发的')
    await reply(page).press('Control+Enter')
    await page.getByText(/秒后发出/).waitFor()
    // What a page sends as its last is the browser’s to carry out; what it left undone is done by the next one.
    await page.goto('about:blank')
    await at(page, id)
    await expect.poll(said, LATER).toHaveLength(2)
    await page.getByText(/秒后发出/).waitFor({ state: 'detached' })
    expect((await said()).toSorted()).toEqual(['关页面之前发的', '说要离开时发的'])
    await page.close()
  })

  test('Enter that chooses a word sends nothing, opens no template and closes nothing', { timeout: SLOW }, async () => {
    const id = await open('输入法')
    await at(ann, id)
    const sent = posts(ann)
    await reply(ann).focus()
    const ime = await ann.context().newCDPSession(ann)
    await ime.send('Input.imeSetComposition', { text: 'anpai', selectionStart: 5, selectionEnd: 5 })
    for (const keyCode of [229, 13]) await reply(ann).dispatchEvent('keydown', { key: 'Enter', keyCode, ctrlKey: true, isComposing: true, bubbles: true })
    await ime.send('Input.insertText', { text: '安排' })
    expect(await reply(ann).inputValue()).toBe('安排')
    await reply(ann).fill('/')
    await ann.getByRole('listbox', { name: '插入模板' }).waitFor()
    await ime.send('Input.imeSetComposition', { text: 'zhiqian', selectionStart: 7, selectionEnd: 7 })
    await reply(ann).dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true })
    expect(await reply(ann).inputValue()).toContain('/')
    await ime.send('Input.insertText', { text: '' })
    await reply(ann).fill('')
    expect(sent).toEqual([])
  })

  test('a template is found by pinyin initials after a slash and put where the slash stood', { timeout: SLOW }, async () => {
    const id = await open('模板')
    await at(ann, id)
    const { items } = await (await ann.request.get('/api/v1/templates', { params: { channel: 'email', q: 'cljg' } })).json() as { items: { name: { zh: string } }[] }
    expect(items.length).toBeGreaterThan(0)
    await reply(ann).fill('您好。')
    await reply(ann).press('End')
    await reply(ann).pressSequentially('/cljg')
    await ann.getByRole('option', { name: items[0]?.name.zh ?? '' }).waitFor()
    await reply(ann).press('Enter')
    const asked = ann.getByRole('dialog', { name: items[0]?.name.zh ?? '' })
    await asked.or(ann.getByText(/^您好。(?!\/)/)).first().waitFor()
    if (await asked.isVisible()) {
      for (const field of await asked.getByRole('textbox').all()) await field.fill('已更换压缩机')
      await asked.getByRole('button', { name: '插入' }).click()
    }
    await expect.poll(() => reply(ann).inputValue(), LATER).toMatch(/^您好。[^/]/)
    expect(await reply(ann).inputValue()).not.toContain('/cljg')
    await reply(ann).fill('')
  })

  test('two people on one case see each other, and who writes, without reloading', { timeout: SLOW }, async () => {
    const id = await open('两人同看')
    const bob = await place.sit(BOB.email)
    await at(ann, id)
    await at(bob, id)
    await ann.getByText('林二 也在看这个工单').waitFor()
    await bob.getByText('陈首问 也在看这个工单').waitFor()
    await reply(bob).pressSequentially('我来回')
    await ann.getByText('林二 正在输入').waitFor()
    await reply(bob).fill('')
    await bob.goto('/desk')
    await ann.getByText(/林二/).filter({ hasText: /也在看|正在输入/ }).waitFor({ state: 'hidden' })
    await bob.close()
  })

  test('what comes in moves nothing under the reader’s eyes, and a pill says that it came', { timeout: SLOW }, async () => {
    const id = await open('不跳动')
    for (let n = 1; n <= 12; n += 1) await place.call(ann, 'POST', `/cases/${id}/messages`, { body: `第 ${n} 条备注\n${'内容\n'.repeat(6)}`, visibility: 'internal' })
    await at(ann, id)
    const log = ann.getByRole('log')
    await log.evaluate((element) => { element.scrollTop = 120 })
    await expect.poll(() => log.evaluate((element) => element.scrollTop), LATER).toBe(120)
    const bob = await place.sit(BOB.email)
    await place.call(bob, 'POST', `/cases/${id}/messages`, { body: '同事刚补充的', visibility: 'internal' })
    await ann.getByRole('button', { name: /新消息/ }).waitFor()
    expect(await log.evaluate((element) => element.scrollTop)).toBe(120)
    await ann.getByRole('button', { name: /新消息/ }).click()
    await log.getByText('同事刚补充的').waitFor()
    await bob.close()
  })

  test('a case is handed over by keyboard, waits for its receiver, and is taken with everything they must know', { timeout: SLOW }, async () => {
    const id = await open('交给同事')
    const bob = await place.sit(BOB.email)
    await bob.goto('/desk')
    await at(ann, id)
    await ann.keyboard.press('h')
    const dialog = ann.getByRole('dialog')
    await dialog.getByRole('combobox').fill('林二')
    await ann.locator('.ant-select-item-option', { hasText: '林二' }).click()
    await dialog.getByRole('textbox', { name: '情况' }).fill('新装空调不制冷，客户今天要修好。')
    await dialog.getByRole('textbox', { name: '待办' }).fill('联系安装队')
    await ann.keyboard.press('Control+Enter')
    await ann.getByText('等待 林二 接收').waitFor()
    await bob.getByRole('list', { name: '待接收的交接' }).getByText('交给同事').click()
    await bob.getByText('联系安装队').first().waitFor()
    await bob.getByRole('button', { name: /接\s?收/ }).click()
    await expect.poll(async () => (await (await ann.request.get(`/api/v1/cases/${id}`)).json() as { handler: { name: string } }).handler.name, LATER).toBe('林二')
    await ann.getByText('等待 林二 接收').waitFor({ state: 'detached' })
    const { firstResponder } = await (await ann.request.get(`/api/v1/cases/${id}`)).json() as { firstResponder: { name: string } }
    expect(firstResponder.name).toBe('陈首问')
    await bob.close()
  })

  test('a promise is written down, shown with the deadlines and kept, by keyboard', { timeout: SLOW }, async () => {
    const id = await open('承诺')
    await at(ann, id)
    await ann.getByRole('log').focus()
    await ann.keyboard.press('p')
    const dialog = ann.getByRole('dialog', { name: '作出承诺' })
    await dialog.waitFor()
    await ann.keyboard.type('明天回电告知维修时间')
    await ann.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'hidden' })
    const side = ann.getByRole('complementary', { name: '客户与工单' })
    await side.getByText('明天回电告知维修时间').waitFor()
    await side.getByRole('button', { name: '已兑现' }).click()
    await side.getByText('以往 1 项').waitFor()
  })

  test('and no page had a fault of its own', () => {
    expect(place.faults()).toEqual([])
  })
})
