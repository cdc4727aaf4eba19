import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD, keepPictures, openSeat, signIn } from './at-work.ts'
import type { Seat } from './at-work.ts'
import { noBrowser, openBrowser } from './browser.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

/** A form is built, tried, published, filled on a telephone with a signature and a file, and read as figures and on paper. */

const SLOW = 300_000

describe.skipIf(noBrowser !== null)(`forms${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let product: Product
  let browser: Browser
  const seats: Seat[] = []
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()])
    await product.ask('admin', 'create', '--email', 'admin@example.com', '--password', PASSWORD, '--name', '沈清')
  }, SLOW)
  afterAll(async () => { await browser?.close(); await product?.stop() }, SLOW)

  const faultsOf = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${String(target)}: ${failureSummary ?? ''}`))
  /** By day and by night, for colours differ. */
  async function readable(page: Page): Promise<void> {
    // What lies under a pointer that happens to stand there is not looked at.
    await page.mouse.move(0, 0)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.locator(`html[data-appearance=${colorScheme}]`).waitFor()
      expect(await faultsOf(page), colorScheme).toEqual([])
    }
  }

  test('build → preview → publish → fill on a telephone → figures → paper', { timeout: SLOW }, async (context) => {
    const desk = await openSeat(browser, product)
    const phone = await openSeat(browser, product, { viewport: { width: 375, height: 812 }, hasTouch: true })
    seats.push(desk, phone)
    context.onTestFailed(() => keepPictures({ name: 'form-job', result: { state: 'fail' } }, seats))
    const { page } = desk
    await signIn(page, 'admin@example.com')

    // Built from nothing: its first question, and what the palette offers.
    await page.goto('/forms')
    await page.getByRole('button', { name: '新建表单' }).click()
    await page.getByRole('textbox', { name: '名称' }).fill('上门回访单')
    await page.getByRole('textbox', { name: '代号' }).fill('visit-check')
    await page.getByRole('button', { name: '创建草稿' }).click()
    const outline = page.getByRole('navigation', { name: '题目' })
    await outline.getByRole('button', { name: '第一个问题' }).waitFor()
    const add = async (kind: string, zh: string, en: string) => {
      await page.getByRole('button', { name: '添加题目' }).click()
      await page.getByRole('button', { name: kind, exact: true }).click()
      await page.getByRole('textbox', { name: '题目 (中文)' }).fill(zh)
      await page.getByRole('textbox', { name: '题目 (英文)' }).fill(en)
    }
    await outline.getByRole('button', { name: '第 1 部分' }).click()
    await add('推荐意愿 NPS', '您愿意推荐我们吗？', 'Would you recommend us?')
    await page.getByRole('switch', { name: '必填' }).click()
    await add('多行文字', '哪里还可以更好？', '')
    await page.getByRole('button', { name: '缺少 1 处翻译' }).waitFor()
    await page.getByRole('textbox', { name: '题目 (英文)' }).fill('What could be better?')
    // Asked only of those who would not recommend: a condition on what stands before it.
    await page.getByRole('button', { name: '何时显示', exact: true }).click()
    await page.getByRole('button', { name: '添加条件' }).click()
    await page.getByRole('combobox', { name: '比较方式' }).click()
    await page.getByTitle('不大于', { exact: true }).click()
    await page.getByRole('spinbutton', { name: '值' }).fill('6')
    await add('文件', '现场照片', 'Photographs')
    await add('签名', '客户签名', 'Signature')
    await page.getByRole('switch', { name: '必填' }).click()
    // Moved by the keyboard above what it asks of: the problem is told at once, with its remedy; moved back it is gone.
    const better = outline.getByRole('button', { name: /哪里还可以更好/ }).and(page.locator('.build-line-go'))
    await better.focus()
    await page.keyboard.press('Alt+ArrowUp')
    await page.getByText(/引用了排在后面的/).waitFor()
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByText('没有问题').waitFor()
    await readable(page)

    // Tried at the width of a telephone, where nothing is sent.
    const frame = page.frameLocator('iframe[title="手机"]')
    await frame.getByRole('radio', { name: /^3/ }).check()
    await frame.getByRole('textbox', { name: /哪里还可以更好/ }).fill('太慢')
    await frame.getByRole('radio', { name: /^10/ }).check()
    await frame.getByRole('textbox', { name: /哪里还可以更好/ }).waitFor({ state: 'detached' })
    await frame.getByRole('button', { name: '试提交' }).click()
    await frame.getByText('有 1 处需要修改').waitFor()

    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByText('草稿已保存').first().waitFor()
    await page.getByRole('button', { name: '提交审核' }).click()
    await page.getByRole('button', { name: /^发布/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: /发布/ }).click()
    await page.getByText('生效中').first().waitFor()

    // Filled on a telephone.
    await signIn(phone.page, 'admin@example.com')
    await phone.page.goto('/forms')
    await phone.page.locator('.form-card').filter({ hasText: '上门回访单' }).getByRole('link', { name: '填写' }).click()
    await phone.page.getByRole('heading', { name: '上门回访单' }).waitFor()
    await phone.page.getByRole('button', { name: '提交' }).click()
    await phone.page.getByRole('alert').filter({ hasText: '有 2 处需要修改' }).waitFor()
    await readable(phone.page)
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    await phone.page.getByRole('radio', { name: /^4/ }).check()
    await phone.page.getByRole('textbox', { name: /哪里还可以更好/ }).fill('师傅迟到了两个小时')
    await phone.page.getByText('草稿已保存').waitFor()
    // Begun here, it goes on after the page has been opened anew.
    await phone.page.reload()
    await phone.page.getByRole('textbox', { name: /哪里还可以更好/ }).waitFor()
    expect(await phone.page.getByRole('textbox', { name: /哪里还可以更好/ }).inputValue()).toBe('师傅迟到了两个小时')
    await phone.page.locator('input[type=file]').setInputFiles({ name: '现场.txt', mimeType: 'text/plain', buffer: Buffer.from('阳台一侧') })
    await phone.page.getByRole('button', { name: '去掉 现场.txt' }).or(phone.page.locator('.file-chip', { hasText: '现场.txt' })).first().waitFor()
    const pad = phone.page.getByRole('img', { name: '在此手写签名' })
    await pad.scrollIntoViewIfNeeded()
    const box = await pad.boundingBox() as { x: number; y: number; width: number; height: number }
    await phone.page.mouse.move(box.x + 30, box.y + 40)
    await phone.page.mouse.down()
    for (const [x, y] of [[90, 20], [140, 70], [220, 30]] as const) await phone.page.mouse.move(box.x + x, box.y + y, { steps: 4 })
    await phone.page.mouse.up()
    await phone.page.getByRole('button', { name: '确认签名' }).click()
    await phone.page.getByRole('button', { name: '重新签名' }).waitFor()
    await phone.page.getByRole('button', { name: '提交' }).click()
    await phone.page.getByRole('heading', { name: '已提交' }).waitFor()

    // A second one by keyboard alone, the name typed instead of drawn.
    await phone.page.goto('/forms')
    await phone.page.locator('.form-card').filter({ hasText: '上门回访单' }).getByRole('link', { name: '填写' }).click()
    await phone.page.getByRole('radio', { name: /^10/ }).focus()
    await phone.page.keyboard.press('Space')
    await phone.page.getByRole('button', { name: '改用键盘输入' }).press('Enter')
    await phone.page.keyboard.type('Wang Xiaoming')
    await phone.page.getByRole('button', { name: '确认签名' }).press('Enter')
    await phone.page.getByRole('button', { name: '重新签名' }).waitFor()
    await phone.page.getByRole('button', { name: '提交' }).press('Enter')
    await phone.page.getByRole('heading', { name: '已提交' }).waitFor()

    // Figures over both, and one of them on paper.
    await page.goto('/forms/visit-check?tab=figures')
    await page.getByText('推荐者 1，中立者 0，贬损者 1').waitFor()
    await page.getByText('师傅迟到了两个小时').waitFor()
    await readable(page)
    await page.getByRole('tab', { name: '答卷' }).click()
    await page.locator('tr[data-row]').nth(1).click()
    await page.waitForURL(/submissions\/[0-9a-f-]{36}/)
    await page.getByText('师傅迟到了两个小时').waitFor()
    await page.getByRole('img', { name: '签名：客户签名' }).waitFor()
    await page.getByRole('button', { name: '打印' }).click()
    await page.waitForURL(/submissions\/print\//)
    await page.locator('.form-sheet').getByText('师傅迟到了两个小时').waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.frame-side').isVisible()).toBe(false)
    expect(await page.locator('.form-print-bar').isVisible()).toBe(false)
    expect(await page.locator('.form-sheet').isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })
    expect([...desk.faults, ...phone.faults]).toEqual([])
  })
})
