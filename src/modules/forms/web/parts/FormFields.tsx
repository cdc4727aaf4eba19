import '../forms.css'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Fragment, useEffect, useId, useMemo, useRef } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import { inDrawnOrder } from '../../order/rules.ts'
import type { Answer, Answers, Form, Section } from '../../questions/contract.ts'
import { OTHER, entriesIn, isAsked } from '../../questions/rules.ts'
import { isReached, walk } from '../../rules.ts'
import type { Asked } from '../../rules.ts'
import { Around } from '../controls/control.ts'
import { QuestionField } from './QuestionField.tsx'
import { said } from './said.ts'

export interface FormFieldsProps {
  form: Form
  answers: Answers
  onChange: (answers: Answers) => void
  /** What is wrong, by path: `answers.KEY`. */
  faults?: ReadonlyMap<string, string>
  /** Tells the order of what is shuffled. */
  seed?: number | null
  /** Shows one page alone; all of them when absent. See `pagesOf`. */
  page?: number
  /** Names the place on the screen for files on their way; the form's own when absent. */
  place?: string
  /** Nothing is sent, as where a form is being built. */
  trial?: boolean
}

/** The sections of each page. */
export function pagesOf(form: Form): Section[][] {
  const pages: Section[][] = []
  for (const section of form.sections) if (section.newPage || !pages.length) pages.push([section]); else pages.at(-1)?.push(section)
  return pages
}

/** A form's questions to be answered: what another answer hides goes, what is wrong stands at its question. Whoever shows it keeps the answers. */
export function FormFields({ form, answers, onChange, faults, seed, page, place = 'form', trial = false }: FormFieldsProps) {
  const base = useId()
  const held = useRef(answers)
  useEffect(() => { held.current = answers }, [answers])
  const drawn = useMemo(() => seed == null ? form : inDrawnOrder(form, seed), [form, seed])
  // Which questions are asked follows the form as it was written; only their order on the screen is drawn.
  const asked = useMemo(() => walk(form, answers), [form, answers])
  const around = useMemo(() => ({ place, trial }), [place, trial])
  const shown = page === undefined ? drawn.sections : pagesOf(drawn)[page] ?? []
  const give = (next: Answers) => { held.current = next; onChange(next) }
  const numbers = numbersOf(drawn, asked)
  return (
    <Around value={around}>
      <div className="form-body">
        {shown.filter((section) => isReached(form, form.sections.find(({ key }) => key === section.key) as Section, asked, answers)).map((section) => (
          <section key={section.key} className="form-section" aria-labelledby={section.title ? `${base}-${section.key}` : undefined}>
            {section.title ? <h2 id={`${base}-${section.key}`}>{said(section.title)}</h2> : null}
            {section.about ? <p className="form-section-about">{said(section.about)}</p> : null}
            {section.repeat ? <Repeated section={section} base={base} asked={asked} answers={answers} held={held} give={give} faults={faults} />
              : section.questions.map((question) => {
                const one = asked.find((each) => each.entry === null && each.question.key === question.key)
                return one ? <QuestionField key={question.key} asked={{ ...one, question }} number={numbers.get(question.key) ?? null} id={`${base}-${question.key}`} fault={faultAt(faults, one)}
                  give={(answer) => give({ ...held.current, [question.key]: answer })} giveOther={(words) => give({ ...held.current, [`${question.key}.${OTHER}`]: words })} /> : null
              })}
          </section>
        ))}
      </div>
    </Around>
  )
}
const faultAt = (faults: ReadonlyMap<string, string> | undefined, { path }: Asked) => faults?.get(path) ?? faults?.get(`${path}.${OTHER}`)

/** Questions are counted as they are asked, across sections; those within repeated sections are not. */
function numbersOf(form: Form, asked: readonly Asked[]): Map<string, number> {
  const there = new Set(asked.filter(({ entry, question }) => entry === null && isAsked(question)).map(({ question }) => question.key))
  const counted = form.sections.flatMap((section) => section.questions).filter(({ key }) => there.has(key))
  return new Map(counted.length > 3 ? counted.map(({ key }, at) => [key, at + 1]) : [])
}

interface RepeatedProps { section: Section; base: string; asked: readonly Asked[]; answers: Answers; held: { current: Answers }; give: (answers: Answers) => void; faults: ReadonlyMap<string, string> | undefined }
/** The entries of a repeated section, each with its questions. */
function Repeated({ section, base, asked, answers, held, give, faults }: RepeatedProps) {
  const t = useT()
  const { least, most, item } = section.repeat as NonNullable<Section['repeat']>
  const entries = entriesIn(answers[section.key])
  const shown = entries.length ? entries : least > 0 ? [{}] : []
  const put = (next: Answers[]) => give({ ...held.current, [section.key]: next as Answer })
  const now = () => { const list = entriesIn(held.current[section.key]); return list.length ? list : shown }
  const set = (at: number, key: string, answer: Answer) => put(now().map((entry, n) => n === at ? { ...entry, [key]: answer } : entry))
  useEffect(() => {
    if (!entries.length && least > 0) put([{}])
    // An entry is there from the beginning where one is wanted.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [entries.length, least])
  const whole = faults?.get(`answers.${section.key}`)
  return (
    <>
      {shown.map((_, at) => (
        <fieldset key={at} className="form-entry">
          <legend>{said(item)} <span className="num">{at + 1}</span></legend>
          {shown.length > least ? <Button className="form-entry-drop" type="text" size="small" icon={<DeleteOutlined />} aria-label={t('form.drop-entry', { name: said(item), n: at + 1 })} onClick={() => put(now().filter((__, n) => n !== at))} /> : null}
          {section.questions.map((question) => {
            const one = asked.find((each) => each.entry === at && each.question.key === question.key)
            return <Fragment key={question.key}>{one ? <QuestionField asked={{ ...one, question }} number={null} id={`${base}-${section.key}-${at}-${question.key}`} fault={faultAt(faults, one)} give={(answer) => set(at, question.key, answer)} giveOther={(words) => set(at, `${question.key}.${OTHER}`, words)} /> : null}</Fragment>
          })}
        </fieldset>
      ))}
      {whole ? <p className="form-question-fault">{whole}</p> : null}
      {shown.length < most ? <Button icon={<PlusOutlined aria-hidden />} onClick={() => put([...now(), {}])}>{t('form.add-entry', { name: said(item) })}</Button> : null}
    </>
  )
}
