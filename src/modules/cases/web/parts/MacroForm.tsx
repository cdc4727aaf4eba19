import { Alert, Button, Checkbox, Drawer, Form, Input, Segmented, Select } from 'antd'
import { useRef, useState } from 'react'
import { ApiError } from '../../../../kernel/client.ts'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { TeamPicker } from '../../../people/web/index.ts'
import { CHANNELS, KINDS, PRIORITIES } from '../../contract.ts'
import { MACRO_PLACES } from '../../desk/rules.ts'
import { faultOf } from './macro-draft.ts'
import type { MacroDraft } from './macro-draft.ts'
import { useStatusName } from './status-names.ts'

const STATUSES = ['open', 'waiting-customer', 'waiting-third', 'solved', 'closed']
const SNOOZES = ['hour', 'tomorrow', 'three-days', 'customer']
const TONGUES = ['zh', 'en'] as const
interface Props { known: string | null; of: MacroDraft; save: (key: string, draft: MacroDraft, goes: boolean) => Promise<void>; close: () => void }

/** Everything a macro consists of, as a form. */
export function MacroForm({ known, of, save, close }: Props) {
  const t = useT()
  const can = useCan()
  const nameOf = useStatusName()
  const [draft, setDraft] = useState(of)
  const [tongue, setTongue] = useState<(typeof TONGUES)[number]>('zh')
  const [key] = useState(() => known ?? `macro-${Date.now().toString(36)}`)
  const [fault, setFault] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const caret = useRef(of.words.zh.length)
  const set = (more: Partial<MacroDraft>) => { setFault(null); setDraft({ ...draft, ...more }) }
  const mayPublish = can('definition.publish')
  const run = async () => {
    const wrong = faultOf(draft)
    if (wrong) return setFault(t(wrong))
    setIsBusy(true)
    try {
      await save(key, draft, mayPublish)
      toast.done(t(mayPublish ? 'macro.published' : 'macro.drafted'))
      close()
    } catch (error) { setFault(error instanceof ApiError && error.problem.errors?.length ? error.problem.errors.map((one) => one.message).join(' ') : faultText(error)) } finally { setIsBusy(false) }
  }
  const insert = (place: string) => set({ words: { ...draft.words, [tongue]: `${draft.words[tongue].slice(0, caret.current)}{{${place}}}${draft.words[tongue].slice(caret.current)}` } })
  const choose = (field: 'priority' | 'kind' | 'handler' | 'move' | 'snooze', options: { value: string; label: React.ReactNode }[]) => (
    <Form.Item label={t(`macro.sets.${field}`)} htmlFor={`macro-${field}`}><Select id={`macro-${field}`} allowClear value={draft[field]} placeholder={t('macro.leaves')} options={options} onChange={(value: string | undefined) => set({ [field]: value ?? null })} /></Form.Item>
  )
  return (
    <Drawer open onClose={close} size={640} title={t(known ? 'macro.edit-title' : 'macro.new')} extra={<Button type="primary" loading={isBusy} onClick={() => void run()}>{t(mayPublish ? 'macro.publish' : 'macro.draft')}</Button>}>
      <Form layout="vertical" component="div" requiredMark={false} className="macro-form">
        {fault ? <Alert type="error" showIcon title={fault} /> : null}
        <div className="macro-two">{TONGUES.map((one) => <Form.Item key={one} label={t(`macro.name.${one}`)} htmlFor={`macro-name-${one}`}><Input id={`macro-name-${one}`} autoFocus={one === 'zh'} maxLength={120} value={draft.name[one]} onChange={(event) => set({ name: { ...draft.name, [one]: event.target.value } })} /></Form.Item>)}</div>
        <div className="macro-two">{TONGUES.map((one) => <Form.Item key={one} label={t(`macro.about.${one}`)} htmlFor={`macro-about-${one}`}><Input id={`macro-about-${one}`} maxLength={120} value={draft.about[one]} onChange={(event) => set({ about: { ...draft.about, [one]: event.target.value } })} /></Form.Item>)}</div>
        <h3>{t('macro.deeds')}</h3>
        <div className="macro-two">
          {choose('priority', PRIORITIES.map((value) => ({ value, label: t(`case.priority.${value}`) })))}
          {choose('kind', KINDS.map((value) => ({ value, label: t(`case.kind.${value}`) })))}
          {choose('handler', ['me', 'nobody'].map((value) => ({ value, label: t(`macro.handler.${value}`) })))}
          <Form.Item label={t('macro.sets.team')} htmlFor="macro-team"><TeamPicker id="macro-team" value={draft.teamId} placeholder={t('macro.leaves')} onChange={(teamId) => set({ teamId: teamId ?? null })} /></Form.Item>
          {choose('move', STATUSES.map((value) => ({ value, label: nameOf(value, 'request') })))}
          {choose('snooze', SNOOZES.map((value) => ({ value, label: t(`macro.snooze.${value}`) })))}
        </div>
        <Checkbox checked={draft.watch} onChange={(event) => set({ watch: event.target.checked })}>{t('macro.watch')}</Checkbox>
        <h3>{t('macro.words')}</h3>
        <div className="macro-tools">
          <Segmented size="small" value={draft.visibility} onChange={(visibility) => set({ visibility })} options={(['public', 'internal'] as const).map((value) => ({ value, label: t(`macro.visibility.${value}`) }))} />
          <Segmented size="small" value={tongue} onChange={setTongue} options={TONGUES.map((value) => ({ value, label: t(`macro.tongue.${value}`) }))} />
        </div>
        <Input.TextArea aria-label={t('macro.words')} value={draft.words[tongue]} autoSize={{ minRows: 6, maxRows: 16 }} maxLength={20_000} onSelect={(event) => { caret.current = event.currentTarget.selectionStart }} onChange={(event) => set({ words: { ...draft.words, [tongue]: event.target.value } })} />
        <div className="macro-places"><small className="quiet">{t('macro.places')}</small>{MACRO_PLACES.map((place) => <Button key={place} size="small" onClick={() => insert(place)}>{t(`macro.place.${place}`)}</Button>)}</div>
        <h3>{t('macro.offered')}</h3>
        <div className="macro-two">
          <Form.Item label={t('case.kind')} htmlFor="macro-kinds"><Select id="macro-kinds" mode="multiple" value={draft.kinds} placeholder={t('macro.all')} options={KINDS.map((value) => ({ value, label: t(`case.kind.${value}`) }))} onChange={(kinds) => set({ kinds })} /></Form.Item>
          <Form.Item label={t('case.channel')} htmlFor="macro-channels"><Select id="macro-channels" mode="multiple" value={draft.channels} placeholder={t('macro.all')} options={CHANNELS.map((value) => ({ value, label: t(`case.channel.${value}`) }))} onChange={(channels) => set({ channels })} /></Form.Item>
        </div>
      </Form>
    </Drawer>
  )
}
