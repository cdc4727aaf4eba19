import { describe as described, crosstab, nps, wilson } from '../../../pure/stats/index.ts'
import type { Answer, Form, Of, Question, Section, Words } from '../questions/contract.ts'
import { OTHER, entriesIn, isAsked, isGiven, isNotApplicable, keysIn, partsOf, scaleOf } from '../questions/rules.ts'
import type { Counted, CrosstabFigures, QuestionFigures } from './contract.ts'

/** Figures over many answers to one question. Takes values and returns values. */

/** A version of a form with the answers given to it. */
export interface Given { version: number; form: Form; answers: readonly Readonly<Record<string, Answer>>[] }
const YES_NO: Record<'yes' | 'no', Words> = { yes: { zh: '是', en: 'Yes' }, no: { zh: '否', en: 'No' } }
const OTHER_WORDS: Words = { zh: '其他', en: 'Other' }
const CONTENT: readonly Words[] = [{ zh: '很不满意', en: 'Very dissatisfied' }, { zh: '不满意', en: 'Dissatisfied' }, { zh: '一般', en: 'Neither' }, { zh: '满意', en: 'Satisfied' }, { zh: '很满意', en: 'Very satisfied' }]

/** Whether two versions of a question ask the same, so that their answers may be counted together. */
export function isSame(a: Question, b: Question): boolean {
  return a.kind === b.kind && JSON.stringify(substanceOf(a)) === JSON.stringify(substanceOf(b))
}
function substanceOf(question: Question): unknown {
  const keys = (of: readonly { key: string }[] = []) => of.map(({ key }) => key).toSorted()
  switch (question.kind) {
    case 'single': case 'multiple': return [keys(question.options), question.other ?? false]
    case 'ranking': return [keys(question.options), question.most]
    case 'scale': return [question.from, question.to, question.reversed]
    case 'slider': return [question.min, question.max]
    case 'matrix': return [question.mode, keys(question.rows), keys(question.columns), question.to]
    case 'sum': return [keys(question.options), question.total]
    case 'number': return [question.unit?.zh, question.unit?.en]
    case 'calculated': return [question.formula]
    default: return []
  }
}

/** Every question of a form that figures can be made of, with its section. */
export const countedQuestions = (form: Form): { section: Section; question: Question }[] =>
  form.sections.flatMap((section) => section.questions.flatMap((question) => isAsked(question) || question.kind === 'calculated' ? [{ section, question }] : []))

/** The answers to a question in the versions that asked the same. Those of a repeated section count one by one. */
export function answersTo(section: Section, question: Question, given: readonly Given[]): { answers: Answer[]; versions: number[] } {
  const versions: number[] = []
  const answers = given.flatMap(({ version, form, answers: all }) => {
    const home = form.sections.find((one) => one.questions.some(({ key }) => key === question.key))
    const theirs = home?.questions.find(({ key }) => key === question.key)
    if (!home || !theirs || !!home.repeat !== !!section.repeat || !isSame(question, theirs)) return []
    versions.push(version)
    return all.flatMap((one) => home.repeat ? entriesIn(one[home.key]).map((entry) => entry[question.key]) : [one[question.key]]).filter((answer): answer is Answer => isGiven(answer))
  })
  return { answers, versions }
}

/** `least`: below so many answers an anonymous form shows nothing. */
export function figuresOf(section: Section, question: Question, given: readonly Given[], least = 0): QuestionFigures {
  const { answers, versions } = answersTo(section, question, given)
  const said = answers.filter((answer) => !isNotApplicable(answer))
  const n = said.length
  const none = { options: null, numbers: null, nps: null, top: null, rows: null }
  const head = { key: question.key, kind: question.kind, text: question.text, section: section.key, versions }
  // Texts lie sealed and are counted elsewhere.
  if (n < least) return { ...head, n, notApplicable: answers.length - n, ...none, tooFew: true }
  return { ...head, n, notApplicable: answers.length - n, ...none, ...partsFor(question, said), tooFew: false }
}

function partsFor(question: Question, said: readonly Answer[]): Partial<QuestionFigures> {
  const n = said.length
  switch (question.kind) {
    case 'single': return { options: counted(optionsOf(question), n, (key) => said.filter((answer) => answer === key).length) }
    case 'multiple': return { options: counted(optionsOf(question), n, (key) => said.filter((answer) => keysIn(answer).includes(key)).length) }
    case 'yes-no': return { options: counted([{ key: 'yes', text: YES_NO.yes }, { key: 'no', text: YES_NO.no }], n, (key) => said.filter((answer) => answer === (key === 'yes')).length) }
    case 'scale': case 'nps': case 'csat': return ofScale(question, numbersIn(said))
    case 'slider': case 'number': case 'calculated': return { numbers: numbersOf(numbersIn(said)) }
    case 'ranking': return { rows: question.options.map((option) => {
      const places = said.flatMap((answer) => { const at = keysIn(answer).indexOf(option.key); return at < 0 ? [] : [at + 1] })
      return { key: option.key, text: option.text, n: places.length, mean: meanOf(places), options: null }
    }) }
    case 'sum': return { rows: question.options.map((option) => {
      const parts = said.map((answer) => Number(partsOf(answer)[option.key] ?? 0))
      return { key: option.key, text: option.text, n: parts.length, mean: meanOf(parts), options: null }
    }) }
    case 'matrix': return { rows: question.rows.map((row) => ofRow(question, row, said.flatMap((answer) => partsOf(answer)[row.key] ?? []))) }
    default: return {}
  }
}
const optionsOf = (question: Of<'single' | 'multiple'>): { key: string; text: Words }[] => [...question.options, ...(question.other ? [{ key: OTHER, text: OTHER_WORDS }] : [])]
const numbersIn = (answers: readonly Answer[]): number[] => answers.filter((answer): answer is number => typeof answer === 'number')
const meanOf = (values: readonly number[]): number | null => values.length ? values.reduce((a, b) => a + b, 0) / values.length : null
const finite = (value: number): number | null => Number.isFinite(value) ? value : null

function counted(options: readonly { key: string; text: Words }[], n: number, count: (key: string) => number): Counted[] {
  return options.map(({ key, text }) => {
    const found = count(key)
    const { lower, upper } = n ? wilson(found, n) : { lower: 0, upper: 0 }
    return { key, text, count: found, share: n ? found / n : 0, lower, upper }
  })
}
/** Of one value alone there is no interval. */
export function numbersOf(values: readonly number[]): QuestionFigures['numbers'] {
  if (!values.length) return null
  const { mean, median, min, max, sd, ci95 } = described(values)
  return { mean, median, min, max, sd: finite(sd), lower: finite(ci95.lower), upper: finite(ci95.upper) }
}
function ofScale(question: Of<'scale' | 'nps' | 'csat'>, values: readonly number[]): Partial<QuestionFigures> {
  const { from, to } = scaleOf(question)
  const labels = question.kind === 'scale' ? question.labels : question.kind === 'csat' ? CONTENT : undefined
  const points = Array.from({ length: to - from + 1 }, (_, at) => ({ key: String(from + at), text: labels?.[at] ?? { zh: String(from + at), en: String(from + at) } }))
  const found: Partial<QuestionFigures> = { options: counted(points, values.length, (key) => values.filter((value) => value === Number(key)).length), numbers: numbersOf(values) }
  if (question.kind === 'nps' && values.length) {
    const score = nps(values)
    found.nps = { value: score.nps, lower: score.ci95.lower, upper: score.ci95.upper, promoters: Math.round(score.promoters), passives: Math.round(score.passives), detractors: Math.round(score.detractors) }
  }
  if ((question.kind === 'csat' || (question.kind === 'scale' && to >= 4)) && values.length) {
    const { p, lower, upper } = wilson(values.filter((value) => question.kind === 'scale' && question.reversed ? value <= from + 1 : value >= to - 1).length, values.length)
    found.top = { share: p, lower, upper }
  }
  return found
}
function ofRow(question: Of<'matrix'>, row: { key: string; text: Words }, values: readonly (string | number | string[])[]) {
  const n = values.length
  if (question.mode !== 'rating') return { ...row, n, mean: null, options: counted(question.columns ?? [], n, (key) => values.filter((value) => Array.isArray(value) ? value.includes(key) : value === key).length) }
  const points = Array.from({ length: question.to ?? 5 }, (_, at) => ({ key: String(at + 1), text: { zh: String(at + 1), en: String(at + 1) } }))
  return { ...row, n, mean: meanOf(values.map(Number)), options: counted(points, n, (key) => values.filter((value) => value === Number(key)).length) }
}

/** The levels a question sorts its answers into; undefined where it has none, or more than a table can show. */
export function levelsOf(question: Question): { key: string; text: Words }[] | undefined {
  switch (question.kind) {
    case 'single': return optionsOf(question)
    case 'multiple': return optionsOf(question)
    case 'yes-no': return [{ key: 'yes', text: YES_NO.yes }, { key: 'no', text: YES_NO.no }]
    case 'scale': case 'nps': case 'csat': { const { from, to } = scaleOf(question); return Array.from({ length: to - from + 1 }, (_, at) => ({ key: String(from + at), text: { zh: String(from + at), en: String(from + at) } })) }
    default: return undefined
  }
}
const levelIn = (answer: Answer | undefined): string[] => answer === true ? ['yes'] : answer === false ? ['no'] : typeof answer === 'number' ? [String(answer)] : typeof answer === 'string' ? [answer] : keysIn(answer)

/**
 * Two questions of the same submissions against each other. Of a question with several answers each counts, so that it is not tested then.
 * Cells below `least` are not told, nor is the test of a table that has one.
 */
export function crossed(rowQuestion: Question, columnQuestion: Question, pairs: readonly { row: Answer | undefined; column: Answer | undefined }[], least = 0): CrosstabFigures {
  const rows = levelsOf(rowQuestion) ?? []
  const columns = levelsOf(columnQuestion) ?? []
  const counts = rows.map(() => columns.map(() => 0))
  const single: { row: string; column: string }[] = []
  let n = 0
  for (const { row, column } of pairs) {
    const [down, across] = [levelIn(row).filter((key) => rows.some((one) => one.key === key)), levelIn(column).filter((key) => columns.some((one) => one.key === key))]
    if (!down.length || !across.length) continue
    n++
    for (const a of down) for (const b of across) (counts[rows.findIndex(({ key }) => key === a)] as number[])[columns.findIndex(({ key }) => key === b)]! += 1
    single.push({ row: down[0] as string, column: across[0] as string })
  }
  const tooFew = n < least
  const isHidden = (count: number) => least > 0 && count > 0 && count < least
  const anyHidden = counts.some((row) => row.some(isHidden))
  const testable = !tooFew && !anyHidden && n > 1 && rowQuestion.kind !== 'multiple' && columnQuestion.kind !== 'multiple'
  const test = testable ? crosstab(single.map(({ row }) => row), single.map(({ column }) => column)) : undefined
  return {
    rows, columns, n, tooFew, counts: counts.map((row) => row.map((count) => tooFew || isHidden(count) ? null : count)),
    chiSquare: test && Number.isFinite(test.chiSquare) && test.df > 0 ? { value: test.chiSquare, df: test.df, p: test.p, cramersV: test.cramersV } : null,
  }
}
