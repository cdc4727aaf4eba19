import { Rate } from 'antd'
import type { ReactNode } from 'react'
import { Facts } from '../../../../kernel/web/record/RecordPage.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Answer, Answers, Form, Question } from '../../contract.ts'
import { shownQuestions } from '../../rules.ts'

const said = (of: { zh: string; en: string }) => language() === 'en' ? of.en : of.zh

/** What was answered, question by question; words of one's own that were erased say so. */
export function AnswersShown({ form, answers }: { form: Form; answers: Answers }) {
  return <Facts items={shownQuestions(form, answers).map((question) => ({ label: said(question.text), value: <AnswerShown question={question} answer={answers[question.key]} /> }))} />
}

function AnswerShown({ question, answer }: { question: Question; answer: Answer | undefined }): ReactNode {
  const t = useT()
  if (answer == null || answer === '') return <span className="quiet">{t('answer.no-answer')}</span>
  if (typeof answer === 'object' && !Array.isArray(answer)) return t('answer.not-applicable')
  switch (question.kind) {
    case 'scale': {
      const words = t('answer.of-scale', { value: Number(answer), to: question.to })
      return question.look === 'stars' ? <span role="img" aria-label={words}><Rate disabled count={question.to} value={Number(answer)} style={{ fontSize: 14 }} aria-hidden /></span> : words
    }
    case 'yes-no': return t(answer === true ? 'answer.yes' : 'answer.no')
    case 'single': case 'multiple': return question.options.filter(({ key }) => answer === key || (Array.isArray(answer) && answer.includes(key))).map((option) => said(option.text)).join('、')
    case 'text': return <span style={{ whiteSpace: 'pre-wrap' }}>{String(answer)}</span>
    default: return String(answer)
  }
}
