import { CheckCircleFilled, SafetyCertificateOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import type { Definition } from '../../../../kernel/definition-contract.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { flows, PRINCIPLES } from '../../contract.ts'

type Principle = (typeof PRINCIPLES)[number]
const NOTHING: Record<Principle, string> = { customer: '', systematic: '', concise: '', improving: '' }

/** The review of a version: what still lacks, what the figures speak against, and the reviewer's word on the four principles. */
export function ReviewPanel({ it, goTo }: { it: Definition; goTo: (path: string) => void }) {
  const t = useT()
  const check = useQuery(query(flows.check, { params: { id: it.id } }))
  const sign = useCall(flows.signOff, { said: 'flow.signed' })
  const [seen, setSeen] = useState<ReadonlySet<Principle>>(new Set())
  const [notes, setNotes] = useState(NOTHING)
  const found = check.data
  if (!found) return null
  const maySign = found.may.includes('sign-off')
  return (
    <section className="flow-review" aria-label={t('flow.review-title')}>
      <header><SafetyCertificateOutlined aria-hidden /><h2>{t('flow.review-title')}</h2><span className="quiet">{t('flow.review-about')}</span></header>
      {found.lacks.length ? <Alert type="warning" showIcon title={t('flow.review-lacks', { n: found.lacks.length })} description={<ul>{found.lacks.map((one) => <li key={one.path}><button type="button" className="flow-link" onClick={() => goTo(one.path)}>{one.message}</button></li>)}</ul>} /> : null}
      <ul className="flow-principles">
        {PRINCIPLES.map((principle) => {
          const warnings = found.warnings.filter((one) => one.principle === principle)
          const note = found.signedOff?.notes[principle]
          return (
            <li key={principle} data-warn={warnings.length > 0 || undefined}>
              {found.signedOff ? <CheckCircleFilled aria-hidden /> : <Checkbox disabled={!maySign} checked={seen.has(principle)} onChange={(event) => setSeen(new Set(event.target.checked ? [...seen, principle] : [...seen].filter((one) => one !== principle)))} aria-label={t(`flow.principle.${principle}`)} />}
              <div>
                <strong>{t(`flow.principle.${principle}`)}</strong> <span className="quiet">{t(`flow.principle.${principle}.about`)}</span>
                {warnings.map((one) => <p key={one.code} className="flow-fault" data-hinders="publish">{one.message}</p>)}
                {found.signedOff ? note ? <p>{note}</p> : null : maySign && seen.has(principle) ? <Input value={notes[principle]} maxLength={1_000} onChange={(event) => setNotes({ ...notes, [principle]: event.target.value })} placeholder={t(warnings.length ? 'flow.principle-why' : 'flow.principle-note')} aria-label={t('flow.principle-note')} /> : null}
              </div>
            </li>
          )
        })}
      </ul>
      {found.signedOff ? <p className="quiet">{t('flow.signed-by', { name: found.signedOff.by.name })} <Moment at={found.signedOff.at} form="full" /></p>
        : maySign ? <div><Button type="primary" loading={sign.busy} disabled={seen.size < PRINCIPLES.length} onClick={() => void sign.run({ params: { id: it.id }, body: notes })}>{t('flow.sign')}</Button></div>
        : <p className="quiet">{t('flow.sign-needed')}</p>}
    </section>
  )
}
