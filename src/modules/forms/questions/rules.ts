import type { FieldType, Fields } from '../../../pure/conditions/index.ts'
import type { Answer, Answers, FILE_TYPES, Form, Of, Question, Words } from './contract.ts'

/** What each kind of question takes for an answer, and what conditions may ask of it. Runs on both sides. */

export interface Fault { code: string; params?: Record<string, unknown> }
const wrongKind: Fault = { code: 'answer.wrong-kind' }
const unknownOption: Fault = { code: 'answer.unknown-option' }
/** The key of what is said in one's own words, where that is offered. */
export const OTHER = 'other'

/** Words in a language, or in the other one while the translation is missing. */
export const inLanguage = ({ zh, en }: Words, language: string): string => language === 'en' ? en || zh : zh || en
/** Every question of a form, in its order. */
export const questionsOf = (form: Form): Question[] => form.sections.flatMap((section) => section.questions)

export const isNotApplicable = (answer: Answer | undefined): answer is { notApplicable: true } => typeof answer === 'object' && answer !== null && !Array.isArray(answer) && (answer as { notApplicable?: unknown }).notApplicable === true
const isParts = (answer: Answer | undefined): answer is Record<string, string | number | string[]> => typeof answer === 'object' && answer !== null && !Array.isArray(answer) && !isNotApplicable(answer)
const isKeys = (answer: Answer | undefined): answer is string[] => Array.isArray(answer) && answer.every((one) => typeof one === 'string')
/** The parts of an answer to a matrix or a sum. */
export const partsOf = (answer: Answer | undefined): Record<string, string | number | string[]> => isParts(answer) ? answer : {}
/** The keys of an answer that is a list. */
export const keysIn = (answer: Answer | undefined): string[] => isKeys(answer) ? answer : []
/** The answers of each entry of a repeated section. */
export const entriesIn = (answer: Answer | undefined): Answers[] => Array.isArray(answer) ? answer.filter((one): one is Record<string, Exclude<Answer, unknown[]>> => typeof one === 'object') as Answers[] : []
/** Whether an answer says something: not nothing, not blank, not empty. “Does not apply” says something. */
export const isGiven = (answer: Answer | undefined): boolean => answer != null && !(typeof answer === 'string' && !answer.trim()) && !(Array.isArray(answer) && !answer.length) && !(isParts(answer) && !Object.keys(answer).length)
/** Whether a question can be answered at all. */
export const isAsked = (question: Question): question is Exclude<Question, { kind: 'info' | 'hidden' | 'calculated' }> => question.kind !== 'info' && question.kind !== 'hidden' && question.kind !== 'calculated'
export const scaleOf = (question: Of<'scale' | 'nps' | 'csat'>): { from: number; to: number } => question.kind === 'scale' ? question : question.kind === 'nps' ? { from: 0, to: 10 } : { from: 1, to: 5 }

const FIELD: Partial<Record<Question['kind'], FieldType>> = {
  single: 'choice', multiple: 'tags', ranking: 'tags', scale: 'number', nps: 'number', csat: 'number', slider: 'number', number: 'number', calculated: 'number', text: 'text', hidden: 'text', time: 'text',
  date: 'date', 'date-time': 'instant', 'yes-no': 'boolean', record: 'id', signature: 'id', file: 'ids',
}
/** What conditions may ask of a question: itself, or its rows and options as `KEY.ROW`. */
export function fieldsOfQuestion(question: Question): Fields {
  const { kind, key } = question
  const type = FIELD[kind]
  if (kind === 'single' || kind === 'multiple' || kind === 'ranking') return { [key]: { type: type as FieldType, options: [...question.options.map((one) => one.key), ...('other' in question && question.other ? [OTHER] : [])] } }
  if (type) return { [key]: { type } }
  if (question.kind === 'matrix') return Object.fromEntries(question.rows.map((row) => [`${key}.${row.key}`, question.mode === 'rating' ? { type: 'number' } : { type: question.mode === 'single' ? 'choice' : 'tags', options: (question.columns ?? []).map((one) => one.key) }]))
  return question.kind === 'sum' ? Object.fromEntries(question.options.map((one) => [`${key}.${one.key}`, { type: 'number' }])) : {}
}
/** What a good answer gives those fields. */
export const factsOfAnswer = (question: Question, answer: Answer): Record<string, unknown> =>
  question.kind === 'matrix' || question.kind === 'sum' ? Object.fromEntries(Object.entries(partsOf(answer)).map(([part, value]) => [`${question.key}.${part}`, value])) : { [question.key]: answer }

const known = new WeakMap<Form, Fields>()
/** All fields of a form that conditions may speak of. */
export function fieldsOf(form: Form): Fields {
  let fields = known.get(form)
  if (!fields) known.set(form, fields = Object.assign({}, ...questionsOf(form).map(fieldsOfQuestion)) as Fields)
  return fields
}

/** What is wrong with an answer that is given; undefined when it may be taken. */
export function faultOf(question: Question, answer: Answer): Fault | undefined {
  if (isNotApplicable(answer)) return isAsked(question) && question.notApplicable ? undefined : wrongKind
  switch (question.kind) {
    case 'single': return typeof answer !== 'string' ? wrongKind : isOption(question, answer) ? undefined : unknownOption
    case 'multiple': return faultOfSome(question, answer)
    case 'ranking': return faultOfOrder(question, answer)
    case 'scale': case 'nps': case 'csat': {
      const { from, to } = scaleOf(question)
      return typeof answer !== 'number' ? wrongKind : Number.isInteger(answer) && answer >= from && answer <= to ? undefined : { code: 'answer.off-the-scale', params: { from, to } }
    }
    case 'slider': return faultOfSlider(question, answer)
    case 'yes-no': return typeof answer === 'boolean' ? undefined : wrongKind
    case 'matrix': return faultOfMatrix(question, answer)
    case 'sum': return faultOfSum(question, answer)
    case 'number': case 'calculated': return faultOfNumber(question, answer)
    case 'text': return faultOfText(question, answer)
    case 'date': return typeof answer !== 'string' || !isDay(answer) ? { code: 'answer.no-date' } : outside(question, answer) ? { code: 'answer.date-out-of-range', params: { from: question.from ?? '…', to: question.to ?? '…' } } : undefined
    case 'time': return typeof answer !== 'string' || !/^([01]\d|2[0-3]):[0-5]\d$/.test(answer) ? { code: 'answer.no-time' } : outside(question, answer) ? { code: 'answer.date-out-of-range', params: { from: question.from ?? '…', to: question.to ?? '…' } } : undefined
    case 'date-time': return faultOfMoment(question, answer)
    case 'record': case 'signature': return typeof answer === 'string' && UUID.test(answer) ? undefined : wrongKind
    case 'file': return !isKeys(answer) || !answer.every((id) => UUID.test(id)) || new Set(answer).size < answer.length ? wrongKind : answer.length > question.most ? { code: 'answer.too-many', params: { most: question.most } } : undefined
    case 'hidden': return typeof answer !== 'string' ? wrongKind : faultOfWords(answer, 2_000)
    case 'info': return wrongKind
  }
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
// Controls but tab and line ends, and halves of characters: the database and other programs could not hold them.
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

const isOption = (question: Of<'single' | 'multiple'>, key: string) => question.options.some((option) => option.key === key) || (key === OTHER && !!question.other)
const outside = ({ from, to }: { from?: string | undefined; to?: string | undefined }, value: string) => (from !== undefined && value < from) || (to !== undefined && value > to)

function faultOfSome(question: Of<'multiple'>, answer: Answer): Fault | undefined {
  const { options, least = 0, most = options.length + 1 } = question
  if (!isKeys(answer)) return wrongKind
  if (new Set(answer).size < answer.length || !answer.every((key) => isOption(question, key))) return unknownOption
  if (answer.length > 1 && options.some((option) => option.alone && answer.includes(option.key))) return { code: 'answer.alone' }
  if (options.some((option) => option.alone && answer[0] === option.key)) return undefined
  return answer.length < least ? { code: 'answer.too-few', params: { least } } : answer.length > most ? { code: 'answer.too-many', params: { most } } : undefined
}
function faultOfOrder({ options, most = options.length }: Of<'ranking'>, answer: Answer): Fault | undefined {
  if (!isKeys(answer)) return wrongKind
  if (new Set(answer).size < answer.length || !answer.every((key) => options.some((option) => option.key === key))) return unknownOption
  const wanted = Math.min(most, options.length)
  return answer.length === wanted ? undefined : { code: 'answer.rank-all', params: { n: wanted } }
}
function faultOfSlider({ min, max, step }: Of<'slider'>, answer: Answer): Fault | undefined {
  if (typeof answer !== 'number') return wrongKind
  if (answer < min || answer > max) return { code: 'answer.off-the-scale', params: { from: min, to: max } }
  const steps = (answer - min) / step
  return Math.abs(steps - Math.round(steps)) < 1e-6 || answer === max ? undefined : { code: 'answer.off-the-step', params: { step } }
}
function faultOfNumber(question: Of<'number' | 'calculated'>, answer: Answer): Fault | undefined {
  if (typeof answer !== 'number' || !Number.isFinite(answer)) return wrongKind
  if (question.kind === 'calculated') return undefined
  const { min = -Infinity, max = Infinity, whole } = question
  if (whole && !Number.isInteger(answer)) return { code: 'answer.not-whole' }
  return answer < min ? { code: 'answer.too-low', params: { min } } : answer > max ? { code: 'answer.too-high', params: { max } } : undefined
}
const faultOfWords = (answer: string, most: number): Fault | undefined => answer.length > most ? { code: 'answer.too-long', params: { most } } : UNPRINTABLE.test(answer) ? { code: 'text.control-characters' } : undefined
/** What is wrong with an option in one's own words. */
export const faultOfOther = (answer: Answer | undefined): Fault | undefined => !isGiven(answer) ? { code: 'answer.say-which' } : typeof answer !== 'string' ? wrongKind : faultOfWords(answer, 500)
const FORMATS: Record<NonNullable<Of<'text'>['format']>, RegExp> = { email: /^[^\s@]+@[^\s@]+\.[^\s@.]+$/, phone: /^\+?[\d\s()-]{5,25}$/, web: /^https?:\/\/[^\s/]+\.[^\s/]+\S*$/i }
function faultOfText({ least = 0, most, many, format }: Of<'text'>, answer: Answer): Fault | undefined {
  if (typeof answer !== 'string') return wrongKind
  const fault = faultOfWords(answer, most)
  if (fault) return fault
  if (!many && /[\r\n]/.test(answer)) return { code: 'text.one-line' }
  if (answer.trim().length < least) return { code: 'answer.too-short', params: { least } }
  return format && !FORMATS[format].test(answer.trim()) ? { code: `answer.no-${format}` } : undefined
}
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/
function faultOfMoment({ from, to }: Of<'date-time'>, answer: Answer): Fault | undefined {
  if (typeof answer !== 'string' || !MOMENT.test(answer) || !isDay(answer.slice(0, 10)) || Number.isNaN(Date.parse(answer))) return { code: 'answer.no-date' }
  const at = Date.parse(answer)
  return (from && at < Date.parse(from)) || (to && at > Date.parse(to)) ? { code: 'answer.date-out-of-range', params: { from: from ?? '…', to: to ?? '…' } } : undefined
}
function faultOfMatrix({ mode, rows, columns = [], to = 5, required }: Of<'matrix'>, answer: Answer): Fault | undefined {
  if (!isParts(answer)) return wrongKind
  if (Object.keys(answer).some((key) => !rows.some((row) => row.key === key))) return unknownOption
  for (const value of Object.values(answer)) {
    if (mode === 'rating' ? !(typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= to)
      : mode === 'single' ? !(typeof value === 'string' && columns.some((one) => one.key === value))
        : !(Array.isArray(value) && new Set(value).size === value.length && value.every((key) => columns.some((one) => one.key === key)))) return unknownOption
  }
  return required && rows.some((row) => answer[row.key] === undefined || (Array.isArray(answer[row.key]) && !(answer[row.key] as string[]).length)) ? { code: 'answer.every-row' } : undefined
}
function faultOfSum({ options, total }: Of<'sum'>, answer: Answer): Fault | undefined {
  if (!isParts(answer)) return wrongKind
  if (Object.keys(answer).some((key) => !options.some((option) => option.key === key))) return unknownOption
  const values = Object.values(answer)
  if (!values.every((value) => typeof value === 'number' && Number.isFinite(value) && value >= 0)) return { code: 'answer.too-low', params: { min: 0 } }
  const sum = (values as number[]).reduce((a, b) => a + b, 0)
  return Math.abs(sum - total) < 1e-6 ? undefined : { code: 'answer.not-the-sum', params: { total, sum: Math.round(sum * 1e6) / 1e6 } }
}

const TYPES: Record<(typeof FILE_TYPES)[number], (type: string) => boolean> = {
  image: (type) => type.startsWith('image/'), audio: (type) => type.startsWith('audio/'), video: (type) => type.startsWith('video/'),
  document: (type) => type === 'application/pdf' || type.startsWith('text/') || /msword|ms-excel|ms-powerpoint|officedocument|opendocument|rtf/.test(type),
}
/** What is wrong with a file that was sent for a question; `type` is what its bytes are, `size` in bytes. */
export function faultOfFile(question: Of<'file' | 'signature'>, { type, size }: { type: string; size: number }): Fault | undefined {
  if (question.kind === 'signature') return type.startsWith('image/') ? undefined : { code: 'answer.wrong-file-type' }
  if (question.types?.length && !question.types.some((one) => TYPES[one](type))) return { code: 'answer.wrong-file-type' }
  return question.megabytes && size > question.megabytes * 1024 * 1024 ? { code: 'answer.file-too-large', params: { megabytes: question.megabytes } } : undefined
}
