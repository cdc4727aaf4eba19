import './supervision.css'
import { Button, Input, Modal } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { supervision } from '../../supervision/contract.ts'
import { StepInDialog } from './StepInDialog.tsx'

const MOVES = ['calm', 'listen', 'third', 'mind'] as const

/** Calls for help with a case: ask for it, take it back, advise, or step in. */
export function HelpCalls({ of }: { of: Case }) {
  const t = useT()
  const found = useQuery(query(supervision.calls, { params: { id: of.id } }))
  const settle = useCall(supervision.settle, { said: 'help.settled' })
  const [asking, setAsking] = useState(false)
  const [steppingIn, setSteppingIn] = useState(false)
  const open = found.data?.items.find(({ state }) => state === 'open')
  const over = (found.data?.items ?? []).filter(({ state }) => state !== 'open').slice(0, 3)
  const mayAsk = !open && of.status.class !== 'closed' && of.may.includes('note')
  const mayStepIn = open?.may.includes('step-in')
  if (!open && !over.length && !mayAsk) return null
  return (
    <Block title="case.help">
      <div className="help-call">
        {of.status.class === 'closed' ? null : <Playbook isOpen={open !== undefined} />}
        {open ? (
          <div>
            <p className="supervision-why">{t('help.said', { name: open.askedBy.name, why: open.why })}</p>
            <div className="help-acts">
              <span className="quiet"><RelativeTime at={open.askedAt} /></span>
              {open.may.includes('withdraw') || open.may.includes('advise') ? <Button size="small" loading={settle.busy} onClick={() => void settle.run({ params: { id: open.id }, body: { version: open.version } })}>{t(open.may.includes('withdraw') ? 'help.withdraw' : 'help.advise')}</Button> : null}
              {mayStepIn ? <Button size="small" type="primary" onClick={() => setSteppingIn(true)}>{t('help.step-in')}</Button> : null}
            </div>
          </div>
        ) : mayAsk ? <Button size="small" onClick={() => setAsking(true)}>{t('help.ask')}</Button> : null}
        {over.length ? <ul>{over.map((one) => <li key={one.id}><p>{one.why}</p><span className="quiet">{t(`case.help.${one.state}`)}{one.settledBy ? ` · ${one.settledBy.name}` : ''} <RelativeTime at={one.settledAt} /></span></li>)}</ul> : null}
      </div>
      {asking ? <AskDialog of={of} close={() => setAsking(false)} /> : null}
      {steppingIn ? <StepInDialog of={of} close={() => setSteppingIn(false)} /> : null}
    </Block>
  )
}

/** What to do when a talk turns into a quarrel: the four moves of the handbook (002 §4.2), the third of which is the button beside it. */
function Playbook({ isOpen }: { isOpen: boolean }) {
  const t = useT()
  return (
    <details className="help-playbook" open={isOpen || undefined}>
      <summary>{t('help.playbook')}</summary>
      <ol>{MOVES.map((move) => <li key={move}><strong>{t(`help.move.${move}`)}</strong><p>{t(`help.move.${move}.how`)}</p></li>)}</ol>
    </details>
  )
}

function AskDialog({ of, close }: { of: Case; close: () => void }) {
  const t = useT()
  const [why, setWhy] = useState('')
  const call = useCall(supervision.call, { said: 'help.asked' })
  const ask = async () => { if (why.trim() && !call.busy && await call.run({ params: { id: of.id }, body: { why: why.trim() } })) close() }
  return (
    <Modal open onCancel={close} width={460} title={t('help.ask-title')} okText={t('help.ask')} cancelText={t('frame.cancel')} okButtonProps={{ disabled: !why.trim(), loading: call.busy }} onOk={() => void ask()}>
      <p className="dialog-of num">{of.number} · {of.subject}</p>
      <label className="help-why"><span className="quiet">{t('help.why')}</span><Input autoFocus value={why} maxLength={300} placeholder={t('help.why-hint')} onChange={(event) => setWhy(event.target.value)} onPressEnter={(event) => { if (!event.nativeEvent.isComposing) void ask() }} /></label>
    </Modal>
  )
}
