import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { keepPictures, openSeat, PASSWORD, signIn, typeSignIn } from './at-work.ts'
import type { Seat } from './at-work.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { SOUGHT, hotlineFiles, noHotline } from './hotline.ts'
import type { HotlineFile } from './hotline.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

/** The main job from a first start to a real complaint answered and closed, done by people in their browsers. */

const AGENT = { email: 'agent@example.com', name: '周敏' }
const SUPERVISOR = { email: 'supervisor@example.com', name: '顾长风' }
const SLOW = 300_000

/** Words can be searched a moment after they came in; after ten thousand cases at once that moment is longer. */
async function untilIndexed(page: Page): Promise<void> {
  for (;;) {
    const { items } = await (await page.request.get('/api/v1/cases', { params: { q: SOUGHT.words } })).json() as { items: unknown[] }
    if (items.length) return
    await pause(200)
  }
}
interface ImportReport { rows: number; imported: number; known: number; rejected: number; seconds: number }

describe.skipIf(noBrowser !== null)(`the main job${noBrowser ? ` (skipped: ${noBrowser})` : ''}${noHotline ? ` (${noHotline})` : ''}`, () => {
  let product: Product
  let browser: Browser
  const seats: Seat[] = []
  const sit = async () => { const seat = await openSeat(browser, product); seats.push(seat); return seat }

  let files: HotlineFile[]
  let imports: Promise<void>
  const reports: Record<string, ImportReport> = {}
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()])
    files = hotlineFiles(join(product.home, 'maps'))
    // They come in beside the running server while the first tests are at work; the file with the sought matter is the last.
    imports = files.toReversed().reduce((before, { name, path, map }) => before.then(async () => { reports[name] = await product.ask<ImportReport>('import', 'cases', path, '--map', map) }), Promise.resolve())
    imports.catch(() => {})
  }, SLOW)
  afterEach(({ task }) => keepPictures(task, seats))
  afterAll(async () => { await browser?.close(); await product?.stop() }, SLOW)

  test('the one-time link of a first start makes company and administrator, who lands signed in; it works once', { timeout: SLOW }, async () => {
    const { page } = await sit()
    await page.goto(product.setUpLink)
    await page.getByLabel('公司名称').fill('晴川市民服务热线')
    await page.getByLabel('姓名').fill('沈清')
    await page.getByLabel('邮箱').fill('admin@example.com')
    await page.locator('input[type=password]').fill('short')
    await page.getByRole('button', { name: '开始使用' }).click()
    // What is wrong is said at its field, and what was typed stays.
    await page.getByText('密码至少需要 10 个字符').waitFor()
    expect(await page.getByLabel('公司名称').inputValue()).toBe('晴川市民服务热线')
    await page.locator('input[type=password]').fill(PASSWORD)
    await page.getByRole('button', { name: '开始使用' }).click()
    await page.locator('.frame-main').waitFor()
    await page.getByText('晴川市民服务热线').first().waitFor()
    const me = await page.request.get('/api/v1/me')
    expect(await me.json()).toMatchObject({ email: 'admin@example.com', name: '沈清' })

    const stranger = await sit()
    await stranger.page.goto(product.setUpLink)
    await stranger.page.waitForURL('**/sign-in**')
    await stranger.page.getByRole('button', { name: '登录', exact: true }).waitFor()
  })

  test('five wrong passwords lock the account, for the right one too', { timeout: SLOW }, async () => {
    await product.ask('staff', 'create', '--email', 'hasty@example.com', '--password', PASSWORD, '--name', '何急', '--role', 'agent')
    const { page } = await sit()
    await page.goto('/sign-in')
    for (let n = 1; n <= 5; n++) {
      const answered = page.waitForResponse((answer) => answer.url().endsWith('/sign-in') && answer.request().method() === 'POST')
      await typeSignIn(page, 'hasty@example.com', `Wrong-harbour-${n}`)
      await answered
      await page.getByRole('alert').filter({ hasText: '邮箱或密码不正确' }).waitFor()
    }
    await typeSignIn(page, 'hasty@example.com', PASSWORD)
    await page.getByRole('alert').filter({ hasText: '账号已锁定' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  })

  describe('a real complaint', () => {
    let agent: Page
    let caseId: string

    beforeAll(async () => {
      await product.ask('staff', 'create', '--email', AGENT.email, '--password', PASSWORD, '--name', AGENT.name, '--role', 'agent', '--team', '市民热线组')
      await product.ask('staff', 'create', '--email', SUPERVISOR.email, '--password', PASSWORD, '--name', SUPERVISOR.name, '--role', 'cs_supervisor')
      await imports
    }, 300_000)

    test('is found by its words, claimed, answered and solved by an agent, while a supervisor sees each step without reloading', { timeout: SLOW }, async () => {
      agent = (await sit()).page
      await signIn(agent, AGENT.email)
      const imported = performance.now()
      await untilIndexed(agent)
      console.log(`found by its words ${Math.round(performance.now() - imported)} ms after the last file was in`)
      await agent.getByRole('link', { name: '工单', exact: true }).first().click()
      await agent.getByRole('heading', { name: '工单', exact: true }).waitFor()
      await agent.getByRole('searchbox', { name: '搜索' }).fill(SOUGHT.words)
      await agent.getByRole('row').filter({ hasText: SOUGHT.subject }).click()
      await agent.waitForURL(/\/cases\/[0-9a-f-]{36}/)
      caseId = new URL(agent.url()).pathname.split('/')[2] as string
      await agent.getByRole('heading', { name: SOUGHT.subject }).waitFor()
      await agent.getByRole('log').getByText('味道刺鼻').waitFor()

      const supervisor = (await sit()).page
      await signIn(supervisor, SUPERVISOR.email)
      await supervisor.goto(`/cases?q=${encodeURIComponent(SOUGHT.words)}`)
      const row = supervisor.getByRole('row').filter({ hasText: SOUGHT.subject })
      await row.waitFor()
      expect(await row.textContent()).not.toContain(AGENT.name)
      // Gone after a reload: that it stays proves there was none.
      await supervisor.evaluate(() => { (globalThis as { stayed?: boolean }).stayed = true })

      await agent.getByRole('button', { name: '领取', exact: true }).first().click()
      await row.filter({ hasText: AGENT.name }).waitFor()
      await row.click()
      await supervisor.waitForURL(`**/cases/${caseId}`)

      await agent.getByRole('textbox', { name: '写给客户的回复' }).fill('您好，城管局今晚十点派人到现场查处焚烧垃圾，明天上午给您答复。')
      await agent.getByRole('button', { name: '发送', exact: true }).click()
      await supervisor.getByRole('log').getByText('今晚十点派人到现场').waitFor()

      await agent.getByRole('button', { name: '解决', exact: true }).first().click()
      await agent.getByRole('dialog').getByRole('textbox', { name: '解决方案' }).fill('现场查处，责令停止焚烧并清运；一周内每晚巡查。')
      await agent.getByRole('dialog').getByRole('button', { name: '解决', exact: true }).click()
      await agent.getByRole('dialog').waitFor({ state: 'hidden' })
      await supervisor.locator('header').getByText('已解决').first().waitFor()
      expect(await supervisor.evaluate(() => (globalThis as { stayed?: boolean }).stayed)).toBe(true)
    })

    test('keeps every step in its history, with who did it', { timeout: SLOW }, async () => {
      await agent.getByRole('tab', { name: '历史' }).click()
      // Until the entries are here, the place shows their grey shapes.
      const told = agent.locator('.history').filter({ hasText: '创建了工单' })
      await told.waitFor({ timeout: 30_000 })
      const history = await told.textContent()
      // The newest stands first.
      const steps = [`${AGENT.name}将状态从“倾听”改为“已解决”`, `${AGENT.name}添加了一条消息`, `${AGENT.name}按时完成：首次响应`, `${AGENT.name}领取了工单`, '创建了工单']
      const places = steps.map((step) => (history as string).replaceAll(' ', '').indexOf(step))
      expect(places, history as string).not.toContain(-1)
      expect(places, history as string).toEqual(places.toSorted((a, b) => a - b))
    })

    test('says why each deadline is due when it is: policy, calendar, what counted', { timeout: SLOW }, async () => {
      await agent.getByRole('tab', { name: '时限' }).click()
      const panel = agent.getByRole('tabpanel', { name: '时限' })
      const deadline = panel.getByRole('button', { name: /首次响应/ })
      if (await deadline.getAttribute('aria-expanded') !== 'true') await deadline.click()
      const why = panel.getByRole('region', { name: /首次响应/ })
      await why.waitFor()
      const said = await why.textContent()
      expect(said).toContain('标准工作日历')
      expect(said).toContain('Asia/Shanghai')
      expect(said).toContain('服务时限标准')
      expect(said).toContain('按时完成于')
    })

    test('stands in a log that nobody altered; all files came in whole, and the same file again brings nothing', { timeout: 240_000 }, async () => {
      console.log(Object.entries(reports).map(([name, { rows, seconds }]) => `${name}: ${rows} rows in ${seconds} s`).join('; '))
      for (const { name, rows } of files) expect(reports[name], name).toMatchObject({ rows, imported: rows, known: 0, rejected: 0 })
      const [first] = files as [HotlineFile]
      expect(await product.ask('import', 'cases', first.path, '--map', first.map)).toMatchObject({ rows: first.rows, imported: 0, known: first.rows, rejected: 0 })
      expect(await product.ask('verify')).toMatchObject({ badAt: null, broken: [] })
    })

    test('is worked on at the desk wholly by keyboard', { timeout: SLOW }, async () => {
      const { page } = await sit()
      await signIn(page, AGENT.email)
      const { keyboard } = page
      await page.goto('/desk')
      await page.getByRole('tab', { name: /待领取/ }).waitFor()
      await keyboard.press('2')
      await page.locator('[data-row]').first().waitFor()
      await keyboard.press('j')
      await keyboard.press('j')
      await keyboard.press('Enter')
      await page.getByRole('button', { name: '领取', exact: true }).first().waitFor()
      const worked = new URL(page.url()).pathname.split('/').at(-1) as string
      await keyboard.press('c')
      const composer = page.getByRole('textbox', { name: '写给客户的回复' })
      await composer.waitFor()
      await keyboard.press('r')
      await keyboard.type('您好，已经记下并转给街道处理。')
      await keyboard.press('Control+Enter')
      await page.getByRole('log').getByText('已经记下并转给街道处理').waitFor()
      expect(await composer.inputValue()).toBe('')
      // Out of the field, so that a letter is a key again.
      await keyboard.press('Escape')
      await keyboard.press('s')
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      await keyboard.type('街道已处理。')
      await keyboard.press('Control+Enter')
      await dialog.waitFor({ state: 'hidden' })
      expect(await (await page.request.get(`/api/v1/cases/${worked}`)).json()).toMatchObject({ status: { class: 'resolved' } })
      // The next one has opened itself.
      await page.waitForURL((url) => !url.pathname.endsWith(worked))
    })

    test('is neither answered nor searched in the middle of a composition', { timeout: SLOW }, async () => {
      const { page } = await sit()
      await signIn(page, AGENT.email)
      await page.goto(`/desk/${caseId}`)
      await page.getByRole('tab', { name: '内部备注' }).click()
      const composer = page.getByRole('textbox', { name: '写给同事的备注' })
      await composer.focus()
      const ime = await page.context().newCDPSession(page)
      const sent: string[] = []
      page.on('request', (request) => { if (request.method() === 'POST' && request.url().endsWith('/messages')) sent.push(request.url()) })
      await ime.send('Input.imeSetComposition', { text: 'huifang', selectionStart: 7, selectionEnd: 7 })
      // As Chromium tells the Enter that takes a candidate; with Ctrl it would send.
      await composer.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, ctrlKey: true, isComposing: true, bubbles: true })
      await composer.dispatchEvent('keydown', { key: 'Enter', keyCode: 13, ctrlKey: true, isComposing: true, bubbles: true })
      await ime.send('Input.insertText', { text: '回访' })
      expect(await composer.inputValue()).toBe('回访')
      expect(sent).toEqual([])
      await page.keyboard.press('Control+Enter')
      await page.getByRole('log').getByText('回访', { exact: true }).waitFor()
      // A note stands on the page before it has left.
      await expect.poll(() => sent).toHaveLength(1)

      await page.goto('/cases')
      await page.getByRole('heading', { name: '工单', exact: true }).waitFor()
      await page.getByRole('searchbox', { name: '搜索' }).focus()
      const asked: string[] = []
      page.on('request', (request) => { const q = new URL(request.url()).searchParams.get('q'); if (q !== null && request.url().includes('/api/')) asked.push(q) })
      await ime.send('Input.imeSetComposition', { text: 'laji', selectionStart: 4, selectionEnd: 4 })
      const found = page.waitForResponse((answer) => new URL(answer.url()).searchParams.get('q') === '垃圾')
      await ime.send('Input.insertText', { text: '垃圾' })
      await found
      expect(asked).toEqual(['垃圾'])
    })
  })

  test('and no page of it had a fault of its own', () => {
    expect(seats.flatMap(({ faults }) => faults)).toEqual([])
  })
})
