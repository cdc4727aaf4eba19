import { DateTime } from 'luxon'
import type { Locale } from '../../../kernel/context.ts'
import type { Bilingual } from '../../../kernel/contract.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { differenceText, figureText } from '../../metrics/index.ts'
import type { TileValue } from '../contract.ts'
import type { ChapterContent, CourseContent, Part, ReportContent } from './assemble.ts'
import { drawn, escaped } from './charts.ts'
import { PRINT } from './print-style.ts'

/** A report as one page that needs nothing else: it can be read, printed and kept for years. */
export function pageOf(content: ReportContent, locale: Locale, { draft }: { draft: boolean }): string {
  const voice = voiceOf(locale)
  const { words, named } = voice
  const at = DateTime.fromISO(content.at, { zone: content.zone }).toFormat('yyyy-MM-dd HH:mm')
  const scope = [content.team, content.channel ? words(`case.channel.${content.channel}`) : null].filter((one) => one !== null).join(' · ') || words('report.whole-company')
  const chapters = content.chapters.map((chapter, n) => chapterOf(chapter, n + 1, voice)).join('')
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(`${named(content.title)} ${content.from} – ${content.to}`)}</title><style>${PRINT}</style></head><body>
<header class="cover"><p class="company">${escaped(content.company)}</p><h1>${escaped(named(content.title))}</h1><p class="span num">${content.from} – ${content.to}</p>
<dl><div><dt>${words('report.scope')}</dt><dd>${escaped(scope)}</dd></div><div><dt>${words(draft ? 'report.counted' : 'report.frozen')}</dt><dd class="num">${at}</dd></div><div><dt>${words('report.chapters')}</dt><dd class="num">${content.chapters.length}</dd></div></dl>
${draft ? `<p class="draft">${words('report.draft')}</p>` : ''}</header>
${glanceOf(content, voice)}<nav><h2>${words('report.contents')}</h2><ol>${content.chapters.map((chapter, n) => `<li><a href="#c${n + 1}">${escaped(named(chapter.name))}</a></li>`).join('')}</ol></nav>
<main>${chapters}</main>${appendixOf(content, voice)}
<footer><p>${words('report.foot', { company: escaped(content.company) })}</p></footer></body></html>`
}

type Voice = ReturnType<typeof voiceOf>
function voiceOf(locale: Locale) {
  const words = (key: string, params?: Record<string, unknown>) => say(locale, key, params)
  return { locale, words, named: (name: Bilingual) => locale === 'en' ? name.en : name.zh, figure: (of: TileValue, value: number | null) => figureText(locale, of.metric.unit, value), count: (n: number) => n.toLocaleString(locale) }
}

/** The first figures of the chapters, on one page. */
function glanceOf({ chapters }: ReportContent, voice: Voice): string {
  const first = chapters.flatMap(({ figures }) => figures.slice(0, 2)).filter((one, at, all) => all.findIndex((other) => other.metric.key === one.metric.key) === at).slice(0, 8)
  return first.length ? `<section class="glance"><h2>${voice.words('report.glance')}</h2><div class="figures">${first.map((one) => figureOf(one, voice)).join('')}</div></section>` : ''
}

function chapterOf(chapter: ChapterContent, n: number, voice: Voice): string {
  const { words, named } = voice
  const sentences = chapter.figures.slice(0, 3).map((one) => sentenceOf(one, voice)).filter(Boolean).join(' ')
  return `<section class="chapter" id="c${n}"><header><span class="num">${n}</span><div><h2>${escaped(named(chapter.name))}</h2><p>${escaped(named(chapter.lead))}</p></div></header>
${chapter.nothing ? `<p class="nothing">${escaped(named(chapter.nothing))}</p>` : ''}${sentences ? `<p class="told">${sentences}</p>` : ''}
${chapter.figures.length ? `<div class="figures">${chapter.figures.map((one) => figureOf(one, voice)).join('')}</div>` : ''}
${chapter.beside.length ? `<h3>${words(chapter.figures.length ? 'report.beside' : 'report.what-exists')}</h3><div class="figures">${chapter.beside.map((one) => figureOf(one, voice)).join('')}</div>` : ''}
${chapter.courses.map((one) => courseOf(one, voice)).join('')}${chapter.parts.length ? `<div class="parts">${chapter.parts.map((one) => partOf(one, voice)).join('')}</div>` : ''}
${chapter.decisions.length ? `<h3>${words('report.decided')}</h3><ul class="decided">${chapter.decisions.map((one) => `<li><strong>${escaped(one.question)}</strong> ${escaped(words('report.decided-line', { chosen: one.chosen, decider: one.decider, day: one.decidedAt.slice(0, 10) }))}${one.verdict ? ` <em>${words(`decision-log.verdict.${one.verdict}`)}</em>` : ''}</li>`).join('')}</ul>` : ''}</section>`
}

/** What a figure was, how it changed, and whether that is more than chance. */
function sentenceOf(of: TileValue, voice: Voice): string {
  if (of.value === null || of.few) return ''
  const { words, named, figure, count, locale } = voice
  const { comparison } = of
  const base = { name: escaped(named(of.title)), value: `<b class="num">${figure(of, of.value)}</b>`, n: count(of.n) }
  if (!comparison || comparison.difference === null || comparison.value === null) return words('report.sentence.alone', base)
  const said = differenceText(locale, of.metric.unit, comparison.difference, words('metric.points'))
  const more = { ...base, difference: said, before: figure(of, comparison.value), real: words(comparison.real === null ? 'report.real.untested' : comparison.real ? 'report.real.yes' : 'report.real.chance') }
  return words(said === differenceText(locale, of.metric.unit, 0, words('metric.points')) ? 'report.sentence.same' : comparison.difference > 0 ? 'report.sentence.up' : 'report.sentence.down', more)
}

function figureOf(of: TileValue, voice: Voice): string {
  const { words, named, figure, count, locale } = voice
  const { comparison, goal, interval, metric } = of
  const tone = !comparison?.real || metric.better === 'neither' || comparison.difference === null ? '' : (metric.better === 'higher') === (comparison.difference > 0) ? ' good' : ' bad'
  const change = comparison?.difference == null ? words('report.no-before')
    : `${comparison.difference > 0 ? '▲' : comparison.difference < 0 ? '▼' : '＝'} ${differenceText(locale, metric.unit, comparison.difference, words('metric.points'))} ${words(comparison.real === false ? 'report.may-be-chance' : 'report.than-before')}`
  return `<div class="figure"><p class="name">${escaped(named(of.title))}</p><p class="value num">${of.few ? words('metric.few') : figure(of, of.value)}</p><p class="change num${tone}">${change}</p>
<p class="sure num">n = ${count(of.n)}${interval && !of.few ? ` · 95% ${figure(of, interval.lower)} – ${figure(of, interval.upper)}` : ''}</p>${goal ? `<p class="goal num ${goal.state}">${words(`dashboard.goal.${goal.direction}`, { target: figure(of, goal.target) })} · ${words(`goal.state-short.${goal.state}`)}</p>` : ''}</div>`
}

function courseOf(of: CourseContent, { locale, words, named }: Voice): string {
  const title = words(of.every === 'day' ? 'report.by-day' : 'report.by-month', { name: named(of.title) })
  const points = of.points.map(({ from, value }) => ({ label: of.every === 'day' ? from.slice(5) : from.slice(2, 7), value }))
  const svg = drawn(of.every === 'day' && of.unit === 'count' ? 'columns' : 'line', points, of.unit, (value) => figureText(locale, of.unit, value).replace(/\.0(?=[%‰])/, ''), title)
  return svg ? `<figure><figcaption>${escaped(title)}</figcaption>${svg}</figure>` : ''
}

function partOf(of: Part, { locale, words, named }: Voice): string {
  const most = Math.max(...of.groups.map(({ value, few }) => few ? 0 : value ?? 0), 0)
  const rows = of.groups.map((one) => {
    const name = one.group === null ? words('report.without') : one.name ?? (of.words ? words(`${of.words}.${one.group}`) : one.group)
    return `<tr><th scope="row">${escaped(name)}</th><td class="bar"><i style="width:${most > 0 && !one.few ? ((one.value ?? 0) / most * 100).toFixed(1) : 0}%"></i></td><td class="num">${one.few ? words('metric.few') : figureText(locale, of.unit, one.value)}</td><td class="num quiet">${of.unit === 'count' ? '' : `n = ${one.n.toLocaleString(locale)}`}</td></tr>`
  }).join('')
  return `<table class="part"><caption>${escaped(words('report.by', { name: named(of.title), by: named(of.by) }))}</caption><tbody>${rows}</tbody></table>`
}

/** How every figure is counted, so that the report can be checked without us. */
function appendixOf({ chapters }: ReportContent, { words, named, count }: Voice): string {
  const all = [...new Map(chapters.flatMap(({ figures, beside }) => [...figures, ...beside]).map((one) => [one.metric.key, one])).values()]
  if (!all.length) return ''
  return `<section class="appendix"><h2>${words('report.appendix')}</h2><table><thead><tr><th scope="col">${words('report.figure')}</th><th scope="col">${words('report.formula')}</th><th scope="col">${words('report.records')}</th><th scope="col">n</th><th scope="col">${words('report.version')}</th></tr></thead><tbody>${all.map((one) =>
    `<tr><th scope="row">${escaped(named(one.metric.name))}</th><td>${escaped(named(one.metric.formula))}</td><td>${escaped(named(one.metric.noun))}</td><td class="num">${count(one.n)}</td><td class="num">${one.metric.definitionVersion}</td></tr>`).join('')}</tbody></table><p class="quiet">${words('report.how-sure')}</p></section>`
}
