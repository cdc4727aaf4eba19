import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { MOD } from '../../../../kernel/web/frame/hotkey.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { KINDS } from '../../contract.ts'
import type { Case } from '../../contract.ts'
import { sends } from './desk-keys.ts'
import { useStatusName } from './status-names.ts'

/** How a case was solved, before it is; `withReply` sends what is written first. `done` answers whether it went through. */
export function SolveDialog({ of, to, suggested, withReply, busy, done, close }: { of: Case; to: string; suggested: string; withReply: boolean; busy: boolean; done: (solution: string, kind: Case['kind'] | undefined) => Promise<boolean>; close: () => void }) {
  const t = useT()
  const phone = usePhone()
  const nameOf = useStatusName()
  const [solution, setSolution] = useState(suggested)
  const [isMissing, setIsMissing] = useState(false)
  // What a channel supposed is said by a person before the case is solved.
  const [kind, setKind] = useState<Case['kind'] | undefined>(of.classified ? undefined : of.kind)
  const solve = async () => {
    if (solution.trim() === '') return setIsMissing(true)
    if (!busy && await done(solution.trim(), kind)) close()
  }
  return (
    <Modal open onCancel={close} width={520} title={t('case.solve-title', { status: nameOf(to, of.kind) })} okText={t(withReply ? 'case.send-and-solve' : 'case.solve')} onOk={() => void solve()} okButtonProps={{ loading: busy }} footer={(acts) => <div className="dialog-foot"><span className="quiet" aria-hidden>{phone ? null : <><kbd>{MOD}</kbd> <kbd>↵</kbd></>}</span>{acts}</div>}>
      <p className="dialog-of num">{of.number} · {of.subject}</p>
      <Form layout="vertical" component="div" requiredMark={false}>
        {of.classified ? null : <Form.Item label={t('case.kind')} htmlFor="solved-kind" help={t('case.kind-supposed')}><Select id="solved-kind" value={kind ?? of.kind} onChange={setKind} options={KINDS.map((value) => ({ value, label: t(`case.kind.${value}`) }))} /></Form.Item>}
        <Form.Item label={t('case.solution')} htmlFor="solution" required help={isMissing ? t('form.required') : t('case.solution-help')} validateStatus={isMissing ? 'error' : ''}>
          <Input.TextArea id="solution" autoFocus value={solution} maxLength={20_000} autoSize={{ minRows: 4, maxRows: 12 }} aria-keyshortcuts="Control+Enter Meta+Enter"
            onChange={(event) => { setSolution(event.target.value); setIsMissing(false) }}
            onKeyDown={(event) => { if (sends({ key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode })) { event.preventDefault(); void solve() } }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
