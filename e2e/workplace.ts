import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { keepPictures, openSeat, PASSWORD, signIn } from './at-work.ts'
import type { Seat } from './at-work.ts'
import { openBrowser } from './browser.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

const SLOW = 300_000

export interface Workplace {
  readonly product: Product
  /** Somebody's own window, signed in by their e-mail; without one, on nobody's name. */
  sit(email?: string, options?: BrowserContextOptions): Promise<Page>
  /** What their browser asks of the API, which has to say yes. */
  call<T = unknown>(page: Page, method: 'POST' | 'PATCH' | 'GET', path: string, data?: unknown): Promise<T>
  /** What went wrong in anybody's window so far. */
  faults(): string[]
}

/** A product of its own for one journey: with an administrator, `admin@example.com`, unless it begins at the set-up link; with this staff. Called within `describe`; what everybody saw when a test failed is kept. */
export function openWorkplace({ administrator = '沈清', staff = [] }: { administrator?: string | null; staff?: readonly { email: string; name: string; role: string }[] } = {}): Workplace {
  let product: Product | undefined
  let browser: Browser | undefined
  const seats: Seat[] = []
  const open = (): Product => { if (!product) throw new Error('the product has not started yet'); return product }
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()])
    if (administrator) await product.ask('admin', 'create', '--email', 'admin@example.com', '--password', PASSWORD, '--name', administrator)
    for (const { email, name, role } of staff) await product.ask('staff', 'create', '--email', email, '--password', PASSWORD, '--name', name, '--role', role)
  }, SLOW)
  afterEach(({ task }) => keepPictures(task, seats))
  afterAll(async () => { await browser?.close(); await product?.stop() }, SLOW)
  return {
    get product() { return open() },
    async sit(email, options = {}) {
      const seat = await openSeat(browser as Browser, open(), options)
      seats.push(seat)
      if (email) await signIn(seat.page, email)
      return seat.page
    },
    async call<T>(page: Page, method: string, path: string, data?: unknown): Promise<T> {
      const answer = await page.request.fetch(`/api/v1${path}`, { method, headers: { 'x-shouwen-csrf': '1', origin: open().address }, ...(data === undefined ? {} : { data }) })
      expect(answer.ok(), `${path} ${await answer.text()}`).toBe(true)
      return await answer.json() as T
    },
    faults: () => seats.flatMap((seat) => seat.faults),
  }
}
