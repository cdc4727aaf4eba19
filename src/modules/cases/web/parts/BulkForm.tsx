import { Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker, TeamPicker } from '../../../people/web/index.ts'
import type { BulkDeed } from '../../bulk/contract.ts'
import { PRIORITIES } from '../../contract.ts'
import { sends } from './desk-keys.ts'
import { PriorityMark } from './tags.tsx'

/** The deed before anything has been said about it. */
export function beginningOf(kind: Exclude<BulkDeed['kind'], 'merge'>): BulkDeed {
  if (kind === 'tag') return { kind, add: [], remove: [] }
  if (kind === 'prioritise') return { kind, priority: 'normal' }
  if (kind === 'renew-deadlines') return { kind, reason: '' }
  return { kind, tellCustomers: true }
}
/** Whether enough is said for a preview. */
export const isReady = (deed: BulkDeed): boolean => deed.kind === 'tag' ? deed.add.length + deed.remove.length > 0 : deed.kind === 'renew-deadlines' ? deed.reason.trim() !== '' : deed.kind !== 'assign' || deed.handlerId !== undefined || deed.teamId !== undefined

/** What is to be done, apart from to which cases. */
export function BulkForm({ deed, change, done }: { deed: BulkDeed; change: (deed: BulkDeed) => void; done: () => void }) {
  const t = useT()
  const { staff } = useSession()
  const onKeyDown = (event: React.KeyboardEvent) => { if (sends({ key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode })) { event.preventDefault(); done() } }
  return (
    <Form layout="vertical" component="div" requiredMark={false} onKeyDown={onKeyDown}>
      {deed.kind === 'solve' ? (
        <Form.Item label={t('case.solution')} htmlFor="bulk-solution">
          <Input.TextArea id="bulk-solution" autoFocus value={deed.solution ?? ''} maxLength={20_000} autoSize={{ minRows: 3, maxRows: 10 }} onChange={({ target: { value } }) => change({ ...deed, solution: value.trim() ? value : undefined })} />
        </Form.Item>
      ) : null}
      {deed.kind === 'close' || deed.kind === 'reopen' ? (
        <Form.Item label={t('case.reason')} htmlFor="bulk-reason">
          <Input.TextArea id="bulk-reason" autoFocus value={deed.reason ?? ''} maxLength={2_000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={({ target: { value } }) => change({ ...deed, reason: value.trim() ? value : undefined })} />
        </Form.Item>
      ) : null}
      {deed.kind === 'renew-deadlines' ? (
        <Form.Item label={t('case.reason')} htmlFor="bulk-renew-reason" extra={t('bulk.renew-text')}>
          <Input id="bulk-renew-reason" autoFocus value={deed.reason} maxLength={500} autoComplete="off" onChange={({ target: { value } }) => change({ ...deed, reason: value })} />
        </Form.Item>
      ) : null}
      {deed.kind === 'prioritise' ? (
        <Form.Item label={t('case.priority')}>
          <Radio.Group value={deed.priority} onChange={({ target: { value } }) => change({ ...deed, priority: value as typeof deed.priority })} options={PRIORITIES.toReversed().map((value) => ({ value, label: <PriorityMark priority={value} named /> }))} />
        </Form.Item>
      ) : null}
      {deed.kind === 'tag' ? (['add', 'remove'] as const).map((which) => (
        <Form.Item key={which} label={t(`bulk.${which}-tags`)} htmlFor={`bulk-${which}`}>
          <Select id={`bulk-${which}`} autoFocus={which === 'add'} mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', '、', ';', '；']} placeholder={t('custom-field.tags-hint')} value={deed[which]} onChange={(words) => change({ ...deed, [which]: words })} />
        </Form.Item>
      )) : null}
      {deed.kind === 'assign' ? (
        <>
          <Form.Item label={<span className="assign-label">{t('case.handler')}{staff && deed.handlerId !== staff.id ? <Button type="link" size="small" onClick={() => change({ ...deed, handlerId: staff.id })}>{t('case.to-me')}</Button> : null}</span>} htmlFor="bulk-handler">
            <StaffPicker id="bulk-handler" permission="case.write" value={deed.handlerId ?? null} onChange={(id) => change({ ...deed, handlerId: id })} />
            <Checkbox className="bulk-nobody" checked={deed.handlerId === null} onChange={({ target: { checked } }) => change({ ...deed, handlerId: checked ? null : undefined })}>{t('bulk.to-nobody')}</Checkbox>
          </Form.Item>
          <Form.Item label={t('case.team')} htmlFor="bulk-team"><TeamPicker id="bulk-team" value={deed.teamId ?? null} onChange={(id) => change({ ...deed, teamId: id })} /></Form.Item>
        </>
      ) : null}
      {'tellCustomers' in deed ? (
        <Checkbox checked={deed.tellCustomers} onChange={({ target: { checked } }) => change({ ...deed, tellCustomers: checked })}>{t('bulk.tell-customers')}<span className="bulk-hint">{t('bulk.tell-customers-text')}</span></Checkbox>
      ) : null}
    </Form>
  )
}
