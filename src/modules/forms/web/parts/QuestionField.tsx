import { Checkbox } from 'antd'
import type { ReactNode } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { Answer, Question } from '../../questions/contract.ts'
import { isNotApplicable } from '../../questions/rules.ts'
import type { Asked } from '../../rules.ts'
import { ChoiceControl } from '../controls/ChoiceControl.tsx'
import type { ControlProps } from '../controls/control.ts'
import { FileControl, SignatureControl } from '../controls/file-controls.tsx'
import { NumberControl, TextControl, WhenControl, YesNoControl } from '../controls/input-controls.tsx'
import { RecordControl } from '../controls/RecordControl.tsx'
import { ScaleControl, SliderControl } from '../controls/ScaleControl.tsx'
import { MatrixControl, RankControl, SumControl } from '../controls/table-controls.tsx'
import { said } from './said.ts'

interface Props { asked: Asked; number: number | null; id: string; fault: string | undefined; give: (answer: Answer) => void; giveOther: (words: Answer) => void }
/** Kinds with one input that a label can name; the others are groups. */
const SINGLE: ReadonlySet<Question['kind']> = new Set(['text', 'number', 'date', 'time', 'date-time', 'record', 'slider'])

/** One question: what is asked, why, the place for the answer, and what is wrong with it. */
export function QuestionField({ asked, number, id, fault, give, giveOther }: Props) {
  const t = useT()
  const { question, answer, required } = asked
  if (question.kind === 'hidden') return null
  if (question.kind === 'info') return <div className="form-info"><p>{said(question.text)}</p>{question.about ? <p className="quiet">{said(question.about)}</p> : null}</div>
  if (question.kind === 'calculated') {
    return <div className="form-question form-computed"><span className="form-label">{said(question.text)}</span><output className="num">{typeof answer === 'number' ? answer.toLocaleString() : '—'}{question.unit ? ` ${said(question.unit)}` : ''}</output></div>
  }
  const off = isNotApplicable(answer)
  const isSingle = SINGLE.has(question.kind) || (question.kind === 'single' && question.look === 'list')
  const describedBy = [question.about ? `${id}-about` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ')
  const label = <>{number === null ? null : <span className="form-number num" aria-hidden>{number}</span>}<span>{said(question.text)}{required ? <><span className="form-required" aria-hidden> *</span><span className="unseen"> {t('form.required-mark')}</span></> : null}</span></>
  const body = (
    <>
      {question.about ? <p className="form-about" id={`${id}-about`}>{said(question.about)}</p> : null}
      {off ? null : controlOf({ question, id, describedBy, isWrong: !!fault, answer, give }, asked.other, giveOther)}
      {question.notApplicable ? <Checkbox className="form-na" checked={off} onChange={(event) => give(event.target.checked ? { notApplicable: true } : null)}>{t('answer.not-applicable')}</Checkbox> : null}
      {fault ? <p className="form-question-fault" id={`${id}-fault`}>{fault}</p> : null}
    </>
  )
  return isSingle
    ? <div className="form-question" data-wrong={fault ? true : undefined} data-path={asked.path}><label className="form-label" htmlFor={id}>{label}</label>{body}</div>
    : <fieldset className="form-question" data-wrong={fault ? true : undefined} data-path={asked.path} aria-describedby={describedBy || undefined}><legend className="form-label">{label}</legend>{body}</fieldset>
}

function controlOf(props: ControlProps, other: Answer | undefined, giveOther: (words: Answer) => void): ReactNode {
  const as = <Q extends Question>() => props as unknown as ControlProps<Q>
  switch (props.question.kind) {
    case 'single': case 'multiple': return <ChoiceControl {...as()} question={props.question} other={other} giveOther={giveOther} />
    case 'scale': case 'nps': case 'csat': return <ScaleControl {...as()} question={props.question} />
    case 'slider': return <SliderControl {...as()} question={props.question} />
    case 'matrix': return <MatrixControl {...as()} question={props.question} />
    case 'sum': return <SumControl {...as()} question={props.question} />
    case 'ranking': return <RankControl {...as()} question={props.question} />
    case 'yes-no': return <YesNoControl {...as()} question={props.question} />
    case 'number': return <NumberControl {...as()} question={props.question} />
    case 'text': return <TextControl {...as()} question={props.question} />
    case 'date': case 'time': case 'date-time': return <WhenControl {...as()} question={props.question} />
    case 'record': return <RecordControl {...as()} question={props.question} />
    case 'file': return <FileControl {...as()} question={props.question} />
    case 'signature': return <SignatureControl {...as()} question={props.question} />
    default: return null
  }
}
