import '../boards.css'
import './services.css'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Drawer, Form, Input, InputNumber, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { putInForce, standingDraft, writeDraft } from '../../../../kernel/web/definitions/write-definition.ts'
import { ApiError, query } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { forms } from '../../../forms/contract.ts'
import { flows } from '../../../flows/contract.ts'
import { staff } from '../../../people/contract.ts'
import { TeamPicker } from '../../../people/web/index.ts'
import { KINDS, PRIORITIES } from '../../contract.ts'
import { bodyOf, draftOf, faultOf, newService, newTask } from './service-draft.ts'
import type { ServiceDraft, TaskDraft } from './service-draft.ts'

const TONGUES = ['zh', 'en'] as const
const said = (text: { zh: string; en: string }) => language() === 'en' ? text.en : text.zh

/** One service of the catalogue, written and published without a line of JSON. */
export function ServiceForm({ known, close }: { known: string | null; close: () => void }) {
  const t = useT()
  const phone = usePhone()
  const versions = useQuery({ ...query(definitions.list, { query: { kind: 'service', key: known ?? '-' } }), enabled: known !== null })
  const current = (versions.data?.items ?? []).find((one) => one.inForce)
  const body = useQuery({ ...query(definitions.get, { params: { id: current?.id ?? '' } }), enabled: current !== undefined })
  const draft = known === null ? newService() : body.data ? draftOf(body.data.body) : null
  return draft ? <Opened key={current?.id ?? 'new'} known={known} of={draft} close={close} /> : <Drawer open onClose={close} size={phone ? '100%' : 820} title={t('service.edit-title')}><Skeleton active /></Drawer>
}

function Opened({ known, of, close }: { known: string | null; of: ServiceDraft; close: () => void }) {
  const t = useT()
  const can = useCan()
  const phone = usePhone()
  const cache = useQueryClient()
  const [draft, setDraft] = useState(of)
  const [key] = useState(() => known ?? `service-${Date.now().toString(36)}`)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const allForms = useQuery(query(forms.list, {}))
  const allFlows = useQuery(query(flows.list, {}))
  const roles = useQuery(query(staff.roles, {}))
  const goes = can('definition.publish')
  const set = (more: Partial<ServiceDraft>) => { setFault(null); setDraft({ ...draft, ...more }) }
  const setTask = (at: number, more: Partial<TaskDraft>) => set({ tasks: draft.tasks.map((one, n) => n === at ? { ...one, ...more } : one) })

  /** Writes the next version and puts it in force; whoever may not publish leaves a draft for review. */
  const save = async () => {
    const wrong = faultOf(draft)
    if (wrong) return setFault(t(wrong))
    setBusy(true)
    try {
      const made = await writeDraft({ kind: 'service', key, body: bodyOf(draft), standing: await standingDraft('service', key) })
      if (goes) await putInForce(made)
      await cache.invalidateQueries()
      toast.done(t(goes ? 'service.published' : 'service.drafted'))
      close()
    } catch (error) { setFault(error instanceof ApiError && error.problem.errors?.length ? error.problem.errors.map((one) => one.message).join(' ') : faultText(error)) } finally { setBusy(false) }
  }
  const bilingual = (field: 'name' | 'about' | 'group', most: number) => (
    <div className="macro-two">{TONGUES.map((one) => <Form.Item key={one} label={t(`service.${field}.${one}`)} htmlFor={`service-${field}-${one}`}>{field === 'about'
      ? <Input.TextArea id={`service-${field}-${one}`} autoSize={{ minRows: 2, maxRows: 4 }} maxLength={most} value={draft[field][one]} onChange={({ target }) => set({ [field]: { ...draft[field], [one]: target.value.replaceAll('\n', ' ') } })} />
      : <Input id={`service-${field}-${one}`} autoFocus={field === 'name' && one === 'zh'} maxLength={most} value={draft[field][one]} onChange={({ target }) => set({ [field]: { ...draft[field], [one]: target.value } })} />}</Form.Item>)}</div>
  )
  const roleOptions = (roles.data?.items ?? []).map((one) => ({ value: one.key, label: said(one.name) }))
  return (
    <Drawer open onClose={close} size={phone ? '100%' : 820} title={t(known ? 'service.edit-title' : 'service.new')} extra={<Button type="primary" loading={busy} onClick={() => void save()}>{t(goes ? 'service.publish' : 'service.draft')}</Button>}>
      <Form layout="vertical" component="div" requiredMark={false} className="macro-form">
        {fault ? <Alert type="error" showIcon title={fault} /> : null}
        {bilingual('name', 120)}{bilingual('about', 120)}{bilingual('group', 60)}
        <div className="macro-two">
          <Form.Item label={t('service.kind')} htmlFor="service-kind"><Select id="service-kind" value={draft.kind} options={KINDS.map((value) => ({ value, label: t(`case.kind.${value}`) }))} onChange={(kind) => set({ kind })} /></Form.Item>
          <Form.Item label={t('service.priority')} htmlFor="service-priority"><Select id="service-priority" value={draft.priority} options={PRIORITIES.map((value) => ({ value, label: t(`case.priority.${value}`) }))} onChange={(priority) => set({ priority })} /></Form.Item>
          <Form.Item label={t('service.team')} htmlFor="service-team"><TeamPicker id="service-team" value={draft.teamId} placeholder={t('service.team-none')} onChange={(teamId) => set({ teamId: teamId ?? null })} /></Form.Item>
          <Form.Item label={t('service.order')} htmlFor="service-order"><InputNumber id="service-order" min={0} max={10_000} precision={0} value={draft.order} onChange={(order) => set({ order: order ?? 100 })} /></Form.Item>
          <Form.Item label={t('service.form')} htmlFor="service-form"><Select id="service-form" allowClear showSearch={{ optionFilterProp: 'label' }} value={draft.form} placeholder={t('service.form-none')} options={(allForms.data?.items ?? []).filter((one) => one.for.includes('case')).map((one) => ({ value: one.key, label: said(one.name) }))} onChange={(form) => set({ form: form ?? null })} /></Form.Item>
          <Form.Item label={t('service.flow')} htmlFor="service-flow"><Select id="service-flow" allowClear showSearch={{ optionFilterProp: 'label' }} value={draft.flow} placeholder={t('service.flow-none')} options={(allFlows.data?.items ?? []).filter((one) => one.steps > 0 && ['case', 'free'].includes(one.subject)).map((one) => ({ value: one.key, label: said(one.name) }))} onChange={(flow) => set({ flow: flow ?? null })} /></Form.Item>
        </div>
        <Checkbox checked={draft.portal} onChange={({ target }) => set({ portal: target.checked })}>{t('service.portal')}</Checkbox>
        <h3>{t('service.tasks')}</h3>
        <div className="service-tasks">
          {draft.tasks.length && !phone ? <div className="service-task service-task-heads" aria-hidden>{['zh', 'en', 'role', 'hours'].map((one) => <span key={one} className="quiet">{t(`service.task.${one}`)}</span>)}</div> : null}
          {draft.tasks.map((task, at) => (
          <div key={task.key} className="service-task">
            {TONGUES.map((one) => <Input key={one} maxLength={120} aria-label={`${t(`service.task.${one}`)} ${at + 1}`} placeholder={t(`service.task.${one}`)} value={task.title[one]} onChange={({ target }) => setTask(at, { title: { ...task.title, [one]: target.value } })} />)}
            <Select showSearch={{ optionFilterProp: 'label' }} aria-label={`${t('service.task.role')} ${at + 1}`} placeholder={t('service.task.role')} value={task.roleKey} options={roleOptions} onChange={(roleKey: string) => setTask(at, { roleKey, teamId: null })} />
            <InputNumber aria-label={`${t('service.task.hours')} ${at + 1}`} placeholder={t('service.task.hours')} min={0.5} max={1_000} value={task.hours} onChange={(hours) => setTask(at, { hours })} />
            <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={t('service.drop-task', { n: at + 1 })} onClick={() => set({ tasks: draft.tasks.filter((_, n) => n !== at) })} />
          </div>
        ))}</div>
        <Button size="small" icon={<PlusOutlined aria-hidden />} disabled={draft.tasks.length >= 20} onClick={() => set({ tasks: [...draft.tasks, newTask()] })}>{t('service.add-task')}</Button>
        <p className="quiet service-hint">{t('service.deadline-hint')}</p>
      </Form>
    </Drawer>
  )
}
