import { DownOutlined, LockOutlined, MessageOutlined } from '@ant-design/icons'
import { Alert, Button, Dropdown, Input, Space } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useEffect, useImperativeHandle, useRef, useSyncExternalStore } from 'react'
import type { Ref } from 'react'
import { MOD } from '../../../../kernel/web/frame/hotkey.ts'
import { FaultDetail, faultText } from '../../../../kernel/web/problem.tsx'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { FileDrop, useUploading } from '../../../files/web/index.ts'
import type { Case } from '../../contract.ts'
import { sends } from './desk-keys.ts'
import type { Mode } from './drafts.ts'
import { useDraft, useKept } from './kept.ts'
import { useStatusClass, useStatusName } from './status-names.ts'

const MODES: readonly Mode[] = ['reply', 'note']
export interface ComposerHandle { write: (mode: Mode) => void }
interface Props {
  of: Case
  /** Sends what is written and then moves the case there; the caller asks for a solution where one is needed. */
  sendAndMove: (to: string) => void
  handle: Ref<ComposerHandle>
  leave: () => void
}

/** Where one answers the customer or leaves a note. What is written stays with the case until it has arrived. */
export function Composer({ of, sendAndMove, handle, leave }: Props) {
  const t = useT()
  const phone = usePhone()
  const { drafts, outbox } = useKept()
  const draft = useDraft(of.id)
  const field = useRef<TextAreaRef>(null)
  const modes = MODES.filter((mode) => of.may.includes(mode))
  const mode = modes.includes(draft.mode) ? draft.mode : modes[0] ?? 'note'
  const refusal = useSyncExternalStore(outbox.hear, () => outbox.refusal(of.id, mode))
  const text = draft[mode]
  const isUploading = useUploading(`case.${of.id}.${mode}`)
  const isReady = text.trim() !== '' && !isUploading

  useImperativeHandle(handle, () => ({
    write: (wanted) => {
      if (!modes.includes(wanted)) return
      drafts.keep(of.id, { mode: wanted })
      field.current?.focus({ cursor: 'end' })
    },
  }))
  // A refused message is back in the field: whoever sent it goes on there.
  useEffect(() => { if (refusal) field.current?.focus({ cursor: 'end' }) }, [refusal])

  const typed = (body: string) => {
    drafts.keep(of.id, { [mode]: body })
    outbox.forgive(of.id, mode)
  }
  const send = () => { if (isReady) void outbox.send(of.id, mode) }
  const choose = (to: Mode) => {
    drafts.keep(of.id, { mode: to })
    field.current?.focus({ cursor: 'end' })
  }
  return (
    <section className="composer" data-mode={mode} aria-label={t(mode === 'note' ? 'case.write-note' : 'case.write-reply')}>
      {refusal ? <Alert className="composer-refusal" type="warning" showIcon title={faultText(refusal)} description={refusal.problem.errors?.length || refusal.problem.suggestion ? <FaultDetail error={refusal} /> : undefined} /> : null}
      <div className="composer-modes" role="tablist" aria-label={t('case.write')}>
        {modes.map((one) => (
          <button key={one} type="button" role="tab" aria-selected={one === mode} tabIndex={one === mode ? 0 : -1} data-mode={one} onClick={() => choose(one)} onKeyDown={(event) => {
            if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
            event.preventDefault()
            const other = modes[(modes.indexOf(one) + 1) % modes.length]
            if (other) choose(other)
          }}>
            {one === 'note' ? <LockOutlined aria-hidden /> : <MessageOutlined aria-hidden />}{t(one === 'note' ? 'case.note' : 'case.reply')}
            {one !== mode && draft[one].trim() !== '' ? <i className="composer-dot" title={t('case.has-draft')} /> : null}
          </button>
        ))}
        <span className="composer-who clip">{mode === 'note' ? t('case.note-hint') : of.customer ? t('case.reply-to', { name: of.customer.name }) : t('case.reply-to-nobody')}</span>
      </div>
      <FileDrop place={`case.${of.id}.${mode}`} value={draft.files[mode]} onChange={(files) => drafts.keep(of.id, { files: { ...drafts.of(of.id).files, [mode]: files } })}>
        <Input.TextArea ref={field} variant="borderless" className="composer-text" value={text} onChange={(event) => typed(event.target.value)} autoSize={{ minRows: phone ? 1 : 3, maxRows: phone ? 6 : 12 }} maxLength={100_000}
          placeholder={t(mode === 'note' ? 'case.note-placeholder' : 'case.reply-placeholder')} aria-label={t(mode === 'note' ? 'case.write-note' : 'case.write-reply')} aria-keyshortcuts="Control+Enter Meta+Enter"
          onKeyDown={(event) => {
            if (sends({ key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode })) { event.preventDefault(); send() }
            else if (event.key === 'Escape' && !isComposing(event.nativeEvent)) { event.stopPropagation(); leave() }
          }} />
      </FileDrop>
      <div className="composer-acts">
        {phone ? null : <span className="composer-hint" aria-hidden><kbd>{MOD}</kbd> <kbd>↵</kbd></span>}
        <SendButton of={of} mode={mode} disabled={!isReady} send={send} sendAndMove={sendAndMove} />
      </div>
    </section>
  )
}

/** Sends; an answer can take the case to its next state with it. */
function SendButton({ of, mode, disabled, send, sendAndMove }: { of: Case; mode: Mode; disabled: boolean; send: () => void; sendAndMove: (to: string) => void }) {
  const t = useT()
  const nameOf = useStatusName()
  const classOf = useStatusClass()
  const label = t(mode === 'note' ? 'case.add-note' : 'case.send')
  const next = mode === 'note' ? [] : of.next.filter((to) => ['waiting-customer', 'waiting-third', 'resolved'].includes(classOf(to, of.kind) ?? ''))
  if (next.length === 0) return <Button type="primary" disabled={disabled} onClick={send}>{label}</Button>
  return (
    <Space.Compact>
      <Button type="primary" disabled={disabled} onClick={send}>{label}</Button>
      <Dropdown trigger={['click']} placement="topRight" disabled={disabled} menu={{ items: next.map((to) => ({ key: to, label: t('case.send-and', { status: nameOf(to, of.kind) }), onClick: () => sendAndMove(to) })) }}>
        <Button type="primary" disabled={disabled} icon={<DownOutlined />} aria-label={t('case.send-and-more')} />
      </Dropdown>
    </Space.Compact>
  )
}
