import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../demo/load.ts'
import { openSeat, signIn } from './at-work.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

/** What everybody works on can be read and worked by everybody: axe finds nothing serious on any main page, in light and in dark. */

const SLOW = 240_000
const MANAGER = 'demo1@demo.example'

describe.skipIf(noBrowser !== null)(`axe${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let product: Product
  let browser: Browser
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()])
  }, SLOW)
  afterAll(async () => { await browser?.close(); await product?.stop() }, SLOW)

  /** What axe finds serious or critical, each with its rule, its place and what it says. */
  async function faultsOf(page: Page): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${String(target)}: ${failureSummary ?? ''}`))
  }
  type Look = readonly [name: string, open: (page: Page) => Promise<unknown>]
  /** Opens each page and looks at it in light and in dark; answers the faults by page and appearance. */
  async function look(pages: readonly Look[], email?: string): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {}
    const { page, leave } = await openSeat(browser, product)
    if (email) await signIn(page, email, DEMO_PASSWORD)
    for (const [name, open] of pages) {
      await open(page)
      for (const appearance of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: appearance })
        await page.locator(`html[data-appearance=${appearance}]`).waitFor()
        // A colour on its way from light to dark is neither; it sets out with the frame after the change.
        await page.evaluate(async () => {
          await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)) })
          await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))
        })
        const faults = await faultsOf(page)
        if (faults.length) found[`${name}, ${appearance}`] = faults
      }
    }
    await leave()
    return found
  }

  test('set-up', { timeout: SLOW }, async () => {
    expect(await look([['set-up', async (page) => { await page.goto(product.setUpLink); await page.getByLabel('公司名称').waitFor() }]])).toEqual({})
  })

  test('sign-in, and every main page of somebody who may see all', { timeout: SLOW }, async () => {
    await product.ask('admin', 'create', '--email', 'admin@example.com', '--password', DEMO_PASSWORD, '--name', '沈清')
    await product.ask('demo', 'load', '--cases', '12')
    expect(await look([['sign-in', async (page) => { await page.goto('/sign-in'); await page.getByRole('button', { name: '登录', exact: true }).waitFor() }]])).toEqual({})
    const list = (path: string) => async (page: Page) => { await page.goto(path); await page.locator('tr[data-row]').first().waitFor() }
    const record = (path: string) => async (page: Page) => { await list(path)(page); await page.locator('tr[data-row] a').first().click(); await page.locator('.record h1, h1').first().waitFor(); await page.waitForLoadState('networkidle') }
    expect(await look([
      ['desk', async (page) => { await page.goto('/desk?queue=unclaimed'); await page.locator('[data-row]').first().click(); await page.getByRole('log').waitFor() }],
      ['case list', list('/cases')],
      ['case page', record('/cases')],
      ['new case', async (page) => { await page.goto('/cases?new=1'); await page.getByRole('dialog').getByLabel('主题').waitFor() }],
      ['customer list', list('/customers')],
      ['customer page', record('/customers')],
      ['staff', list('/staff')],
      ['profile', async (page) => { await page.goto('/me'); await page.getByRole('heading', { name: '我的账号' }).waitFor() }],
    ], MANAGER)).toEqual({})
  })
})
