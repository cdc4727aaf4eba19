import { copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../demo/load.ts'
import { openBrowser, noBrowser } from './browser.ts'
import { startProduct } from './product.ts'
import { at, EMAIL, scenes } from './scenes.ts'
import type { Scene, Who } from './scenes.ts'

/**
 * `npm run screens [-- WORD …]`: a picture of every main page of the demo company in e2e/pictures, at three widths, in both
 * languages, light and dark; words keep those alone whose name has them all, one of several with commas (`npm run screens -- desk,case zh dark`).
 * A whole run also renews docs/pictures/desk.png.
 */

const SIZES = [{ width: 1440, height: 900 }, { width: 1280, height: 800 }, { width: 375, height: 812 }]
const LANGUAGES = ['zh-CN', 'en'] as const
const APPEARANCES = ['light', 'dark'] as const
const SHOWN = 'desk.1440.zh-CN.light'
/** How much of a page may move after it was drawn (layout shift); more is told as a fault. */
const STILL = 0.02
/** What the picture for the README may weigh, in bytes. */
const HEAVIEST = 300_000

const folder = fileURLToPath(new URL('./pictures/', import.meta.url))
const shown = fileURLToPath(new URL('../docs/pictures/desk.png', import.meta.url))
const words = process.argv.slice(2)

interface Look { size: (typeof SIZES)[number]; language: (typeof LANGUAGES)[number]; appearance: (typeof APPEARANCES)[number] }
const nameOf = (scene: Scene, { size, language, appearance }: Look) => `${scene.name}.${size.width}.${language}.${appearance}`
const wanted = (scene: Scene, look: Look) => (scene.sizes ?? [look.size.width]).includes(look.size.width) && words.every((word) => word.split(',').some((one) => nameOf(scene, look).split('.').some((part) => part.startsWith(one))))
const isPhone = ({ size }: Look) => size.width < 768
/** What one opening of a page can show: a page follows its window's width and the system's appearance, but neither another language nor another kind of machine. */
const openings: Look[][] = LANGUAGES.flatMap((language) => [false, true].map((phone) => SIZES.flatMap((size) => APPEARANCES.map((appearance) => ({ size, language, appearance }))).filter((look) => isPhone(look) === phone)))

/** The windows of those who are needed, on one kind of machine in one language, each signed in once. */
async function seatsFor(browser: Browser, address: string, look: Look, needed: ReadonlySet<Who>): Promise<Map<Who, BrowserContext>> {
  const open = async (email?: string) => {
    const context = await browser.newContext({ baseURL: address, viewport: look.size, locale: look.language, timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', isMobile: isPhone(look), hasTouch: isPhone(look), deviceScaleFactor: isPhone(look) ? 2 : 1 })
    await context.addInitScript((language) => localStorage.setItem('shouwen.language', language), look.language)
    if (email) {
      const answer = await context.request.post('/api/v1/sign-in', { data: { email, password: DEMO_PASSWORD }, headers: { 'x-shouwen-csrf': '1', origin: address } })
      if (!answer.ok()) throw new Error(`${email} does not come in: ${answer.status()} ${await answer.text()}`)
    }
    return context
  }
  const seats = new Map<Who, BrowserContext>()
  for (const who of needed) seats.set(who, await open(who === 'nobody' ? undefined : EMAIL[who]))
  return seats
}

/** Still: everything asked for is there, every face is loaded, nothing moves. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => {})
  await page.locator('.grey:visible, .ant-skeleton:visible').first().waitFor({ state: 'detached', timeout: 10_000 }).catch(() => {})
  await page.evaluate(() => document.fonts.ready)
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity).map((one) => one.finished.catch(() => {}))))
}

/** The page's layout shift so far, but for what followed a deed of the reader. */
const shiftOf = (page: Page) => page.evaluate(() => new Promise<number>((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, entry) => sum + ((entry as PerformanceEntry & { hadRecentInput: boolean; value: number }).hadRecentInput ? 0 : (entry as PerformanceEntry & { value: number }).value), 0))).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(0), 100)
}))

const wear = async (page: Page, { size, appearance }: Look) => {
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: appearance })
  // The components' own colours follow one drawing after the page's.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 60)))))
}
/** The same page in a few looks; what went wrong, in words. */
async function take(context: BrowserContext, scene: Scene, looks: readonly Look[]): Promise<string | undefined> {
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const names = looks.map((look) => nameOf(scene, look))
  const isStill = !scene.name.includes('loading')
  try {
    await wear(page, looks[0] as Look)
    await scene.before?.(page)
    await scene.open(page)
    if (isStill) await settle(page)
    const shift = await shiftOf(page)
    for (const [at, look] of looks.entries()) {
      if (at) {
        await wear(page, look)
        if (isStill) await settle(page)
      }
      await page.screenshot({ path: `${folder}${names[at]}.png` })
    }
    return shift > STILL ? `${names[0]}: shifts by ${shift.toFixed(3)}` : undefined
  } catch (error) {
    await page.screenshot({ path: `${folder}${names[0]}.png` }).catch(() => {})
    return `${names[0]}: ${(error as Error).message.split('\n')[0]}`
  } finally { await page.close() }
}

if (noBrowser) throw new Error(noBrowser)
if (!words.length) rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const begun = performance.now()
const product = await startProduct()
const browser = await openBrowser()
const faults: string[] = []
let count = 0
try {
  const setUp: Scene = { name: 'set-up', who: 'nobody', open: at(product.setUpLink, 'form input') }
  const shoot = async (all: readonly Scene[]) => {
    for (const looks of openings) {
      const due = all.map((scene) => ({ scene, looks: looks.filter((look) => wanted(scene, look)) })).filter((one) => one.looks.length)
      if (!due.length) continue
      const seats = await seatsFor(browser, product.address, looks[0] as Look, new Set(due.map(({ scene }) => scene.who)))
      for (const { scene, looks } of due) {
        const fault = await take(seats.get(scene.who) as BrowserContext, scene, looks)
        if (fault) faults.push(fault)
        count += looks.length
      }
      for (const context of seats.values()) await context.close()
      process.stderr.write(`${count} pictures, ${Math.round((performance.now() - begun) / 1_000)} s\n`)
    }
  }
  await shoot([setUp])
  await product.ask('admin', 'create', '--email', EMAIL.admin, '--password', DEMO_PASSWORD, '--name', '周明')
  await product.ask('demo', 'load', '--cases', '80')
  await shoot(scenes)
} finally {
  await browser.close()
  await product.stop()
}
if (!words.length) {
  mkdirSync(new URL('../docs/pictures/', import.meta.url), { recursive: true })
  copyFileSync(`${folder}${SHOWN}.png`, shown)
  if (statSync(shown).size > HEAVIEST) faults.push(`${SHOWN}: ${statSync(shown).size} bytes are too many for the README`)
}
process.stdout.write(`${count} pictures in e2e/pictures\n${faults.map((fault) => `${fault}\n`).join('')}`)
process.exit(faults.length ? 1 : 0)
