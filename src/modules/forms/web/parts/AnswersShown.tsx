import '../forms.css'
import { EyeInvisibleOutlined } from '@ant-design/icons'
import { Rate } from 'antd'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { urlOf } from '../../../../kernel/client.ts'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { Facts } from '../../../../kernel/web/record/RecordPage.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { files } from '../../../files/contract.ts'
import type { FileView } from '../../../files/contract.ts'
import { Attachments } from '../../../files/web/index.ts'
import type { Answer, Answers, Form, Question } from '../../questions/contract.ts'
import { OTHER, isAsked, isGiven, isNotApplicable, keysIn, partsOf, scaleOf } from '../../questions/rules.ts'
import { saysOther, walk } from '../../rules.ts'
import type { Asked } from '../../rules.ts'
import { said } from './said.ts'

interface Props {
  form: Form; answers: Answers
  /** The files of the submission, and the names of records picked in it. */
  files?: readonly FileView[]; names?: Readonly<Record<string, string>>
  /** Paths of answers that are there and not for the reader. */
  masked?: readonly string[]
}

/** What was answered, question by question; words of one's own that were erased say so. */
export function AnswersShown({ form, answers, files: sent = [], names = {}, masked = [] }: Props) {
  const asked = useMemo(() => walk(form, answers).filter(({ question }) => (isAsked(question) || question.kind === 'calculated')), [form, answers])
  const groups = form.sections.flatMap((section) => {
    const own = asked.filter((one) => one.section.key === section.key)
    return section.repeat
      ? [...Map.groupBy(own, ({ entry }) => entry).entries()].map(([entry, list]) => ({ key: `${section.key}.${entry}`, title: `${section.title ? `${said(section.title)} · ` : ''}${said((section.repeat as { item: { zh: string; en: string } }).item)} ${Number(entry) + 1}`, list }))
      : own.length ? [{ key: section.key, title: section.title ? said(section.title) : null, list: own }] : []
  })
  return (
    <>
      {groups.map(({ key, title, list }) => (
        <section key={key} className="form-answers">
          {title && groups.length > 1 ? <h3>{title}</h3> : null}
          <Facts items={list.map((one) => ({ label: said(one.question.text), value: masked.includes(one.path) ? <Hidden /> : <AnswerShown asked={one} sent={sent} names={names} /> }))} />
        </section>
      ))}
    </>
  )
}
function Hidden() {
  const t = useT()
  return <span className="quiet"><EyeInvisibleOutlined aria-hidden /> {t('answer.hidden')}</span>
}

function AnswerShown({ asked: { question, answer, other }, sent, names }: { asked: Asked; sent: readonly FileView[]; names: Readonly<Record<string, string>> }): ReactNode {
  const t = useT()
  const { company } = useSession()
  if (!isGiven(answer)) return <span className="quiet">{t('answer.no-answer')}</span>
  if (isNotApplicable(answer)) return t('answer.not-applicable')
  switch (question.kind) {
    case 'scale': case 'nps': case 'csat': {
      const { to } = scaleOf(question)
      const label = question.kind === 'scale' ? question.labels?.[Number(answer) - question.from] : undefined
      const words = question.kind === 'csat' ? `${String(answer)} · ${t(`form.csat.${String(answer)}`)}` : label ? `${String(answer)} · ${said(label)}` : t('answer.of-scale', { value: Number(answer), to })
      return question.kind === 'scale' && question.look === 'stars' ? <span role="img" aria-label={words}><Rate disabled count={to} value={Number(answer)} style={{ fontSize: 14 }} aria-hidden /></span> : words
    }
    case 'yes-no': return t(answer === true ? 'answer.yes' : 'answer.no')
    case 'single': case 'multiple': return chosenText(question, answer, other, t('form.other'))
    case 'ranking': return <ol className="form-ranked">{keysIn(answer).map((key) => <li key={key}>{optionText(question.options, key)}</li>)}</ol>
    case 'matrix': return <table className="form-parts"><tbody>{question.rows.map((row) => <tr key={row.key}><th scope="row">{said(row.text)}</th><td>{cellText(question, partsOf(answer)[row.key])}</td></tr>)}</tbody></table>
    case 'sum': return <table className="form-parts"><tbody>{question.options.map((option) => <tr key={option.key}><th scope="row">{said(option.text)}</th><td className="num">{String(partsOf(answer)[option.key] ?? 0)}{question.unit ? ` ${said(question.unit)}` : ''}</td></tr>)}</tbody></table>
    case 'number': case 'slider': case 'calculated': return <span className="num">{Number(answer).toLocaleString(language())}{question.unit ? ` ${said(question.unit)}` : ''}</span>
    case 'date-time': return <span className="num">{momentText(new Date(String(answer)), company.zone)}</span>
    case 'record': return names[String(answer)] ?? <span className="quiet">{t('answer.hidden')}</span>
    case 'signature': return <img className="form-signed" src={urlOf(files.get, { params: { id: String(answer) }, query: { inline: 'true' } })} alt={t('form.signature-of', { question: said(question.text) })} />
    case 'file': return <Attachments files={sent.filter(({ id }) => keysIn(answer).includes(id))} />
    default: return <span style={{ whiteSpace: 'pre-wrap' }}>{String(answer)}</span>
  }
}
const optionText = (options: readonly { key: string; text: { zh: string; en: string } }[], key: string): string => { const option = options.find((one) => one.key === key); return option ? said(option.text) : key }
function chosenText(question: Extract<Question, { kind: 'single' | 'multiple' }>, answer: Answer | undefined, other: Answer | undefined, word: string): string {
  const keys = typeof answer === 'string' ? [answer] : keysIn(answer)
  return keys.map((key) => key === OTHER && saysOther(question, answer) ? `${word}${typeof other === 'string' && other ? ` (${other})` : ''}` : optionText(question.options, key)).join(language() === 'en' ? ', ' : '、')
}
function cellText(question: Extract<Question, { kind: 'matrix' }>, value: string | number | string[] | undefined): string {
  if (value === undefined) return '—'
  return typeof value === 'number' ? `${value} / ${question.to ?? 5}` : [value].flat().map((key) => optionText(question.columns ?? [], key)).join(language() === 'en' ? ', ' : '、')
}
