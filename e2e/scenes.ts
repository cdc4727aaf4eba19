import type { Page } from 'playwright-core'

/** The main pages of the demo company, in the order in which they are photographed. */

export type Who = 'nobody' | 'agent' | 'admin'
/** A page as one of its readers opens it; `before` what is laid ready, `sizes` where it is looked at, everywhere without. */
export interface Scene { name: string; who: Who; open: (page: Page) => Promise<unknown>; before?: (page: Page) => Promise<unknown>; sizes?: readonly number[] }
export const EMAIL = { agent: 'demo6@demo.example', admin: 'admin@example.com' }

export const at = (path: string, place: string) => async (page: Page) => { await page.goto(path); await page.locator(place).first().waitFor() }
/** A row of a list, on a phone a card. */
const ROW = ':is(tr[data-row], .list-card)'
const list = (path: string) => at(path, ROW)
const firstOf = (path: string) => async (page: Page) => {
  await list(path)(page)
  await page.locator(`${ROW} a`).first().click()
  await page.waitForURL(/[0-9a-f-]{36}/)
  await page.locator('h1').first().waitFor()
}
/** The first of a page's own links that leads below it. */
const firstLink = (path: string) => async (page: Page) => {
  await page.goto(path)
  await page.locator(`main a[href^="${path}/"]:not([href$="/new"])`).first().click()
  await page.waitForURL(`**${path}/*`)
  await page.locator('h1').first().waitFor()
}
/** A deed of a page, where there is no room for it in its menu. */
const deed = async (page: Page, name: RegExp) => {
  const own = page.getByRole('button', { name }).first()
  if (await own.isVisible()) return own.click()
  await page.getByRole('main').getByRole('button', { name: /更多|More/ }).first().click()
  await page.getByRole('menuitem', { name }).first().click()
}
/** The first record of an API's list, on its page. */
const firstAt = (list: string, path: (id: string) => string, place = 'h1') => async (page: Page) => {
  const { items } = await (await page.request.get(`/api/v1/${list}`)).json() as { items: { id: string }[] }
  await at(path(items[0]?.id as string), place)(page)
}
/** The newest complaint that is being answered, else the newest case. */
const talk = async (page: Page) => {
  const { items } = await (await page.request.get('/api/v1/cases', { params: { handler: 'me', statusClass: 'open,waiting-customer,waiting-third', sort: '-createdAt', limit: '50' } })).json() as { items: { id: string; kind: string }[] }
  return (items.find(({ kind }) => kind === 'complaint') ?? items[0])?.id as string
}
const desk = async (page: Page) => { await page.goto(`/desk/${await talk(page)}`); await page.getByRole('log').waitFor() }
const casePage = (tab = '') => async (page: Page) => {
  await page.goto(`/cases/${await talk(page)}${tab && `?tab=${tab}`}`)
  await page.getByRole('tab').first().waitFor()
}
/** The course of one of the demo's complaints, by how its subject begins. */
const complaint = (subject: string) => async (page: Page) => {
  const { items } = await (await page.request.get('/api/v1/cases', { params: { kind: 'complaint', limit: '100' } })).json() as { items: { id: string; subject: string }[] }
  await page.goto(`/cases/${items.find((one) => one.subject.startsWith(subject))?.id}?tab=complaint`)
  await page.locator('.complaint-course').waitFor()
}
const answer = (path: string, status: number, body: object) => (page: Page) => page.route(`**/api/v1/${path}`, (route) => route.fulfill({ status, contentType: status < 400 ? 'application/json' : 'application/problem+json', body: JSON.stringify(body) }))
/** The page of a customer of whom something was collected. */
const collectedFrom = async (page: Page) => {
  const { items } = await (await page.request.get('/api/v1/tasks?whose=team&limit=100')).json() as { items: { path: string | null; title: { zh?: string } }[] }
  const { items: all } = await (await page.request.get('/api/v1/customers?quality=incomplete&limit=20')).json() as { items: { id: string }[] }
  await page.goto(`${items.find(({ title }) => title.zh?.startsWith('采集'))?.path ?? `/customers/${all[0]?.id}`}?tab=overview`)
  await page.locator('.customer-collected').waitFor()
}
/** As for whoever has not confirmed the agreement in force. */
const owesAgreement = async (page: Page) => {
  await page.route('**/api/v1/session', async (route) => { const response = await route.fetch(); await route.fulfill({ response, json: { ...await response.json() as object, heldBack: 'auth.agreement-first' } }) })
  await answer('document-duties', 200, { items: [{ id: '01a20221-2522-73fc-894a-0f270e28cb6b', key: 'confidentiality-agreement', title: { zh: '保密承诺书', en: 'Confidentiality agreement' }, number: 1 }] })(page)
}
const NOTHING = { items: [], nextCursor: null }
const BROKEN = { type: 'about:blank', title: 'server.unexpected', status: 500, code: 'server.unexpected', requestId: '01a20221-2522-73fc-894a-0f270e28cb6b' }

/** The newest report; last month's is published where there is none. */
async function publishedReport(page: Page): Promise<string> {
  const { items } = await (await page.request.get('/api/v1/reports')).json() as { items: { id: string }[] }
  if (items[0]) return items[0].id
  const [year, month] = [new Date().getUTCFullYear(), new Date().getUTCMonth()]
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  const made = await page.request.post('/api/v1/reports', { data: { template: 'monthly-service', from: day(Date.UTC(year, month - 1, 1)), to: day(Date.UTC(year, month, 0)) }, headers: { 'x-shouwen-csrf': '1' } })
  return (await made.json() as { id: string }).id
}

export const scenes: readonly Scene[] = [
  { name: 'sign-in', who: 'nobody', open: at('/sign-in', 'input[autocomplete=username]') },
  { name: 'sign-in-refused', who: 'nobody', open: async (page) => { await at('/sign-in', 'input[autocomplete=username]')(page); await page.locator('input[autocomplete=username]').fill('nobody@example.com'); await page.locator('input[type=password]').fill('wrong-password'); await page.keyboard.press('Enter'); await page.getByRole('alert').waitFor() } },
  { name: 'desk', who: 'agent', open: desk },
  { name: 'services', who: 'agent', open: at('/services', '.services li') },
  { name: 'services-request', who: 'agent', open: async (page) => { await at('/services', '.services li')(page); await page.locator('.services li button').nth(1).click(); await page.getByRole('dialog').waitFor() } },
  { name: 'services-edit', who: 'admin', open: async (page) => { await at('/services', '.services li')(page); await page.locator('.service-edit').first().click(); await page.locator('.service-task').first().waitFor() } },
  { name: 'home-lists', who: 'agent', open: async (page) => { await page.goto('/dashboard'); await page.locator('.home-list li').first().waitFor() } },
  { name: 'papers', who: 'admin', open: list('/paper-requests') },
  { name: 'paper', who: 'admin', open: async (page) => { await list('/paper-requests')(page); await page.locator(`${ROW} a`).last().click(); await page.waitForURL(/[0-9a-f-]{36}/); await page.locator('h1').first().waitFor() } },
  { name: 'customer-fields', who: 'admin', open: async (page) => { await page.goto('/custom-fields'); await page.locator('.fields-owners').waitFor(); await page.locator('.fields-owners').getByText(/客户|Customers/).first().click() } },
  { name: 'desk-queue', who: 'agent', open: async (page) => { await page.goto('/desk?queue=unclaimed'); await page.locator('.queue-row[data-row], .blank').first().waitFor() } },
  { name: 'desk-unclaimed', who: 'agent', open: async (page) => { await at('/desk?queue=unclaimed', '.queue-row[data-row]')(page); await page.locator('.queue-row[data-row]').first().click(); await page.getByRole('log').waitFor() } },
  { name: 'desk-solve', who: 'agent', open: async (page) => { await desk(page); await page.keyboard.press('s'); await page.getByRole('dialog').waitFor() } },
  { name: 'desk-keys', who: 'agent', sizes: [1440], open: async (page) => { await desk(page); await page.keyboard.press('?'); await page.getByRole('dialog').waitFor() } },
  { name: 'desk-scripts', who: 'agent', open: async (page) => { await desk(page); await page.keyboard.press('Alt+s'); await page.locator('.script-preview').waitFor() } },
  { name: 'case-list', who: 'agent', open: list('/cases') },
  { name: 'case-list-chosen', who: 'admin', sizes: [1440], open: async (page) => { await list('/cases')(page); for (const n of [0, 1, 2]) await page.locator('tbody input[type=checkbox]').nth(n).check() } },
  { name: 'case-list-none', who: 'agent', open: at('/cases?q=没有这样的工单', '.blank') },
  { name: 'case-list-empty', who: 'agent', before: answer('cases?*', 200, NOTHING), open: at('/cases', '.blank') },
  { name: 'case-list-loading', who: 'agent', before: (page) => page.route('**/api/v1/cases?*', () => {}), open: at('/cases', '.list-body .grey') },
  { name: 'case-list-broken', who: 'agent', before: answer('cases?*', 500, BROKEN), open: at('/cases', '[role=alert]') },
  { name: 'case-new', who: 'agent', open: at('/cases?new=1', '[role=dialog] textarea') },
  { name: 'case-page', who: 'agent', open: casePage() },
  { name: 'case-deadlines', who: 'agent', open: casePage('deadlines') },
  { name: 'case-history', who: 'agent', open: casePage('history') },
  { name: 'complaint-board', who: 'admin', open: at('/complaint-board', '.cboard-table') },
  { name: 'complaint-board-broken', who: 'admin', sizes: [1440], before: answer('complaint-board*', 500, BROKEN), open: at('/complaint-board', '[role=alert]') },
  { name: 'complaint-board-loading', who: 'admin', sizes: [1440], before: (page) => page.route('**/api/v1/complaint-board*', () => {}), open: at('/complaint-board', '.cboard .grey') },
  { name: 'complaint-book', who: 'admin', open: list('/complaint-book') },
  { name: 'complaint-book-none', who: 'admin', sizes: [375], before: answer('complaint-book?*', 200, NOTHING), open: at('/complaint-book', '.blank') },
  { name: 'complaint-digest', who: 'admin', open: async (page) => { const month = new Date(); month.setUTCDate(15); await at(`/complaint-digests/${month.toISOString().slice(0, 7)}`, '.digest-parts')(page) } },
  { name: 'interactions-flagged', who: 'admin', sizes: [1440, 375], open: list('/interactions?flagged=true') },
  { name: 'sos', who: 'admin', open: async (page) => { await at('/sos', '.blank, .sos-alarm')(page); await page.getByRole('tab').nth(1).click(); await page.locator('.sos-place').first().waitFor() } },
  { name: 'sos-open', who: 'admin', open: async (page) => { const { items } = await (await page.request.get('/api/v1/sos-places')).json() as { items: { code: string }[] }; await page.request.post(`/api/v1/sos/${items[0]?.code}`, { data: {}, headers: { 'x-shouwen-csrf': '1' } }); await at('/sos', '.sos-alarm')(page) } },
  { name: 'sos-customer', who: 'admin', sizes: [375, 1280], open: async (page) => { const { items } = await (await page.request.get('/api/v1/sos-places')).json() as { items: { code: string }[] }; await at(`/portal/sos/${items[1]?.code}`, '.sos-button')(page) } },
  { name: 'sos-called', who: 'admin', sizes: [375], open: async (page) => { const { items } = await (await page.request.get('/api/v1/sos-places')).json() as { items: { code: string }[] }; await at(`/portal/sos/${items[0]?.code}`, '.sos-button')(page); await page.locator('.sos-button').click(); await page.locator('.sos-state').waitFor() } },
  { name: 'complaint-setup', who: 'admin', open: at('/complaint-setup', '.setup-page li') },
  { name: 'complaint-matrix', who: 'admin', open: at('/complaint-setup/matrix', '.matrix-row + .matrix-row') },
  { name: 'complaint-stages', who: 'admin', open: at('/complaint-setup/stages', '.stage-names li') },
  { name: 'complaint-causes', who: 'admin', open: at('/complaint-setup/causes', '.cause-row') },
  { name: 'complaint-poster', who: 'admin', open: at('/portal-brands/main/poster', '.portal-poster-sheet img') },
  { name: 'complaint-how', who: 'nobody', open: at('/portal/main/complain', '.how') },
  { name: 'regulators', who: 'admin', open: list('/regulator-cases') },
  { name: 'regulators-none', who: 'admin', sizes: [375, 1440], before: answer('regulator-cases?*', 200, NOTHING), open: at('/regulator-cases', '.blank') },
  { name: 'regulator-register', who: 'admin', sizes: [375, 1440], open: async (page) => { await list('/regulator-cases')(page); await page.getByRole('button', { name: /登记|Register/ }).last().click(); await page.getByRole('dialog').waitFor() } },
  { name: 'regulator-case', who: 'admin', open: async (page) => { const { items } = await (await page.request.get('/api/v1/regulator-cases?open=true')).json() as { items: { case: { id: string } }[] }; await page.goto(`/cases/${items[0]?.case.id}`); await page.locator('h1').first().waitFor() } },
  { name: 'complaint-declined', who: 'admin', open: complaint('洗碗机') },
  { name: 'complaint-archived', who: 'admin', open: complaint('热水器安装') },
  { name: 'complaint-listening', who: 'agent', open: complaint('冰箱送错') },
  { name: 'complaint-assess', who: 'agent', open: async (page) => { await complaint('冰箱送错')(page); await page.getByRole('button', { name: /^(评估|Assess)$/ }).click(); await page.getByRole('dialog').waitFor() } },
  { name: 'case-missing', who: 'agent', open: at('/cases/01a20221-2522-73fc-894a-0f270e28cb6b', '.blank') },
  // Its draft stays with the case: after the other pictures of it.
  { name: 'desk-note', who: 'agent', open: async (page) => { await desk(page); await page.keyboard.press('n'); await page.keyboard.type('已和仓库确认，备件明天到。') } },
  { name: 'search-begin', who: 'agent', open: at('/search', '.search-hints') },
  { name: 'search', who: 'agent', open: at(`/search?q=${encodeURIComponent('空调')}`, '.search-hit mark') },
  { name: 'search-best', who: 'admin', open: at(`/search?q=${encodeURIComponent('安装 师傅')}&order=best&kind=case,message`, '.search-hit mark') },
  { name: 'search-none', who: 'agent', open: at(`/search?q=${encodeURIComponent('没有这样的词')}&kind=case`, '.blank') },
  { name: 'search-loading', who: 'agent', before: (page) => page.route('**/api/v1/search?*', () => {}), open: at(`/search?q=${encodeURIComponent('空调')}`, '.search-hits .grey') },
  { name: 'search-broken', who: 'agent', sizes: [1440], before: answer('search?*', 500, BROKEN), open: at(`/search?q=${encodeURIComponent('空调')}`, '[role=alert]') },
  { name: 'search-palette', who: 'agent', sizes: [1440, 375], open: async (page) => { await at('/search', '.search-hints')(page); await page.keyboard.press('Control+k'); await page.getByRole('dialog').locator('input').fill('空调'); await page.locator('.frame-palette-line').nth(1).waitFor() } },
  { name: 'customer-list', who: 'agent', open: list('/customers') },
  { name: 'customer-page', who: 'agent', open: firstOf('/customers') },
  { name: 'customer-new', who: 'agent', open: at('/customers?new=1', '[role=dialog] input:not([type=radio])') },
  { name: 'interactions', who: 'agent', open: list('/interactions') },
  { name: 'outbox', who: 'admin', open: at('/outbox', `${ROW}, .blank`) },
  { name: 'templates', who: 'admin', open: at('/templates', 'h1') },
  { name: 'signatures', who: 'admin', open: at('/signatures', 'h1') },
  { name: 'mailboxes', who: 'admin', open: at('/mailboxes', 'h1') },
  { name: 'inbound-mails', who: 'admin', open: at('/inbound-mails', `${ROW}, .blank`) },
  { name: 'calendars', who: 'admin', open: at('/calendars', 'h1') },
  { name: 'calendar', who: 'admin', open: at('/calendars/standard', 'h1') },
  { name: 'health', who: 'admin', open: at('/health', 'h1') },
  { name: 'export-dialog', who: 'admin', open: async (page) => { await list('/cases')(page); await page.locator('button').filter({ has: page.locator('.anticon-download') }).first().click(); await page.locator('.list-export .ant-progress-status-success').waitFor() } },
  { name: 'export-asks', who: 'admin', open: async (page) => { await list('/interactions')(page); await page.locator('button').filter({ has: page.locator('.anticon-download') }).first().click(); await page.locator('#export-reason').waitFor() } },
  { name: 'exports', who: 'admin', open: at('/exports', `${ROW}, .blank`) },
  { name: 'mentions', who: 'agent', open: at('/mentions', 'h1') },
  { name: 'staff', who: 'admin', open: list('/staff') },
  { name: 'staff-page', who: 'admin', open: firstOf('/staff') },
  { name: 'staff-new', who: 'admin', open: at('/staff?new=1', '[role=dialog] input') },
  { name: 'teams', who: 'admin', open: at('/teams', 'h1') },
  { name: 'profile', who: 'agent', open: at('/me', 'h1') },
  { name: 'settings', who: 'admin', open: at('/settings', 'h1') },
  { name: 'definitions', who: 'admin', open: at('/definitions', 'h1') },
  { name: 'figures', who: 'agent', open: at('/figures', '.figure-row-value strong') },
  { name: 'figure', who: 'agent', open: at('/figures/first-response-attainment', '.chart') },
  { name: 'figures-none', who: 'agent', sizes: [1440], open: at('/figures?q=没有这样的指标', '.blank') },
  { name: 'figures-broken', who: 'agent', sizes: [1440], before: answer('metrics', 500, BROKEN), open: at('/figures', '[role=alert]') },
  { name: 'goals-empty', who: 'agent', open: at('/goals', '.blank') },
  { name: 'board', who: 'admin', open: at('/dashboard', 'h1') },
  { name: 'board-admin', who: 'admin', sizes: [1440, 375], open: at('/dashboard/administration', 'h1') },
  { name: 'board-agent', who: 'agent', open: at('/dashboard', 'h1') },
  { name: 'wallboard', who: 'admin', open: at('/wallboard', 'h1') },
  { name: 'reports', who: 'admin', open: at('/reports', 'h1') },
  { name: 'decision-log', who: 'admin', open: at('/decision-log', 'h1') },
  { name: 'anomalies', who: 'admin', open: at('/anomalies', 'h1') },
  { name: 'rollups', who: 'admin', sizes: [1440], open: at('/rollups', 'h1') },
  { name: 'objectives', who: 'admin', open: at('/objectives', 'h1') },
  { name: 'cards', who: 'admin', open: at('/cards', 'h1') },
  { name: 'flows', who: 'admin', open: at('/flows', 'h1') },
  { name: 'flow', who: 'admin', open: at('/flows/complaint-full', 'h1') },
  { name: 'runs', who: 'admin', open: at('/runs', 'h1') },
  { name: 'deviations', who: 'admin', open: at('/deviations', 'h1') },
  { name: 'rules', who: 'admin', open: at('/rules', 'h1') },
  { name: 'template-new', who: 'admin', open: at('/templates/new', '.template-form') },
  { name: 'rule-new', who: 'admin', open: at('/rules/new', 'h1') },
  { name: 'webhooks', who: 'admin', open: at('/webhooks', 'h1') },
  { name: 'forms', who: 'admin', open: at('/forms', 'h1') },
  { name: 'library', who: 'admin', open: at('/library', 'h1') },
  { name: 'scripts', who: 'agent', open: at('/scripts', '.script-shown') },
  { name: 'script-usage', who: 'agent', open: at('/scripts/usage', '.script-usage table') },
  { name: 'script-editor', who: 'admin', sizes: [1440, 375], open: at('/scripts/complaint-summary', '.knowledge-form') },
  { name: 'diagnosis', who: 'agent', open: at('/diagnosis', '.diagnosis-trees') },
  { name: 'diagnosis-editor', who: 'admin', sizes: [1440, 375], open: at('/diagnosis/no-power', '.knowledge-form') },
  { name: 'emergencies', who: 'admin', open: at('/emergencies', '.emergency-cards') },
  { name: 'receptions', who: 'admin', open: list('/receptions') },
  { name: 'reception', who: 'admin', open: firstOf('/receptions') },
  { name: 'register', who: 'admin', open: at('/register', 'h1') },
  { name: 'tasks', who: 'agent', open: at('/tasks', 'h1') },
  { name: 'process', who: 'admin', open: at('/process', '.process-step') },
  { name: 'process-compare', who: 'admin', sizes: [1440], open: at('/process?tab=compare', '.process-side .process-part') },
  { name: 'process-file', who: 'admin', sizes: [1440, 375], open: at('/process?of=file', '.blank') },
  { name: 'process-broken', who: 'admin', sizes: [1440], before: answer('process-log?*', 500, BROKEN), open: at('/process', '[role=alert]') },
  { name: 'improvements', who: 'admin', open: list('/improvements') },
  { name: 'improvement', who: 'admin', open: firstOf('/improvements') },
  { name: 'improvement-decide', who: 'admin', open: async (page) => { await list('/improvements')(page); await page.getByText('已解决的工单次日自动回访').first().click(); await page.getByRole('button', { name: /^(审批|Decide)/ }).first().click(); await page.getByRole('dialog').waitFor() } },
  { name: 'process-audits', who: 'admin', open: at('/process-audits', '.audit-months a') },
  { name: 'changes', who: 'admin', open: at('/changes', 'h1') },
  { name: 'meetings', who: 'admin', open: at('/meetings', 'h1') },
  { name: 'routing', who: 'admin', open: at('/routing', 'h1') },
  { name: 'skills', who: 'admin', open: at('/teams?tab=skills', 'h1') },
  { name: 'handover', who: 'agent', open: async (page) => { await casePage()(page); await deed(page, /^(交接|Hand over)/); await page.getByRole('dialog').waitFor() } },
  { name: 'merge', who: 'admin', open: async (page) => { await firstOf('/cases')(page); await page.locator('.record-acts').getByRole('button', { name: /更多|More/ }).click(); await page.getByRole('menuitem', { name: /合并|Merge/ }).first().click(); await page.getByRole('dialog').waitFor() } },
  { name: 'supervision', who: 'admin', open: at('/supervision', 'h1') },
  { name: 'first-responders', who: 'admin', open: at('/first-responders', 'h1') },
  { name: 'my-time', who: 'agent', open: at('/my-time', 'h1') },
  { name: 'customer-quality', who: 'admin', open: at('/customer-quality', 'h1') },
  { name: 'access-alerts', who: 'admin', open: list('/access-alerts') },
  { name: 'access-alert-review', who: 'admin', sizes: [1440, 375], open: async (page) => { await list('/access-alerts')(page); await page.getByRole('button', { name: /^(核查|Look into it)$/ }).first().click(); await page.getByRole('dialog').waitFor() } },
  { name: 'customer-collected', who: 'admin', open: async (page) => { await collectedFrom(page); await page.locator('.customer-collected').scrollIntoViewIfNeeded() } },
  { name: 'customer-collect', who: 'admin', sizes: [1440, 375], open: async (page) => { await collectedFrom(page); await page.locator('.customer-collected').getByRole('button', { name: /^(记录|Write down)$/ }).click(); await page.getByRole('dialog').waitFor() } },
  { name: 'customer-collect-ask', who: 'admin', sizes: [1440, 375], open: async (page) => { await collectedFrom(page); await page.locator('.customer-collected').getByRole('button', { name: /^(安排采集|Ask to collect)$/ }).click(); await page.getByRole('dialog').waitFor() } },
  { name: 'agreement', who: 'agent', before: owesAgreement, open: at('/library', '.ant-alert a') },
  { name: 'deadlines', who: 'admin', open: at('/deadlines', 'h1') },
  { name: 'lexicons', who: 'admin', open: at('/lexicons', 'h1') },
  { name: 'macros', who: 'admin', open: at('/macros', 'h1') },
  { name: 'first-hour', who: 'admin', open: at('/first-hour', 'h1') },
  { name: 'org-chart', who: 'admin', open: at('/org-chart', 'h1') },
  { name: 'topics', who: 'agent', open: list('/topics') }, { name: 'topic', who: 'agent', open: firstOf('/topics') }, { name: 'topics-none', who: 'agent', before: answer('topics?*', 200, NOTHING), open: at('/topics', 'h1') },
  { name: 'topic-new', who: 'admin', open: async (page) => { await page.goto('/topics?new=announcement'); await page.getByRole('dialog').waitFor() } },
  { name: 'roster', who: 'admin', open: at('/roster', 'h1') },
  { name: 'roles', who: 'admin', open: at('/roles', 'h1') },
  { name: 'needs', who: 'admin', open: list('/needs') },
  { name: 'need', who: 'admin', open: firstOf('/needs') },
  { name: 'need-launched', who: 'admin', open: firstOf('/needs?stage=launched') },
  { name: 'voices', who: 'admin', open: list('/voices') },
  { name: 'voice-new', who: 'agent', open: at('/voices?new=1', '[role=dialog] textarea') },
  { name: 'suggestions', who: 'admin', open: list('/suggestions') },
  { name: 'suggestion', who: 'admin', open: firstOf('/suggestions') },
  { name: 'feedback', who: 'admin', open: list('/feedback') },
  { name: 'feedback-one', who: 'admin', open: firstOf('/feedback') },
  { name: 'knowledge', who: 'agent', open: at('/knowledge', '.article-row[data-row]') },
  { name: 'knowledge-found', who: 'agent', open: async (page) => { await at(`/knowledge?q=${encodeURIComponent('连不上 wifi')}`, '.article-row[data-row] mark')(page); await page.locator('.article-row[data-row]').first().click(); await page.locator('.article-foot').waitFor() } },
  { name: 'knowledge-model-case', who: 'admin', open: async (page) => { await at('/knowledge?kind=model-case&outcome=failure', '.article-row[data-row]')(page); await page.locator('.article-row[data-row]').first().click(); await page.locator('.article-foot').waitFor() } },
  { name: 'knowledge-none', who: 'agent', open: at(`/knowledge?q=${encodeURIComponent('乌龟')}`, '.knowledge-rows .blank') },
  { name: 'knowledge-broken', who: 'agent', sizes: [1440], before: answer('knowledge/articles?*', 500, BROKEN), open: at('/knowledge', '[role=alert]') },
  { name: 'knowledge-corrections', who: 'admin', open: list('/knowledge/corrections') },
  { name: 'knowledge-help-figures', who: 'admin', open: at('/knowledge/help', 'h1') },
  { name: 'knowledge-case', who: 'agent', open: async (page) => { await page.goto('/knowledge'); const { items } = await (await page.request.get('/api/v1/cases', { params: { q: 'E4', limit: '5' } })).json() as { items: { id: string }[] }; await page.goto(`/cases/${items[0]?.id}`); await page.locator('.article-beside').first().scrollIntoViewIfNeeded() } },
  { name: 'knowledge-composer', who: 'agent', sizes: [1440], open: async (page) => { await desk(page); await page.keyboard.press('r'); await page.keyboard.press('Alt+k'); await page.locator('.article-pick input').fill('保修'); await page.locator('.article-pick li').first().waitFor() } },
  { name: 'knowledge-portal', who: 'nobody', open: at('/portal/help', '.help-list li') },
  { name: 'knowledge-portal-article', who: 'nobody', open: at('/portal/help/appliance-wifi', '.help-vote') },
  { name: 'inspections', who: 'admin', open: at('/inspections', 'h1') },
  { name: 'work-summaries', who: 'admin', open: at('/work-summaries', 'h1') },
  { name: 'custom-fields', who: 'admin', open: at('/custom-fields', 'h1') },
  { name: 'customer-segments', who: 'admin', open: at('/customer-segments', 'h1') },
  { name: 'blocked-senders', who: 'admin', open: at('/blocked-senders', 'h1') },
  { name: 'remedies', who: 'admin', open: list('/remedies') }, { name: 'remedy', who: 'admin', open: firstOf('/remedies?state=asked') },
  { name: 'remedy-decide', who: 'admin', sizes: [1440, 375], open: async (page) => { await firstOf('/remedies?state=asked')(page); await page.getByRole('button', { name: /批准|Approve/ }).last().click(); await page.getByRole('dialog').waitFor() } },
  { name: 'remedies-none', who: 'admin', before: answer('remedies?*', 200, NOTHING), open: at('/remedies', '.blank'), sizes: [1440, 375] },
  { name: 'case-remedies', who: 'agent', open: async (page) => { await firstOf('/remedies?proposer=me')(page); await page.locator('.record-facts a').click(); await page.locator('.remedies').first().waitFor(); await page.locator('.remedies').first().scrollIntoViewIfNeeded() } },
  { name: 'case-remedies-propose', who: 'agent', open: async (page) => { await firstOf('/remedies?proposer=me')(page); await page.locator('.record-facts a').click(); await page.locator('.remedies button').filter({ hasText: /提出方案|Propose/ }).click(); await page.locator('.remedy-options').getByText(/^补偿$|^Compensate$/).click() } },
  { name: 'compensation-budgets', who: 'admin', open: at('/compensation-budgets', '.budget') }, { name: 'compensation-budgets-none', who: 'admin', before: answer('compensation-budgets', 200, { items: [] }), open: at('/compensation-budgets', '.blank'), sizes: [1440] },
  { name: 'coupons', who: 'admin', open: list('/coupons') }, { name: 'coupons-redeem', who: 'agent', open: at('/coupons?redeem=1', '[role=dialog], .blank'), sizes: [1440] },
  { name: 'customer-redress', who: 'admin', open: async (page) => { const { items } = await (await page.request.get('/api/v1/remedies?state=done&way=coupon')).json() as { items: { customer: { id: string } }[] }; await page.goto(`/customers/${items[0]?.customer.id}?tab=redress`); await page.locator('.redress').waitFor() } },
  { name: 'figure-goals', who: 'admin', open: at('/goals', 'h1') },
  { name: 'report', who: 'admin', open: async (page) => { await at(`/reports/${await publishedReport(page)}`, 'h1')(page) } },
  { name: 'report-new', who: 'admin', open: at('/reports/new', 'h1') },
  { name: 'board-executive', who: 'admin', open: at('/dashboard/executive', 'h1') },
  { name: 'flow-new', who: 'admin', open: at('/flows?new=1', '[role=dialog]') },
  { name: 'run', who: 'admin', open: async (page) => { const { items } = await (await page.request.get('/api/v1/runs?limit=1')).json() as { items: { id: string }[] }; await at(items[0] ? `/runs/${items[0].id}` : '/runs', 'h1')(page) } },
  { name: 'rule', who: 'admin', open: async (page) => { await page.goto('/rules'); await page.locator('main a[href^="/rules/"]:not([href$="/new"])').first().click(); await page.waitForURL(/rules\/./); await page.locator('fieldset').first().waitFor() } },
  { name: 'form-new', who: 'admin', open: async (page) => { await at('/forms', 'main a[href^="/forms/"]')(page); await page.getByRole('button', { name: /新建表单|New form/ }).click(); await page.getByRole('dialog').waitFor() } },
  { name: 'form', who: 'admin', open: async (page) => { await at('/forms/after-sales-call', 'iframe')(page); await page.frameLocator('iframe').first().locator('h1, h2').first().waitFor() } },
  { name: 'forms-fill', who: 'agent', open: async (page) => { await at('/forms', 'main a[href^="/fill/"]')(page); await page.locator('main a[href^="/fill/"]').first().click(); await page.waitForURL('**/fill/*'); await page.locator('h1').first().waitFor() } },
  { name: 'form-printed', who: 'admin', open: async (page) => { await at('/forms/after-sales-call', 'iframe')(page); const { items } = await (await page.request.get('/api/v1/forms')).json() as { items: { id: string; key: string }[] }; await at(`/forms/print/${items.find(({ key }) => key === 'after-sales-call')?.id}`, 'h1')(page) } },
  { name: 'submission', who: 'admin', open: firstAt('submissions?limit=1', (id) => `/submissions/${id}`) },
  { name: 'submission-print', who: 'admin', sizes: [1440, 375], open: firstAt('submissions?limit=1', (id) => `/submissions/print/${id}`) },
  { name: 'deadlines-policy', who: 'admin', open: firstLink('/deadlines') }, { name: 'lexicons-one', who: 'admin', open: firstLink('/lexicons') },
  { name: 'roles-one', who: 'admin', open: firstLink('/roles') }, { name: 'script-call', who: 'admin', open: firstLink('/scripts/calls') },
  { name: 'routing-rules', who: 'admin', open: at('/routing/rules', 'h1') },
  { name: 'document-edit', who: 'admin', open: async (page) => { await firstOf('/library')(page); await page.getByRole('tab').first().waitFor(); await page.waitForLoadState('networkidle'); await deed(page, /修订|编辑草稿|Revise|Edit/); await page.waitForURL(/edit/); await page.locator('textarea').first().waitFor() } },
  { name: 'submissions', who: 'admin', open: at('/submissions', 'h1') },
  { name: 'document', who: 'admin', open: firstOf('/library') },
  { name: 'task', who: 'agent', open: firstOf('/tasks') },
  { name: 'script-calls', who: 'admin', open: at('/scripts/calls', 'h1') },
  { name: 'knowledge-gaps', who: 'admin', open: at('/knowledge/gaps', 'h1') },
  { name: 'portal-brands', who: 'admin', open: at('/portal-brands', 'h1') },
  { name: 'portal-start', who: 'nobody', open: at('/portal/main', 'h1') },
  { name: 'change', who: 'admin', open: firstOf('/changes') },
  { name: 'meeting', who: 'admin', open: firstOf('/meetings') },
  { name: 'decisions', who: 'admin', open: at('/decisions', 'h1') },
  { name: 'memos', who: 'admin', open: at('/memos', 'h1') },
  { name: 'department-requests', who: 'admin', open: at('/department-requests', 'h1') },
  { name: 'reviews', who: 'admin', open: at('/reviews', 'h1') },
  { name: 'coordination', who: 'admin', open: at('/coordination', 'h1') },
  { name: 'palette', who: 'agent', sizes: [1440, 375], open: async (page) => { await list('/cases')(page); await page.keyboard.press('Control+k'); await page.getByRole('dialog').waitFor(); await page.keyboard.type('空调'); await page.getByRole('option').filter({ hasText: '空调' }).first().waitFor() } },
  { name: 'user-menu', who: 'agent', sizes: [1440, 375], open: async (page) => { await list('/cases')(page); await page.locator('.frame-top-user').click(); await page.locator('.user-panel').waitFor() } },
  { name: 'menu', who: 'admin', sizes: [375], open: async (page) => { await list('/cases')(page); await page.locator('.frame-foot button').click(); await page.getByRole('dialog').waitFor() } },
  { name: 'not-found', who: 'agent', sizes: [1440, 375], open: at('/no-such-page', '.blank') },
  { name: 'not-allowed', who: 'agent', sizes: [1440, 375], open: at('/settings', '.blank') },
]
