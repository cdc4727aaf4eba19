import './emergency.css'
import { AlertFilled, CopyOutlined, DownOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { ask, toast } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { emergencies } from '../../emergency/contract.ts'
import type { EmergencyPin } from '../../emergency/contract.ts'
import { Steps } from './Steps.tsx'

/** Above every page while something out of the ordinary goes on: what everybody says, and by a press what everybody does. */
export function EmergencyBar() {
  const can = useCan()
  const found = useQuery({ ...query(emergencies.active, {}), enabled: can('knowledge.read'), staleTime: 60_000, refetchInterval: 300_000 })
  useLive('emergency', () => void found.refetch())
  return found.data?.items.map((pin) => <Pinned key={pin.id} of={pin} />) ?? null
}

function Pinned({ of }: { of: EmergencyPin }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const end = useCall(emergencies.end, { said: 'emergency.was-ended' })
  const words = language() === 'en' ? of.words.en ?? of.words.zh : of.words.zh
  const copy = () => void navigator.clipboard.writeText(words.say).then(() => toast.done(t('emergency.copied')), () => toast.warn(words.say))
  const over = async () => { if (await ask({ title: t('emergency.end-ask', { title: words.title }), yes: t('emergency.end') })) void end.run({ params: { id: of.id }, body: { version: of.version } }) }
  return (
    <section className="emergency-bar" role="alert" aria-label={words.title}>
      <button type="button" className="emergency-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <AlertFilled aria-hidden /><strong>{words.title}</strong>
        <span className="clip">{of.note ?? words.say}</span><DownOutlined aria-hidden rotate={open ? 180 : 0} />
      </button>
      {open ? (
        <div className="emergency-card">
          {of.note ? <p className="emergency-note">{of.note}</p> : null}
          <blockquote>{words.say}</blockquote>
          {words.steps ? <Steps text={words.steps} /> : null}
          <footer>
            <span className="quiet">{t('emergency.pinned-by', { name: of.by.name })} <RelativeTime at={of.at} /></span>
            <Button size="small" icon={<CopyOutlined aria-hidden />} onClick={copy}>{t('emergency.copy')}</Button>
            {of.may.includes('end') ? <Button size="small" danger loading={end.busy} onClick={() => void over()}>{t('emergency.end')}</Button> : null}
          </footer>
        </div>
      ) : null}
    </section>
  )
}
