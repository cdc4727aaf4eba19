import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD, keepPictures, openSeat } from './at-work.ts'
import type { Seat } from './at-work.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

/** A customer without an account sends a complaint in, follows it, answers and rates it; whoever works on it sees all of that beside the case. */

const SLOW = 240_000

describe.skipIf(noBrowser !== null)(`the portal${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let product: Product
  let browser: Browser
  let token: string
  const seats: Seat[] = []
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()])
    await product.ask('admin', 'create', '--email', 'admin@example.com', '--password', PASSWORD, '--name', '沈清')
    token = await product.ask<string>('token', 'create', '--staff', 'admin@example.com', '--name', 'e2e')
  }, SLOW)
  afterAll(async () => { await browser?.close(); await product?.stop() }, SLOW)

  const api = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${product.address}/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) })
    const told = await answer.json() as T & { code?: string }
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${told.code}`)
    return told
  }
  const faultsOf = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${String(target)}: ${failureSummary ?? ''}`))
  /** By day and by night, for colours differ. */
  async function readable(page: Page): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.locator(`html[data-appearance=${colorScheme}]`).waitFor()
      expect(await faultsOf(page), colorScheme).toEqual([])
    }
    // Nothing stands out to the side of a telephone.
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  }

  test('submit → track → answer → rate, on a telephone, by touch and by keyboard', { timeout: SLOW }, async (context) => {
    const seat = await openSeat(browser, product, { viewport: { width: 375, height: 812 } })
    seats.push(seat)
    context.onTestFailed(() => keepPictures({ name: 'portal', result: { state: 'fail' } }, seats))
    const { page } = seat
    let scripts = 0
    page.on('requestfinished', (request) => { if (request.resourceType() === 'script') void request.sizes().then(({ responseBodySize }) => { scripts += responseBodySize }) })
    await page.goto('/portal/')
    await page.getByRole('radio', { name: /^投诉/ }).check()
    await readable(page)

    // What is missing is told at once, and at each field.
    await page.getByRole('button', { name: '提交', exact: true }).click()
    const summary = page.getByRole('alert').filter({ hasText: '有 4 处需要修改' })
    await summary.waitFor()
    await readable(page)
    await summary.getByRole('link', { name: /您的称呼/ }).click()
    await page.keyboard.type('王小明')
    await page.getByRole('alert').filter({ hasText: '有 3 处需要修改' }).waitFor()
    await page.getByLabel('发生了什么？').fill('空调装好一周就漏水，打了两次电话没有人来。')
    await page.locator('input[type=file]').setInputFiles({ name: '漏水.txt', mimeType: 'text/plain', buffer: Buffer.from('阳台一侧漏水') })
    await page.getByLabel('电话').fill('139')
    await page.getByLabel('邮箱').fill('wang@example.com')
    await page.getByLabel(/我已阅读并同意/).check()
    // Another language loses nothing.
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'How can we help?' }).waitFor()
    expect(await page.getByLabel('What happened?').inputValue()).toContain('漏水')
    await page.getByRole('button', { name: '简体中文' }).click()
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.locator('.fault', { hasText: '电话' }).first().waitFor()
    await page.getByLabel('电话').fill('13912345678')
    await page.getByRole('button', { name: '提交', exact: true }).dblclick()

    await page.getByRole('heading', { name: '已收到您的投诉' }).waitFor()
    await readable(page)
    const code = await page.locator('output').innerText()
    expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
    const { items } = await api<{ items: { id: string; number: string }[] }>('GET', '/cases?channel=portal')
    expect(items).toHaveLength(1)
    const { id, number } = items[0] as { id: string; number: string }

    await page.getByRole('button', { name: '查看进度' }).click()
    await page.getByRole('heading', { name: `编号 ${number}` }).waitFor()
    await page.locator('.state', { hasText: '已收到' }).waitFor()
    await readable(page)
    expect(page.url()).not.toContain(code.slice(0, 4))

    await api('POST', `/cases/${id}/claim`, {})
    await api('POST', `/cases/${id}/messages`, { body: '内部：查一下安装记录', visibility: 'internal' })
    await api('POST', `/cases/${id}/messages`, { body: '您好，师傅明天上午十点上门，方便吗？', visibility: 'public' })
    await page.getByRole('button', { name: '刷新' }).click()
    await page.getByText('师傅明天上午十点上门').waitFor()
    expect(await page.getByText('内部').count()).toBe(0)
    expect(await page.getByText('沈清').count()).toBe(0)
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载 漏水.txt' }).click()])
    expect(saved.suggestedFilename()).toBe('漏水.txt')

    await page.getByLabel('回复内容').fill('方便，谢谢。')
    await page.getByRole('button', { name: '发送' }).click()
    await page.getByRole('listitem').filter({ hasText: '方便，谢谢。' }).waitFor()

    const { version } = await api<{ version: number }>('GET', `/cases/${id}`)
    await api('POST', `/cases/${id}/transitions`, { to: 'solved', version, fields: { solution: '更换排水接头' } })
    // With the code alone, as it stands on the printed receipt.
    await page.getByRole('button', { name: '换一个查询码' }).click()
    await page.getByLabel('查询码').fill(code.toLowerCase())
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '评价本次服务' }).waitFor()
    await readable(page)
    await page.getByRole('group', { name: '您对处理结果满意吗？' }).getByRole('radio', { name: /^4/ }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.getByRole('group', { name: '您对服务态度和处理速度满意吗？' }).getByRole('radio', { name: /^4/ }).check({ force: true })
    await page.getByLabel('还有什么想告诉我们的？').fill('师傅很耐心')
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByText('感谢您的评价。').first().waitFor()
    await readable(page)
    const { items: rated } = await api<{ items: { score: number; form: { key: string } }[] }>('GET', `/submissions?aboutId=${id}`)
    expect(rated).toMatchObject([{ score: 87.5, form: { key: 'solution-rating' } }])
    expect(seat.faults).toEqual([])
    // All that a telephone fetched for the whole of it, in both languages, with the receipt's code to scan.
    expect(scripts).toBeGreaterThan(10_000)
    expect(scripts).toBeLessThan(84_000)

    const desk = await openSeat(browser, product)
    seats.push(desk)
    await desk.page.goto('/sign-in')
    await desk.page.locator('input[autocomplete=username]').fill('admin@example.com')
    await desk.page.locator('input[autocomplete=current-password]').fill(PASSWORD)
    await desk.page.keyboard.press('Enter')
    await desk.page.locator('.frame-main').waitFor()
    await desk.page.goto(`/cases/${id}`)
    await desk.page.getByText('师傅很耐心').waitFor()
    await desk.page.getByRole('tab', { name: '历史' }).click()
    await desk.page.getByText('在自助服务页面评价（87.5 分）').waitFor()
    expect((await product.command('verify')).code).toBe(0)
  })

  test('whoever designs the pages sees them as customers will, and customers see them as designed', { timeout: SLOW }, async (context) => {
    const desk = await openSeat(browser, product)
    const seat = await openSeat(browser, product, { viewport: { width: 375, height: 812 } })
    context.onTestFailed(() => keepPictures({ name: 'portal-design', result: { state: 'fail' } }, [desk, seat]))
    const { page } = desk
    await page.goto('/sign-in')
    await page.locator('input[autocomplete=username]').fill('admin@example.com')
    await page.locator('input[autocomplete=current-password]').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.locator('.frame-main').waitFor()
    await page.goto('/portal-brands')
    await page.getByLabel('显示名称 · 中文').fill('晨光净水')
    await page.getByLabel('页眉底色 · #rrggbb').fill('#0a5c4a')
    await page.getByLabel('建议', { exact: true }).uncheck()
    const preview = page.frameLocator('iframe')
    await preview.getByText('晨光净水').first().waitFor()
    await preview.getByText('投诉', { exact: true }).waitFor()
    expect(await preview.getByText('建议', { exact: true }).count()).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('已保存').waitFor()

    await seat.page.goto('/portal/')
    await seat.page.locator('.brand', { hasText: '晨光净水' }).waitFor()
    expect(await seat.page.locator('.kind').count()).toBe(3)
    expect(await seat.page.locator('header').evaluate((head) => getComputedStyle(head).backgroundColor)).toBe('rgb(10, 92, 74)')
    expect(await faultsOf(seat.page)).toEqual([])
    expect([...desk.faults, ...seat.faults]).toEqual([])
  })
})
