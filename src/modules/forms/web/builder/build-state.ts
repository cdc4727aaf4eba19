import type { Form, Question, QuestionKind, Section, Words } from '../../questions/contract.ts'

/** What the builder does to a form: every deed takes a form and returns another. */

/** Where one stands: the form's own page, a section, or a question of it. */
export type Place = { section: number; question: number | null } | null

/** Every kind of question as the palette offers it: a kind, or a look of one. */
export const PALETTE = [
  { group: 'text', names: ['text', 'text-long', 'number', 'date', 'time', 'date-time'] },
  { group: 'choice', names: ['single', 'multiple', 'list', 'yes-no', 'pictures', 'ranking'] },
  { group: 'scale', names: ['stars', 'likert', 'scale', 'nps', 'csat', 'slider'] },
  { group: 'table', names: ['matrix', 'matrix-multiple', 'matrix-rating', 'sum'] },
  { group: 'more', names: ['file', 'signature', 'record-staff', 'record-team', 'record-customer', 'info', 'hidden', 'calculated'] },
] as const
export type PaletteName = (typeof PALETTE)[number]['names'][number]

const NONE: Words = { zh: '', en: '' }
const option = (n: number) => ({ key: `option-${n}`, text: { zh: `选项 ${n}`, en: `Option ${n}` } })
const options = () => [option(1), option(2), option(3)]
const AGREE: Words[] = [{ zh: '非常不同意', en: 'Strongly disagree' }, { zh: '不同意', en: 'Disagree' }, { zh: '一般', en: 'Neither' }, { zh: '同意', en: 'Agree' }, { zh: '非常同意', en: 'Strongly agree' }]
const column = (words: Words, at: number) => ({ key: `column-${at + 1}`, text: words })
const rows = () => [1, 2, 3].map((n) => ({ key: `row-${n}`, text: { zh: `第 ${n} 行`, en: `Row ${n}` } }))

/** A new question as the palette names it. `text` is its first wording. */
export function newQuestion(name: PaletteName, key: string, text: Words): Question {
  const base = { key, text, required: false, notApplicable: false }
  const counted = { ...base, weight: 0 }
  switch (name) {
    case 'text': return { ...base, kind: 'text', many: false, most: 200 }
    case 'text-long': return { ...base, kind: 'text', many: true, most: 2_000 }
    case 'number': return { ...base, kind: 'number', whole: false }
    case 'date': case 'time': case 'date-time': return { ...base, kind: name }
    case 'single': return { ...counted, kind: 'single', options: options() }
    case 'list': return { ...counted, kind: 'single', options: options(), look: 'list' }
    case 'multiple': return { ...counted, kind: 'multiple', options: options() }
    case 'pictures': return { ...counted, kind: 'single', options: options(), look: 'pictures' }
    case 'yes-no': return { ...counted, kind: 'yes-no', scores: { yes: 100, no: 0 } }
    case 'ranking': return { ...base, kind: 'ranking', options: options() }
    case 'stars': return { ...counted, kind: 'scale', from: 1, to: 5, look: 'stars', reversed: false }
    case 'likert': return { ...counted, kind: 'scale', from: 1, to: 5, look: 'numbers', reversed: false, labels: AGREE }
    case 'scale': return { ...counted, kind: 'scale', from: 1, to: 7, look: 'numbers', reversed: false, low: { zh: '很低', en: 'Very low' }, high: { zh: '很高', en: 'Very high' } }
    case 'nps': return { ...counted, kind: 'nps', low: { zh: '完全不可能', en: 'Not at all likely' }, high: { zh: '非常可能', en: 'Very likely' } }
    case 'csat': return { ...counted, kind: 'csat' }
    case 'slider': return { ...counted, kind: 'slider', min: 0, max: 100, step: 5 }
    case 'matrix': return { ...counted, kind: 'matrix', mode: 'single', rows: rows(), columns: AGREE.map(column) }
    case 'matrix-multiple': return { ...counted, kind: 'matrix', mode: 'multiple', rows: rows(), columns: [1, 2, 3].map((n) => column({ zh: `第 ${n} 列`, en: `Column ${n}` }, n - 1)) }
    case 'matrix-rating': return { ...counted, kind: 'matrix', mode: 'rating', rows: rows(), to: 5 }
    case 'sum': return { ...base, kind: 'sum', options: options(), total: 100 }
    case 'file': return { ...base, kind: 'file', most: 5 }
    case 'signature': return { ...base, kind: 'signature' }
    case 'record-staff': case 'record-team': case 'record-customer': return { ...base, kind: 'record', of: name.slice(7) as 'staff' }
    case 'info': return { kind: 'info', key, text }
    case 'hidden': return { kind: 'hidden', key, text }
    case 'calculated': return { kind: 'calculated', key, text, formula: '0', decimals: 2 }
  }
}
/** The palette's name of a question. */
export function paletteNameOf(question: Question): PaletteName {
  switch (question.kind) {
    case 'text': return question.many ? 'text-long' : 'text'
    case 'single': return question.look === 'list' ? 'list' : question.look === 'pictures' ? 'pictures' : 'single'
    case 'scale': return question.look === 'stars' ? 'stars' : question.labels ? 'likert' : 'scale'
    case 'matrix': return question.mode === 'single' ? 'matrix' : `matrix-${question.mode}`
    case 'record': return `record-${question.of}`
    default: return question.kind
  }
}

const keysOf = (form: Form) => new Set(form.sections.flatMap((section) => [section.key, ...section.questions.map(({ key }) => key)]))
/** A key nobody bears yet: `question-4`. */
export function freeKey(form: Form, word: string): string {
  const taken = keysOf(form)
  for (let n = 1; ; n++) if (!taken.has(`${word}-${n}`)) return `${word}-${n}`
}

const withSections = (form: Form, sections: Section[]): Form => ({ ...form, sections })
const change = (form: Form, at: number, to: (section: Section) => Section): Form => withSections(form, form.sections.map((section, n) => n === at ? to(section) : section))
export const changeSection = (form: Form, at: number, next: Section): Form => change(form, at, () => next)
export const changeQuestion = (form: Form, section: number, at: number, next: Question): Form => change(form, section, (one) => ({ ...one, questions: one.questions.map((question, n) => n === at ? next : question) }))

/** A question after `at` of a section, at its end when null. */
export function addQuestion(form: Form, section: number, at: number | null, question: Question): { form: Form; place: Place } {
  const place = at === null ? form.sections[section]?.questions.length ?? 0 : at + 1
  return { form: change(form, section, (one) => ({ ...one, questions: one.questions.toSpliced(place, 0, question) })), place: { section, question: place } }
}
/** A section after `at` with a first question, for one without is none. */
export function addSection(form: Form, at: number, first: (form: Form) => Question): { form: Form; place: Place } {
  const key = freeKey(form, 'section')
  const place = at + 1
  return { form: withSections(form, form.sections.toSpliced(place, 0, { key, title: { ...NONE, zh: '新部分', en: 'New section' }, questions: [first(form)] })), place: { section: place, question: null } }
}
/** The same question once more, below it, under a key of its own. */
export function copyQuestion(form: Form, section: number, at: number): { form: Form; place: Place } {
  const question = form.sections[section]?.questions[at]
  return question ? addQuestion(form, section, at, { ...structuredClone(question), key: freeKey(form, question.key.replace(/-\d+$/, '')) }) : { form, place: null }
}
/** Without a question; a section that has lost its last one goes too, but for the last section. */
export function removeQuestion(form: Form, section: number, at: number): Form {
  const left = form.sections[section]?.questions.toSpliced(at, 1) ?? []
  if (left.length) return change(form, section, (one) => ({ ...one, questions: left }))
  return form.sections.length > 1 ? removeSection(form, section) : form
}
export const removeSection = (form: Form, at: number): Form => form.sections.length > 1 ? withSections(form, form.sections.toSpliced(at, 1)) : form

/** A question to another place; beyond the end of its section into the next one. A section's last question stays. */
export function moveQuestion(form: Form, from: { section: number; question: number }, to: { section: number; question: number }): { form: Form; place: Place } {
  const question = form.sections[from.section]?.questions[from.question]
  const stays = { form, place: from }
  if (!question || !form.sections[to.section]) return stays
  if (from.section !== to.section && form.sections[from.section]?.questions.length === 1) return stays
  const without = change(form, from.section, (one) => ({ ...one, questions: one.questions.toSpliced(from.question, 1) }))
  const place = Math.max(0, Math.min(to.question, without.sections[to.section]?.questions.length ?? 0))
  return { form: change(without, to.section, (one) => ({ ...one, questions: one.questions.toSpliced(place, 0, question) })), place: { section: to.section, question: place } }
}
/** One step up or down, across sections. */
export function stepQuestion(form: Form, from: { section: number; question: number }, by: -1 | 1): { form: Form; place: Place } {
  const next = from.question + by
  if (next >= 0 && next < (form.sections[from.section]?.questions.length ?? 0)) return moveQuestion(form, from, { section: from.section, question: next })
  const section = from.section + by
  return moveQuestion(form, from, { section, question: by < 0 ? form.sections[section]?.questions.length ?? 0 : 0 })
}
export function stepSection(form: Form, at: number, by: -1 | 1): { form: Form; place: Place } {
  const to = at + by
  if (to < 0 || to >= form.sections.length) return { form, place: { section: at, question: null } }
  const section = form.sections[at] as Section
  return { form: withSections(form, form.sections.toSpliced(at, 1).toSpliced(to, 0, section)), place: { section: to, question: null } }
}

/** Where words are missing in one of the languages: paths as `sections.0.questions.1.text.en`. */
export function missingWords(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => missingWords(one, `${path}.${at}`))
  if (typeof value !== 'object' || value === null) return []
  const record = value as Record<string, unknown>
  if (typeof record['zh'] === 'string' && typeof record['en'] === 'string' && Object.keys(record).length === 2) {
    const gone = (['zh', 'en'] as const).filter((language) => !(record[language] as string).trim())
    return gone.map((language) => `${path}.${language}`.slice(1))
  }
  return Object.entries(record).flatMap(([key, one]) => missingWords(one, `${path}.${key}`))
}
/** The place that a path of a problem speaks of. */
export function placeOfPath(path: string): Place {
  const [, section, question] = /^sections\.(\d+)(?:\.questions\.(\d+))?/.exec(path) ?? []
  return section === undefined ? null : { section: Number(section), question: question === undefined ? null : Number(question) }
}
/** A question as another kind: its key, words and logic stay. */
export function asKind(question: Question, name: PaletteName): Question {
  const next = newQuestion(name, question.key, question.text)
  const kept: Partial<Record<string, unknown>> = {}
  const from = question as unknown as Record<string, unknown>
  for (const key of ['about', 'when', 'requiredWhen', 'required', 'notApplicable', 'skips', 'checks', 'fieldClass', 'weight', 'critical'] as const) if (from[key] !== undefined && allows(next.kind, key)) kept[key] = from[key]
  if ('options' in question && 'options' in next) kept['options'] = question.options
  return { ...next, ...kept } as Question
}
const UNASKED: readonly QuestionKind[] = ['info', 'hidden', 'calculated']
const COUNTED: readonly QuestionKind[] = ['single', 'multiple', 'scale', 'nps', 'csat', 'slider', 'yes-no', 'matrix', 'number', 'text']
const allows = (kind: QuestionKind, key: string): boolean =>
  key === 'weight' || key === 'critical' ? COUNTED.includes(kind) : UNASKED.includes(kind) ? (key === 'about' && kind !== 'hidden') || (key === 'when' && kind !== 'hidden') : true
export const isCounted = (kind: QuestionKind) => COUNTED.includes(kind)
