import { checkCondition, mentions } from '../../../pure/conditions/index.ts'
import type { Condition, Fields } from '../../../pure/conditions/index.ts'
import { FormulaError, readFormula } from '../formula/rules.ts'
import { END } from '../questions/contract.ts'
import type { Form, Question, Section } from '../questions/contract.ts'
import { OTHER, fieldsOf, fieldsOfQuestion, isAsked } from '../questions/rules.ts'
import { isScored } from '../scoring/rules.ts'

/** What the schema of a form can't see, each with the question and what would put it right. Runs on both sides. */

export interface FormProblem {
  /** Where in the body: `sections.0.questions.2.when`. */
  path: string
  /** `form.problem.CODE` in the catalogue. */
  code: keyof typeof SENTENCES
  params: Record<string, string | number>
}

const SENTENCES = {
  'twice': "'{{key}}' stands twice; give one of them another key",
  'names-nothing': "'{{key}}' asks of '{{of}}', which is no question here; choose a question before it",
  'asks-later': "'{{key}}' asks of '{{of}}', but '{{of}}' is asked later; move '{{of}}' above it or choose a question before it",
  'asks-itself': "'{{key}}' asks of itself; choose a question before it",
  'asks-into-group': "'{{key}}' asks of '{{of}}' within a repeated section; choose a question outside it",
  'bad-condition': "the condition of '{{key}}' does not fit: {{what}}; choose another operator or value",
  'skips-nowhere': "'{{key}}' goes on at '{{of}}', which is not here; choose a later question or section",
  'skips-back': "'{{key}}' goes back to '{{of}}'; choose what comes after it",
  'skips-in-group': "'{{key}}' skips from or into a repeated section; put the skip on a question outside it",
  'shuffled-logic': "'{{key}}' depends on the order of a section that is shuffled; switch the shuffling off or move the question to another section",
  'bad-formula': "the formula of '{{key}}' is not understood: {{what}}",
  'formula-not-number': "the formula of '{{key}}' counts with '{{of}}', which is no number; choose a question that answers with a number",
  'weight-without-score': "'{{key}}' has a weight, but no option has a score and nothing is right; give scores or take the weight away",
  'critical-without-weight': "'{{key}}' is critical, but has no score; give scores or take the mark away",
  'section-without-score': "section '{{key}}' has a weight, but none of its questions has one; give weights to its questions",
  'pass-without-score': 'there is a mark to pass, but no question has a weight; give weights or take the mark away',
  'more-than-options': "'{{key}}' asks for at least {{least}}, more than may be chosen; lower it",
  'wrong-way-round': "'{{key}}' ends below 'min' or before 'from'; put the limits the other way round",
  'labels-count': "'{{key}}' has {{n}} labels for {{points}} points; give each point one or none at all",
  'other-taken': "'{{key}}' has an option '{{of}}' and offers one's own words under the same key; give the option another key",
  'matrix-without-columns': "'{{key}}' has no columns to choose from; add at least two",
  'step-too-large': "the step of '{{key}}' is larger than the way from its least to its most; make it smaller",
  'group-limits': "section '{{key}}' wants more entries than it takes; lower the least or raise the most",
} as const
/** A problem as developers and the API read it. */
export const sentenceOf = ({ path, code, params }: FormProblem): string => `${path}: ${SENTENCES[code].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))}`

/** Everything that keeps a form from being used; empty when it may be. */
export function problemsOf(form: Form): FormProblem[] {
  const problems: FormProblem[] = []
  const report = (path: string, code: FormProblem['code'], params: FormProblem['params'] = {}) => { problems.push({ path, code, params }) }
  const twice = (keys: readonly string[], path: string) => { for (const key of new Set(keys.filter((key, at) => keys.indexOf(key) !== at))) report(path, 'twice', { key }) }
  const fields = fieldsOf(form)
  const places = placesOf(form)
  const before = new Set<string>()

  /** A condition at the question or section `key` that may ask of what stands before it, and of `also`. */
  const judge = (when: Condition | undefined, path: string, key: string, within: Section | null, also: readonly string[] = []) => {
    if (when === undefined) return
    const names = namesIn(when)
    for (const of of names) {
      const field = fields[of] ? undefined : 'names-nothing' as const
      const place = places.get(of)
      const group = place?.section.repeat && place.section !== within
      const later = !before.has(of) && !also.includes(of)
      const code = field ?? (group ? 'asks-into-group' : !later ? undefined : place?.question.key === key ? 'asks-itself' : 'asks-later')
      if (code) return report(path, code, { key, of })
      if (within?.shuffle && place?.section === within && place.question.key !== key) return report(path, 'shuffled-logic', { key })
    }
    for (const wrong of checkCondition(fields, when, {})) report(wrong.path ? `${path}.${wrong.path}` : path, 'bad-condition', { key, what: wrong.message })
  }
  twice([...form.sections.map(({ key }) => key), ...form.sections.flatMap((section) => section.questions.map(({ key }) => key))], 'sections')
  for (const [at, section] of form.sections.entries()) {
    const path = `sections.${at}`
    judge(section.when, `${path}.when`, section.key, null)
    if (section.repeat && section.repeat.least > section.repeat.most) report(`${path}.repeat.least`, 'group-limits', { key: section.key })
    if (section.weight && !section.questions.some((question) => 'weight' in question && question.weight)) report(`${path}.weight`, 'section-without-score', { key: section.key })
    const inside = new Set<string>()
    for (const [nth, question] of section.questions.entries()) {
      const here = `${path}.questions.${nth}`
      const own = Object.keys(fieldsOfQuestion(question))
      if ('when' in question) judge(question.when, `${here}.when`, question.key, section)
      if (isAsked(question)) {
        judge(question.requiredWhen, `${here}.requiredWhen`, question.key, section)
        for (const [n, check] of (question.checks ?? []).entries()) judge(check.holds, `${here}.checks.${n}.holds`, question.key, section, own)
        for (const [n, step] of (question.skips ?? []).entries()) {
          judge(step.when, `${here}.skips.${n}.when`, question.key, section, own)
          const code = skipFault(form, section, question, step.go)
          if (code) report(`${here}.skips.${n}.go`, code, { key: question.key, of: step.go })
        }
      }
      if (question.kind === 'calculated') for (const { code, of = '', what = '' } of formulaFaults(form, question.formula, before, section, fields)) report(`${here}.formula`, code, { key: question.key, of, what })
      for (const { code, at: where, params = {} } of ownFaults(question)) report(`${here}.${where}`, code, { key: question.key, ...params })
      if ('options' in question) twice(question.options.map(({ key }) => key), `${here}.options`)
      if (question.kind === 'matrix') { twice(question.rows.map(({ key }) => key), `${here}.rows`); twice((question.columns ?? []).map(({ key }) => key), `${here}.columns`) }
      for (const name of own) { before.add(name); inside.add(name) }
    }
    // What was answered within one entry says nothing outside it.
    if (section.repeat) for (const name of inside) before.delete(name)
  }
  if (form.pass !== undefined && !form.sections.some((section) => section.questions.some((question) => 'weight' in question && question.weight))) report('pass', 'pass-without-score')
  return problems
}

const namesIn = (when: Condition): string[] => {
  try { return mentions(when).filter((name) => typeof name === 'string') } catch { return [] }
}
function placesOf(form: Form): Map<string, { section: Section; question: Question }> {
  return new Map(form.sections.flatMap((section) => section.questions.flatMap((question) => Object.keys(fieldsOfQuestion(question)).map((name) => [name, { section, question }] as const))))
}

function skipFault(form: Form, section: Section, question: Question, go: string): FormProblem['code'] | undefined {
  if (section.repeat) return 'skips-in-group'
  if (section.shuffle) return 'shuffled-logic'
  if (go === END) return undefined
  const order = form.sections.flatMap((one) => [{ key: one.key, section: one, own: true }, ...one.questions.map(({ key }) => ({ key, section: one, own: false }))])
  const to = order.findIndex(({ key }) => key === go)
  const target = order[to]
  if (!target) return 'skips-nowhere'
  if (to <= order.findIndex(({ key, own }) => key === question.key && !own)) return 'skips-back'
  if (target.own) return undefined
  return target.section.repeat ? 'skips-in-group' : target.section.shuffle ? 'shuffled-logic' : undefined
}

function formulaFaults(form: Form, text: string, before: ReadonlySet<string>, within: Section, fields: Fields): { code: FormProblem['code']; of?: string; what?: string }[] {
  let names: readonly string[]
  try { ({ names } = readFormula(text)) } catch (error) { return [{ code: 'bad-formula', what: error instanceof FormulaError ? error.message : String(error) }] }
  return names.flatMap((of): { code: FormProblem['code']; of: string }[] => {
    const [first = '', second] = of.split('.')
    const group = form.sections.find((one) => one.repeat && one.key === first)
    const name = group && second ? second : of
    if (!fields[name]) return [{ code: 'names-nothing', of }]
    if (fields[name].type !== 'number' && fields[name].type !== 'boolean') return [{ code: 'formula-not-number', of }]
    if (group) return form.sections.indexOf(group) < form.sections.indexOf(within) ? [] : [{ code: 'asks-later', of }]
    return before.has(name) ? within.shuffle && within.questions.some(({ key }) => key === name) ? [{ code: 'shuffled-logic', of }] : [] : [{ code: 'asks-later', of }]
  })
}

/** What is wrong within one question alone. */
function ownFaults(question: Question): { code: FormProblem['code']; at: string; params?: Record<string, string | number> }[] {
  const found: ReturnType<typeof ownFaults> = []
  if ('weight' in question && question.weight && !isScored(question)) found.push({ code: 'weight-without-score', at: 'weight' })
  if ('critical' in question && question.critical && !isScored(question)) found.push({ code: 'critical-without-weight', at: 'critical' })
  if ('other' in question && question.other && question.options.some(({ key }) => key === OTHER)) found.push({ code: 'other-taken', at: 'other', params: { of: OTHER } })
  switch (question.kind) {
    case 'multiple': if ((question.least ?? 0) > Math.min(question.most ?? Infinity, question.options.length + (question.other ? 1 : 0))) found.push({ code: 'more-than-options', at: 'least', params: { least: question.least ?? 0 } }); break
    case 'scale': {
      if (question.to <= question.from) found.push({ code: 'wrong-way-round', at: 'to' })
      const points = question.to - question.from + 1
      if (question.labels && question.labels.length !== points) found.push({ code: 'labels-count', at: 'labels', params: { n: question.labels.length, points } })
      break
    }
    case 'number': if ((question.min ?? -Infinity) > (question.max ?? Infinity)) found.push({ code: 'wrong-way-round', at: 'max' }); break
    case 'slider': if (question.min >= question.max) found.push({ code: 'wrong-way-round', at: 'max' }); else if (question.step > question.max - question.min) found.push({ code: 'step-too-large', at: 'step' }); break
    case 'date': case 'time': if (question.from && question.to && question.from > question.to) found.push({ code: 'wrong-way-round', at: 'to' }); break
    case 'date-time': if (question.from && question.to && Date.parse(question.from) > Date.parse(question.to)) found.push({ code: 'wrong-way-round', at: 'to' }); break
    case 'text': if ((question.least ?? 0) > question.most) found.push({ code: 'wrong-way-round', at: 'most' }); break
    case 'matrix': if (question.mode === 'rating' ? question.to === undefined : !question.columns) found.push({ code: 'matrix-without-columns', at: 'columns' }); break
    default:
  }
  return found
}
