import './fill.css'
import './builder/builder.css'
import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { speak, useT } from '../../../kernel/web/words.ts'
import type { Answers } from '../questions/contract.ts'
import { checkAnswers } from '../rules.ts'
import { assess } from '../scoring/rules.ts'
import { faultsByPath } from './parts/faults.ts'
import { FormFields, pagesOf } from './parts/FormFields.tsx'
import type { PreviewTold } from './parts/preview-told.ts'
import { said } from './parts/said.ts'

/** The page within the preview's frame: a form as it will be filled, at the width of its frame. Nothing of it is sent. */
export function PreviewFrame() {
  const t = useT()
  const [told, setTold] = useState<PreviewTold | null>(null)
  const [answers, setAnswers] = useState<Answers>({})
  const [page, setPage] = useState(0)
  const [tried, setTried] = useState(false)
  useEffect(() => {
    const hear = (event: MessageEvent) => {
      if (event.source !== parent || event.origin !== location.origin || !(event.data as PreviewTold | null)?.formPreview) return
      const next = event.data as PreviewTold
      void speak(next.language).then(() => setTold(next))
    }
    addEventListener('message', hear)
    parent.postMessage('form-preview', location.origin)
    return () => removeEventListener('message', hear)
  }, [])
  if (!told) return null
  const { form } = told
  const pages = pagesOf(form)
  const at = Math.min(page, pages.length - 1)
  const faults = tried ? faultsByPath(checkAnswers(form, answers)) : undefined
  const { score, passed, sections, failed } = assess(form, answers)
  return (
    <div className="form-preview-ground"><main className="form-paper form-preview-paper">
      <header className="form-fill-head"><h1>{said(form.name)}</h1>{form.about ? <p className="quiet form-fill-text">{said(form.about)}</p> : null}{pages.length > 1 ? <span className="num quiet">{t('form.page-of', { n: at + 1, of: pages.length })}</span> : null}</header>
      <FormFields form={form} answers={answers} onChange={setAnswers} trial seed={told.seed} {...(pages.length > 1 ? { page: at } : {})} {...(faults ? { faults } : {})} />
      <footer className="form-fill-foot">
        {at > 0 ? <Button onClick={() => setPage(at - 1)}>{t('form.previous')}</Button> : null}
        {at < pages.length - 1 ? <Button type="primary" onClick={() => setPage(at + 1)}>{t('form.next')}</Button> : <Button type="primary" onClick={() => setTried(true)}>{t('form.try-send')}</Button>}
      </footer>
      {faults ? <Alert type={faults.size ? 'error' : 'success'} showIcon role="status" title={faults.size ? t('form.faults', { n: faults.size }) : t('form.would-be-sent')} /> : null}
      {score === null ? null : <p className="form-preview-score num" role="status">{t('form.would-score', { score: Math.round(score * 10) / 10 })}{passed === null ? '' : ` · ${t(passed ? 'form.passed' : 'form.not-passed', { pass: form.pass })}`}{sections.filter((one) => one.zeroed).length || failed.length ? ` · ${t('form.failed-items', { keys: failed.join(', ') })}` : ''}</p>}
      {Object.keys(answers).length ? <Button type="link" size="small" onClick={() => { setAnswers({}); setTried(false); setPage(0) }}>{t('form.begin-anew')}</Button> : null}
    </main></div>
  )
}
