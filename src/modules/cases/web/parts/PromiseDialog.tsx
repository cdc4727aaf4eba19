import { Form, Input, Modal, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { MOD } from '../../../../kernel/web/frame/hotkey.ts'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { ToWhom } from '../../contract.ts'
import type { Case, CasePromise } from '../../contract.ts'
import { sends } from './desk-keys.ts'
import { PROMISE_TIMES, promiseMoment } from './promise-times.ts'

interface Props { of: Case; busy: boolean; done: (promise: Pick<CasePromise, 'what' | 'toWhom' | 'dueAt'>) => Promise<boolean>; close: () => void }

/** What is promised, to whom and by when. */
export function PromiseDialog({ of, busy, done, close }: Props) {
  const t = useT()
  const phone = usePhone()
  const { zone } = useSession().company
  const [what, setWhat] = useState('')
  const [toWhom, setToWhom] = useState<CasePromise['toWhom']>('customer')
  const [dueAt, setDueAt] = useState<Date | null>(() => promiseMoment('today', zone) ?? promiseMoment('tomorrow', zone))
  const [tried, setTried] = useState(false)
  const [isLate, setIsLate] = useState(false)
  const save = async () => {
    const late = dueAt !== null && dueAt <= new Date()
    setTried(true)
    setIsLate(late)
    if (what.trim() === '' || !dueAt || late || busy) return
    if (await done({ what: what.trim(), toWhom, dueAt })) close()
  }
  return (
    <Modal open onCancel={close} width={520} title={t('case.promise')} okText={t('case.promise-make')} onOk={() => void save()} okButtonProps={{ loading: busy }} footer={(acts) => <div className="dialog-foot"><span className="quiet" aria-hidden>{phone ? null : <><kbd>{MOD}</kbd> <kbd>↵</kbd></>}</span>{acts}</div>}>
      <p className="dialog-of num">{of.number} · {of.subject}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('case.promise-what')} htmlFor="promise-what" validateStatus={tried && what.trim() === '' ? 'error' : ''} help={tried && what.trim() === '' ? t('form.required') : undefined}>
          <Input.TextArea id="promise-what" autoFocus value={what} maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} placeholder={t('case.promise-what-example')} aria-keyshortcuts="Control+Enter Meta+Enter" onChange={(event) => setWhat(event.target.value)}
            onKeyDown={(event) => { if (sends({ key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode })) { event.preventDefault(); void save() } }} />
        </Form.Item>
        <Form.Item label={t('case.promise-to')}>
          <Segmented value={toWhom} onChange={setToWhom} options={ToWhom.options.map((value) => ({ value, label: t(`case.promise-to.${value}`) }))} />
        </Form.Item>
        <Form.Item label={t('case.promise-due')} htmlFor="promise-due" validateStatus={tried && (!dueAt || isLate) ? 'error' : ''} help={tried && isLate ? t('promise.in-the-past') : tried && !dueAt ? t('form.required') : undefined}>
          <div className="promise-due">
            <span className="promise-moment"><MomentInput id="promise-due" value={dueAt} ahead onChange={setDueAt} /></span>
            <span className="promise-times">
              {PROMISE_TIMES.map((word) => {
                const at = promiseMoment(word, zone)
                return at ? <Tag.CheckableTag key={word} checked={dueAt?.getTime() === at.getTime()} onChange={() => setDueAt(at)}><span title={momentText(at, zone)}>{t(`case.promise-time.${word}`)}</span></Tag.CheckableTag> : null
              })}
            </span>
          </div>
        </Form.Item>
      </Form>
    </Modal>
  )
}
