import type { Locale } from '../../../kernel/context.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import type { ReportContent } from './assemble.ts'

const COLUMNS = ['chapter', 'metric', 'name', 'part', 'value', 'unit', 'n', 'numerator', 'denominator', 'lower', 'upper', 'from', 'to', 'before', 'before-n', 'difference', 'p', 'goal', 'formula', 'version'] as const
/** A text that a spreadsheet would take for a formula is kept a text (CWE-1236). */
const cell = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${String(value)}` : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Every figure of a report with its n, its interval and how it is counted; times in seconds, shares in their unit. Begins with a byte order mark, for spreadsheets. */
export function tableOf(content: ReportContent, locale: Locale): string {
  const named = (name: { zh: string; en: string }) => locale === 'en' ? name.en : name.zh
  const rows: unknown[][] = [COLUMNS.map((column) => say(locale, `report.column.${column}`))]
  for (const chapter of content.chapters) {
    for (const one of [...chapter.figures, ...chapter.beside]) {
      rows.push([named(chapter.name), one.metric.key, named(one.title), Object.values(one.where).join(' '), one.value, say(locale, `report.unit.${one.metric.unit}`), one.n, one.numerator, one.denominator, one.interval?.lower, one.interval?.upper, one.from, one.to,
        one.comparison?.value, one.comparison?.n, one.comparison?.difference, one.comparison?.p, one.goal?.target, named(one.metric.formula), one.metric.definitionVersion])
    }
    for (const part of chapter.parts) {
      for (const group of part.groups) rows.push([named(chapter.name), part.metric, named(part.title), `${named(part.by)}: ${group.group === null ? say(locale, 'report.without') : group.name ?? (part.words ? say(locale, `${part.words}.${group.group}`) : group.group)}`, group.value, say(locale, `report.unit.${part.unit}`), group.n, null, null, null, null, content.from, content.to])
    }
    if (chapter.nothing) rows.push([named(chapter.name), null, named(chapter.nothing)])
  }
  return `\ufeff${rows.map((row) => COLUMNS.map((_, at) => cell(row[at])).join()).join('\r\n')}\r\n`
}
