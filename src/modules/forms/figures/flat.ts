import type { Answer, Answers, Form, Question } from '../questions/contract.ts'
import { OTHER, entriesIn, inLanguage, isNotApplicable, keysIn, partsOf } from '../questions/rules.ts'
import type { Cell } from '../../../pure/csv/index.ts'

/** Answers flat, one row a submission: what has parts becomes a column for each. */

export interface FlatColumn { title: string; cell: (answers: Answers) => Cell }
const NOT_APPLICABLE = { zh: '不适用', en: 'n/a' }
const TRUTH = { zh: ['是', '否'], en: ['yes', 'no'] } as const

/** The columns of a form. `entries`: how many of a repeated section have been filled at most, by the section's key. `names`: of picked records, by id. */
export function flatColumns(form: Form, language: 'zh' | 'en', entries: ReadonlyMap<string, number>, names: ReadonlyMap<string, string>): FlatColumn[] {
  return form.sections.flatMap((section) => {
    if (!section.repeat) return section.questions.flatMap((question) => columnsOf(question, language, names))
    return Array.from({ length: entries.get(section.key) ?? 0 }, (_, at) => section.questions.flatMap((question) => columnsOf(question, language, names).map(({ title, cell }) => ({
      title: `${section.key}.${at + 1} ${title}`, cell: (answers: Answers) => cell(entriesIn(answers[section.key])[at] ?? {}),
    })))).flat()
  })
}

function columnsOf(question: Question, language: 'zh' | 'en', names: ReadonlyMap<string, string>): FlatColumn[] {
  if (question.kind === 'info') return []
  const said = (words: { zh: string; en: string }) => inLanguage(words, language)
  const head = `${said(question.text)} [${question.key}]`
  const column = (title: string, cell: (answer: Answer | undefined) => Cell): FlatColumn => ({ title, cell: (answers) => {
    const answer = answers[question.key]
    return answer === undefined || answer === null ? null : isNotApplicable(answer) ? NOT_APPLICABLE[language] : cell(answer)
  } })
  const other = 'other' in question && question.other ? [{ title: `${head} ${OTHER}`, cell: (answers: Answers) => answers[`${question.key}.${OTHER}`] as Cell }] : []
  switch (question.kind) {
    case 'single': return [column(head, (answer) => { const option = question.options.find(({ key }) => key === answer); return option ? said(option.text) : String(answer) }), ...other]
    case 'multiple': return [...question.options.map((option) => column(`${head} ${said(option.text)}`, (answer) => keysIn(answer).includes(option.key) ? 1 : 0)), ...other]
    case 'ranking': return question.options.map((option) => column(`${head} ${said(option.text)}`, (answer) => keysIn(answer).indexOf(option.key) + 1 || null))
    case 'matrix': return question.rows.map((row) => column(`${head} ${said(row.text)}`, (answer) => {
      const value = partsOf(answer)[row.key]
      if (typeof value === 'number' || value === undefined) return value
      return [value].flat().map((key) => { const option = question.columns?.find((one) => one.key === key); return option ? said(option.text) : key }).join('; ')
    }))
    case 'sum': return question.options.map((option) => column(`${head} ${said(option.text)}`, (answer) => Number(partsOf(answer)[option.key] ?? 0)))
    case 'yes-no': return [column(head, (answer) => TRUTH[language][answer === true ? 0 : 1])]
    case 'record': return [column(head, (answer) => names.get(String(answer)) ?? String(answer))]
    default: return [column(head, (answer) => Array.isArray(answer) ? keysIn(answer).join('; ') : typeof answer === 'number' ? answer : String(answer))]
  }
}
