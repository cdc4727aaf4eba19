import { useQuery } from '@tanstack/react-query'
import { Button, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { Face } from '../../../people/web/index.ts'
import { STANCES, decisions } from '../../contract.ts'
import type { Decision } from '../../contract.ts'

/** Who said what for and against, oldest first, and a place to say it oneself. */
export function Opinions({ of }: { of: Decision }) {
  const t = useT()
  const found = useQuery(query(decisions.opinions, { params: { id: of.id } }))
  const options = new Map(of.options.map((one) => [one.id, one.text]))
  return (
    <section className="teamwork-text">
      <h2>{t('decision.opinions')}</h2>
      {found.data?.items.length ? (
        <ul className="teamwork-opinions">
          {found.data.items.map((one) => (
            <li key={one.id} data-stance={one.stance}>
              <Face name={one.by.name} />
              <div>
                <div className="teamwork-opinion-head"><strong>{one.by.name}</strong><span className="teamwork-stance">{t(`decision.stance.${one.stance}`)}</span>{one.optionId && of.options.length > 1 ? <span className="quiet clip">{options.get(one.optionId)}</span> : null}{one.afterDecision ? <span className="quiet">{t('decision.after')}</span> : null}<span className="quiet"><RelativeTime at={one.at} /></span></div>
                <p>{one.text}</p>
              </div>
            </li>
          ))}
        </ul>
      ) : <p className="quiet">{t('decision.no-opinions')}</p>}
      {of.may.includes('opine') ? <Say of={of} /> : null}
    </section>
  )
}

function Say({ of }: { of: Decision }) {
  const t = useT()
  const [stance, setStance] = useState<(typeof STANCES)[number]>('for')
  const [optionId, setOptionId] = useState<string | undefined>(of.options[0]?.id)
  const [text, setText] = useState('')
  const say = useCall(decisions.opine, { said: 'decision.opinion-kept' })
  const send = async () => { if (text.trim() && await say.run({ params: { id: of.id }, body: { stance, text: text.trim(), ...(optionId ? { optionId } : {}) } })) setText('') }
  return (
    <div className="teamwork-say">
      <div className="teamwork-say-head">
        <Segmented value={stance} onChange={setStance} options={STANCES.map((value) => ({ value, label: t(`decision.stance.${value}`) }))} />
        {of.options.length > 1 ? <Select value={optionId ?? null} onChange={(id: string | null) => setOptionId(id ?? undefined)} style={{ minWidth: 180, maxWidth: 320 }} aria-label={t('decision.options')} options={of.options.map((one) => ({ value: one.id, label: one.text }))} /> : null}
      </div>
      <Input.TextArea value={text} maxLength={4_000} autoSize={{ minRows: 2, maxRows: 8 }} aria-label={t('decision.my-opinion')} placeholder={t('decision.opinion-example')} onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) { event.preventDefault(); void send() } }} />
      <div className="teamwork-say-foot"><span className="quiet">{t('decision.opinion-stays')}</span><Button type="primary" loading={say.busy} disabled={text.trim() === ''} onClick={() => void send()}>{t('decision.opine')}</Button></div>
    </div>
  )
}
