import { Checkbox, Form, Modal } from 'antd'
import { useState } from 'react'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { MOD } from '../../../../kernel/web/frame/hotkey.ts'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { sends } from './desk-keys.ts'
import { LATER_TIMES, laterMoment } from './later-times.ts'

interface Props {
  /** `send`: when an answer leaves; `snooze`: until when a case is put aside. */
  purpose: 'send' | 'snooze'
  busy: boolean
  /** `at` null: until the customer writes. */
  done: (at: Date | null, unlessWritten: boolean) => Promise<boolean>
  close: () => void
}

/** A moment later on: one click for the usual ones, a field for any other; wholly by keyboard. */
export function WhenDialog({ purpose, busy, done, close }: Props) {
  const t = useT()
  const phone = usePhone()
  const { zone } = useSession().company
  const [at, setAt] = useState<Date | null>(() => laterMoment('tomorrow', zone))
  const [unlessWritten, setUnlessWritten] = useState(true)
  const [fault, setFault] = useState<string | null>(null)
  const save = async (to: Date | null) => {
    if (busy) return
    if (to && to <= new Date()) return setFault('moment.in-the-past')
    if (await done(to, unlessWritten)) close()
  }
  const times = LATER_TIMES.flatMap((word) => { const moment = laterMoment(word, zone); return moment ? [{ word, moment }] : [] })
  return (
    <Modal open onCancel={close} width={440} title={t(`case.when-${purpose}`)} okText={t(`case.when-${purpose}-do`)} onOk={() => void (at ? save(at) : setFault('form.required'))} okButtonProps={{ loading: busy }} footer={(acts) => <div className="dialog-foot"><span className="quiet" aria-hidden>{phone ? null : <><kbd>{MOD}</kbd> <kbd>↵</kbd></>}</span>{acts}</div>}>
      <div className="when" onKeyDown={(event) => {
        if (sends({ key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode })) { event.preventDefault(); if (at) void save(at) }
        if (event.target instanceof HTMLButtonElement && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
          event.preventDefault()
          const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.when-times button')]
          all[(all.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1) + all.length) % all.length]?.focus()
        }
      }}>
        <div className="when-times">
          {times.map(({ word, moment }, n) => <button key={word} type="button" autoFocus={n === 0} disabled={busy} onClick={() => void save(moment)}><span>{t(`case.later.${word}`)}</span><span className="quiet num">{momentText(moment, zone)}</span></button>)}
          {purpose === 'snooze' ? <button type="button" disabled={busy} onClick={() => void save(null)}><span>{t('case.later.customer')}</span></button> : null}
        </div>
        <Form layout="vertical" component="div" requiredMark={false}>
          <Form.Item label={t('case.when-other')} htmlFor="when-at" validateStatus={fault ? 'error' : ''} help={fault ? t(fault) : purpose === 'snooze' ? t('case.when-snooze-about') : undefined}>
            <MomentInput id="when-at" value={at} ahead onChange={(to) => { setFault(null); setAt(to) }} />
          </Form.Item>
        </Form>
        {purpose === 'send' ? <Checkbox checked={unlessWritten} onChange={(event) => setUnlessWritten(event.target.checked)}>{t('case.when-unless-written')}</Checkbox> : null}
      </div>
    </Modal>
  )
}
