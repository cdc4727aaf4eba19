import { CheckOutlined, CloudOutlined, LockOutlined, MessageOutlined, SnippetsOutlined, ThunderboltOutlined } from '@ant-design/icons'
import { Button, Input, Tag, Tooltip } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { Suspense, useEffect, useImperativeHandle, useRef, useState, useSyncExternalStore } from 'react'
import type { Ref } from 'react'
import { MOD } from '../../../../kernel/web/frame/hotkey.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { Slot } from '../../../../kernel/web/slot.tsx'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { FileDrop, useUploading } from '../../../files/web/index.ts'
import { TextHints } from '../../../messages/web/index.ts'
import type { Case } from '../../contract.ts'
import { answersByMail } from '../../rules.ts'
import { composerHints, composerTools } from '../places.ts'
import { ComposerNotices } from './ComposerNotices.tsx'
import { atSign, withName } from './mention.ts'
import type { At } from './mention.ts'
import { MentionPicker } from './MentionPicker.tsx'
import { sends } from './desk-keys.ts'
import type { Mode } from './drafts.ts'
import { useDraft, useDraftState, useKept } from './kept.ts'
import { ReachHint } from './ReachHint.tsx'
import { SendButton } from './SendButton.tsx'
import { slashAt, withTemplate } from './slash.ts'
import type { Slash } from './slash.ts'
import { TemplatePicker } from './TemplatePicker.tsx'
import type { TemplatePickerHandle } from './TemplatePicker.tsx'
import { useStatusName } from './status-names.ts'
import { usePictures } from './use-pictures.ts'
import type { Presence } from './use-presence.ts'

const MODES: readonly Mode[] = ['reply', 'note']
export interface ComposerHandle {
  write: (mode: Mode) => void
  /** Puts words where the caret stands, in a mode the writer may use. */
  put: (mode: Mode, words: string) => void
}
interface Props {
  of: Case
  /** So long an answer can be taken back. */
  undoSeconds: number
  presence: Presence
  /** Sends what is written and then moves the case there; the caller asks for a solution where one is needed. */
  sendAndMove: (to: string) => void
  /** Opens the dialog that sends later, or the macros. */
  ask: (kind: 'schedule' | 'macro', reason?: string) => void
  handle: Ref<ComposerHandle>
  leave: () => void
}

/** Where one answers the customer or leaves a note. What is written stays with the case, here and on the server, until it has arrived. */
export function Composer({ of, undoSeconds, presence, sendAndMove, ask, handle, leave }: Props) {
  const t = useT()
  const can = useCan()
  const phone = usePhone()
  const { drafts, outbox, sync } = useKept()
  const draft = useDraft(of.id)
  const field = useRef<TextAreaRef>(null)
  const picker = useRef<TemplatePickerHandle>(null)
  const [slash, setSlash] = useState<Slash | null>(null)
  const [at, setAt] = useState<At | null>(null)
  const nameOf = useStatusName()
  const modes = MODES.filter((mode) => of.may.includes(mode))
  const mode = modes.includes(draft.mode) ? draft.mode : modes[0] ?? 'note'
  const refusal = useSyncExternalStore(outbox.hear, () => outbox.refusal(of.id, mode))
  const { state, conflict } = useDraftState(of.id, mode)
  const text = draft[mode]
  const isUploading = useUploading(`case.${of.id}.${mode}`)
  const isReady = text.trim() !== '' && !isUploading && !conflict
  const toField = () => field.current?.focus({ cursor: 'end' })
  const element = () => field.current?.resizableTextArea?.textArea

  const putWords = (wanted: Mode, words: string) => {
    if (!modes.includes(wanted)) return
    drafts.keep(of.id, { mode: wanted })
    const was = drafts.of(of.id)[wanted]
    const caret = wanted === mode && document.activeElement === element() ? element()?.selectionStart ?? was.length : was.length
    const glue = caret > 0 && was[caret - 1] !== '\n' ? '\n' : ''
    writeIn(wanted, was.slice(0, caret) + glue + words + was.slice(caret))
    toCaret(caret + glue.length + words.length)
  }
  useImperativeHandle(handle, () => ({
    write: (wanted) => {
      if (!modes.includes(wanted)) return
      drafts.keep(of.id, { mode: wanted })
      toField()
    },
    put: putWords,
  }))
  // A refused message is back in the field: whoever sent it goes on there.
  useEffect(() => { if (refusal) field.current?.focus({ cursor: 'end' }) }, [refusal])

  const writeIn = (into: Mode, body: string) => {
    drafts.keep(of.id, { [into]: body })
    outbox.forgive(of.id, into)
    sync.typed(of.id, into)
  }
  const write = (body: string) => writeIn(mode, body)
  // The caret can only be put where the text already stands.
  const toCaret = (caret: number) => requestAnimationFrame(() => { element()?.focus(); element()?.setSelectionRange(caret, caret) })
  const pictures = usePictures(element, (place, words) => {
    const was = drafts.of(of.id)[mode]
    write(was.slice(0, place) + words + was.slice(place))
    toCaret(place + words.length)
  })
  const lookForSlash = () => {
    const it = element()
    setSlash(it && can('template.read') && mode === 'reply' ? slashAt(it.value, it.selectionStart) : null)
    setAt(it && mode === 'note' ? atSign(it.value, it.selectionStart) : null)
  }
  const name = ({ id, name: called }: { id: string; name: string }) => {
    if (!at) return
    const next = withName(drafts.of(of.id).note, at, called)
    drafts.keep(of.id, { named: { ...drafts.of(of.id).named, [called]: id } })
    write(next.text)
    setAt(null)
    toCaret(next.caret)
  }
  const put = (found: Slash, inserted: string) => {
    const next = withTemplate(drafts.of(of.id)[mode], found, inserted)
    write(next.text)
    setSlash(null)
    toCaret(next.caret)
  }
  const openTemplates = () => {
    const at = element()?.selectionStart ?? text.length
    const glued = at > 0 && !/\s/.test(text[at - 1] ?? '')
    write(`${text.slice(0, at)}${glued ? ' ' : ''}/${text.slice(at)}`)
    const caret = at + (glued ? 2 : 1)
    requestAnimationFrame(() => { element()?.focus(); element()?.setSelectionRange(caret, caret); lookForSlash() })
  }
  const send = () => {
    if (!isReady) return
    presence.stopped()
    setSlash(null)
    setAt(null)
    if (mode === 'reply' && draft.then && of.next.includes(draft.then)) sendAndMove(draft.then)
    else void outbox.send(of.id, mode, mode === 'reply' ? undoSeconds : 0)
  }
  const choose = (to: Mode) => {
    drafts.keep(of.id, { mode: to })
    setSlash(null)
    setAt(null)
    toField()
  }
  const press = (event: React.KeyboardEvent) => {
    // While a word is being composed every key is the input method's.
    if (isComposing(event.nativeEvent)) return
    if (sends({ key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey })) { event.preventDefault(); send() }
    else if ((slash || at) && event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); setSlash(null); setAt(null) }
    else if ((slash || at) && !event.shiftKey && picker.current?.press(event.key)) event.preventDefault()
    else if (event.key === 'Escape') { event.stopPropagation(); leave() }
  }
  return (
    <section className="composer" data-mode={mode} aria-label={t(mode === 'note' ? 'case.write-note' : 'case.write-reply')}>
      <ComposerNotices caseId={of.id} mode={mode} refusal={refusal} conflict={conflict} settled={toField} />
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
        <span className="composer-who clip">{t(mode === 'note' ? 'case.note-hint' : !answersByMail(of.channel) ? 'case.reply-kept' : of.customer ? 'case.reply-to' : 'case.reply-to-writer', { name: of.customer?.name ?? '' })}</span>
        {mode === 'reply' ? <ReachHint of={of} /> : null}
      </div>
      {slash ? <TemplatePicker of={of} q={slash.q} insert={(inserted) => put(slash, inserted)} close={() => { setSlash(null); toField() }} handle={picker} /> : null}
      {at ? <MentionPicker caseId={of.id} q={at.q} choose={name} handle={picker} /> : null}
      {mode === 'reply' && text.trim() !== '' ? <Slot of={composerHints} props={{ caseId: of.id, text, replace: (said: string, instead: string) => write(text.replace(said, instead)) }} /> : null}
      {mode === 'reply' && text.trim() !== '' ? <Suspense fallback={null}><TextHints about={{ kind: 'case', id: of.id }} text={text} replace={(start, end, words) => { write(text.slice(0, start) + words + text.slice(end)); toCaret(start + words.length) }} sendAnyway={(reason) => { presence.stopped(); void outbox.send(of.id, mode, undoSeconds, reason) }} sendLaterAnyway={(reason) => ask('schedule', reason)} /></Suspense> : null}
      <div onPasteCapture={pictures.onPasteCapture} onDropCapture={pictures.onDropCapture}>
      <FileDrop place={`case.${of.id}.${mode}`} value={draft.files[mode]} onChange={(files) => { pictures.arrived(drafts.of(of.id).files[mode], files); drafts.keep(of.id, { files: { ...drafts.of(of.id).files, [mode]: files } }); sync.typed(of.id, mode) }}>
        <Input.TextArea ref={field} variant="borderless" className="composer-text" value={text} onChange={(event) => { write(event.target.value); presence.typed(); lookForSlash() }} autoSize={{ minRows: phone ? 1 : 3, maxRows: phone ? 6 : 12 }} maxLength={100_000}
          placeholder={t(mode === 'note' ? 'case.note-placeholder-at' : can('template.read') ? 'case.reply-placeholder-slash' : 'case.reply-placeholder')} aria-label={t(mode === 'note' ? 'case.write-note' : 'case.write-reply')} aria-keyshortcuts="Control+Enter Meta+Enter"
          onKeyDown={press} onClick={lookForSlash} onBlur={() => { presence.stopped(); void sync.flush(of.id) }} />
      </FileDrop>
      </div>
      <div className="composer-acts">
        <DraftMark state={state} />
        {mode === 'reply' && draft.then && of.next.includes(draft.then) ? <Tag className="composer-then" closable onClose={() => drafts.keep(of.id, { then: null })}>{t('case.then', { status: nameOf(draft.then, of.kind) })}</Tag> : null}
        {phone ? null : <Tooltip title={t('macro.run')}><Button type="text" size="small" icon={<ThunderboltOutlined />} aria-label={t('macro.run')} aria-keyshortcuts="m" onClick={() => ask('macro')} /></Tooltip>}
        {phone || mode === 'note' || !can('template.read') ? null : <Tooltip title={t('case.templates')}><Button type="text" size="small" icon={<SnippetsOutlined />} aria-label={t('case.templates')} aria-keyshortcuts="/" onMouseDown={(event) => event.preventDefault()} onClick={openTemplates} /></Tooltip>}
        <Slot of={composerTools} props={{ caseId: of.id, mode, put: (words: string) => putWords(mode, words) }} />
        {phone ? null : <span className="composer-hint" aria-hidden><kbd>{MOD}</kbd> <kbd>↵</kbd></span>}
        <SendButton of={of} mode={mode} disabled={!isReady} send={send} sendAndMove={sendAndMove} later={() => ask('schedule')} />
      </div>
    </section>
  )
}

/** Where what is written stands: on the server, or for now only here. */
function DraftMark({ state }: { state: ReturnType<typeof useDraftState>['state'] }) {
  const t = useT()
  if (state === 'idle') return null
  return <span className="composer-saved" data-state={state} title={t(`case.draft-${state}-about`)}>{state === 'saved' ? <CheckOutlined aria-hidden /> : <CloudOutlined aria-hidden />} {t(`case.draft-${state}`)}</span>
}
