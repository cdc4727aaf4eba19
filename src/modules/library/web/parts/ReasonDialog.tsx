import { DatePicker, Input, Modal } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'

/** Asks why, and where it is wanted, for the next day. */
export function ReasonDialog({ title, text, danger = false, needed = true, withDay = false, busy, close, done }: { title: string; text: string; danger?: boolean; needed?: boolean; withDay?: boolean; busy: boolean; close: () => void; done: (note: string, day: string | undefined) => void }) {
  const t = useT()
  const [note, setNote] = useState('')
  const [day, setDay] = useState<string>()
  return (
    <Modal open onCancel={close} width={440} title={t(title)} okText={t(title)} okButtonProps={{ danger, loading: busy, disabled: needed && !note.trim() }} onOk={() => done(note.trim(), day)}>
      <p className="doc-said">{t(text)}</p>
      <Input.TextArea aria-label={t('document.reason')} placeholder={t(needed ? 'document.reason' : 'document.reason-optional')} value={note} maxLength={500} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => setNote(event.target.value)} />
      {withDay ? <div className="doc-next"><span>{t('document.next-review')}</span><DatePicker style={{ width: '100%' }} placeholder={t('document.next-review-default')} onChange={(value) => setDay(value?.format('YYYY-MM-DD'))} /></div> : null}
    </Modal>
  )
}
