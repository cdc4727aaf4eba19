import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Product } from './product.ts'

/** How long anything on a page may take, in ms: long, for the machine may be busy with other tests. */
const PATIENCE = 30_000
export const PASSWORD = 'Quiet-harbour-57'

/** Somebody's browser: a page of their own, and everything that went wrong in it. */
export interface Seat {
  page: Page
  /** Errors of scripts and of the console. */
  faults: string[]
  /** What the server refused, or failed at, for this page. */
  refusals: string[]
  leave(): Promise<void>
}

/** A new browser window on the product, in Chinese unless told otherwise. */
export async function openSeat(browser: Browser, product: Pick<Product, 'address'>, options: BrowserContextOptions = {}): Promise<Seat> {
  const context = await browser.newContext({ baseURL: product.address, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(PATIENCE)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => void faults.push(String(error)))
  // A refusal of the server is told in the page; Chromium repeats it in its console.
  page.on('console', (message) => { if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text()) })
  const refusals: string[] = []
  page.on('response', (response) => { if (response.status() >= 400) refusals.push(`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`) })
  return { page, faults, refusals, leave: () => context.close() }
}

/** Types e-mail and password as a person does, without waiting for the answer. */
export async function typeSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(email)
  await page.locator('input[autocomplete=current-password]').fill(password)
  await page.keyboard.press('Enter')
}

export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in')
  await typeSignIn(page, email, password)
  await page.locator('.frame-main').waitFor()
}

const pictures = fileURLToPath(new URL('./pictures/failed/', import.meta.url))
/** What everybody saw when a test failed, as pictures in `e2e/pictures/failed`. */
export async function keepPictures({ name, result }: { name: string; result?: { state: string } | undefined }, seats: readonly Seat[]): Promise<void> {
  if (result?.state !== 'fail') return
  for (const [n, { page, faults, refusals }] of seats.entries()) {
    if (page.isClosed()) continue
    await page.screenshot({ path: `${pictures}${name.replaceAll(/[^\p{L}\d]+/gu, '-').slice(0, 60)}-${n + 1}.png` }).catch(() => {})
    // Where only the words of a run are kept, they say what stood on the page.
    const seen = await page.locator(':is([role=dialog], [role=alert], [role=status], h1):visible').allInnerTexts().catch(() => [])
    process.stderr.write(`seat ${n + 1} of “${name}” at ${page.url()}: ${JSON.stringify({ seen: seen.map((text) => text.slice(0, 300)), faults, refusals: refusals.slice(-10) })}\n`)
  }
}
