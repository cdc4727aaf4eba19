import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useSession } from '../../../kernel/web/session.tsx'
import { language, useT } from '../../../kernel/web/words.ts'
import { forms } from '../contract.ts'
import type { Question, Words } from '../questions/contract.ts'
import { inLanguage, isAsked, scaleOf } from '../questions/rules.ts'
import { NOT_APPLICABLE_WORDS, NO_WORDS, OTHER_WORDS, TONGUES, YES_WORDS } from './parts/both-words.ts'
import { said } from './parts/said.ts'
import { Sheet } from './parts/Sheet.tsx'

/** A form on paper, to be filled by hand. */
export function PrintForm() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const { company } = useSession()
  const [tongue, setTongue] = useState<'zh' | 'en'>(language() === 'en' ? 'en' : 'zh')
  const found = useQuery(query(forms.get, { params: { id } }))
  usePageTitle(found.data ? said(found.data.name) : undefined)
  if (found.isError) return <Fault error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <PageSkeleton />
  const words = (of: Words) => inLanguage(of, tongue)
  const form = found.data.questions
  let n = 0
  return (
    <Sheet tools={<Segmented value={tongue} onChange={(next) => setTongue(next as 'en')} options={TONGUES.map(({ key, name }) => ({ value: key, label: name }))} />}>
      <header><small>{company.name}</small><h1>{words(form.name)}</h1>{form.about ? <p>{words(form.about)}</p> : null}</header>
      {form.sections.map((section) => (
        <section key={section.key}>
          {section.title ? <h2>{words(section.title)}{section.repeat ? <small> × {section.repeat.most}</small> : null}</h2> : null}
          {section.about ? <p>{words(section.about)}</p> : null}
          {section.questions.filter((question) => question.kind !== 'hidden' && question.kind !== 'calculated').map((question) => (
            <div key={question.key} className="form-sheet-question">
              <p><strong>{isAsked(question) ? `${++n}. ` : ''}{words(question.text)}{isAsked(question) && question.required ? ' *' : ''}</strong>{'about' in question && question.about ? <><br /><small>{words(question.about)}</small></> : null}</p>
              <Space question={question} words={words} />
            </div>
          ))}
        </section>
      ))}
      <footer><small>{t('form.print-foot', { key: found.data.key, version: found.data.version })}</small></footer>
    </Sheet>
  )
}
const box = '☐ '
/** The room for an answer by hand. */
function Space({ question, words }: { question: Question; words: (of: Words) => string }) {
  const t = useT()
  switch (question.kind) {
    case 'single': case 'multiple': case 'ranking': return <ul>{question.options.map((option) => <li key={option.key}>{question.kind === 'ranking' ? '___ ' : box}{words(option.text)}</li>)}{'other' in question && question.other ? <li>{box}{words(OTHER_WORDS)}: ____________________</li> : null}</ul>
    case 'yes-no': return <p className="form-sheet-points"><span>{box}{words(YES_WORDS)}</span><span>{box}{words(NO_WORDS)}</span>{question.notApplicable ? <span>{box}{words(NOT_APPLICABLE_WORDS)}</span> : null}</p>
    case 'scale': case 'nps': case 'csat': { const { from, to } = scaleOf(question); return <p className="form-sheet-points">{Array.from({ length: to - from + 1 }, (_, at) => <span key={at}>{box}{question.kind === 'scale' && question.labels?.[at] ? words(question.labels[at]) : from + at}</span>)}</p> }
    case 'matrix': { const columns = question.mode === 'rating' ? Array.from({ length: question.to ?? 5 }, (_, at) => String(at + 1)) : (question.columns ?? []).map(({ text }) => words(text)); return <table><thead><tr><td />{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead><tbody>{question.rows.map((row) => <tr key={row.key}><th scope="row">{words(row.text)}</th>{columns.map((column) => <td key={column}>☐</td>)}</tr>)}</tbody></table> }
    case 'sum': return <ul>{question.options.map((option) => <li key={option.key}>______ {words(option.text)}</li>)}<li>= {question.total}{question.unit ? ` ${words(question.unit)}` : ''}</li></ul>
    case 'info': return null
    case 'signature': return <div className="form-sheet-room" data-for="signature"><small>{t('form.signature')}</small></div>
    case 'text': return <div className="form-sheet-room" data-for={question.many ? 'text' : 'line'} />
    default: return <div className="form-sheet-room" data-for="line">{'unit' in question && question.unit ? <small>{words(question.unit)}</small> : null}</div>
  }
}
