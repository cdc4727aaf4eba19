import { Form, Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { Condition } from '../../../../pure/conditions/index.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { ConditionField } from '../../../rules/web/index.ts'
import { segments } from '../../segments/contract.ts'
import type { Segment } from '../../segments/contract.ts'

type Fields = z.output<typeof segments.listSegments.spec.response>['fields']

/** Makes a segment or changes one; its condition is built of boxes. */
export function SegmentForm({ of, fields, close }: { of: Segment | null; fields: Fields; close: () => void }) {
  const t = useT()
  const [name, setName] = useState(of?.name ?? '')
  const [about, setAbout] = useState(of?.about ?? '')
  const [ruled, setRuled] = useState(of ? of.condition !== null : true)
  const [condition, setCondition] = useState<Condition>((of?.condition ?? { all: [] }) as Condition)
  const refresh = [segments.listSegments]
  const add = useCall(segments.addSegment, { said: 'customer-segment.added', refresh, done: close })
  const change = useCall(segments.changeSegment, { said: 'customer-segment.changed', refresh, done: close })
  const isReady = name.trim() !== ''
  const save = () => of
    ? change.run({ params: { id: of.id }, body: { name: name.trim(), about: about.trim() || null, ...(ruled ? { condition } : {}), version: of.version } })
    : add.run({ body: { name: name.trim(), ...(about.trim() ? { about: about.trim() } : {}), condition: ruled ? condition : null } })
  return (
    <Modal open width={680} title={t(of ? 'customer-segment.change' : 'customer-segment.add')} okText={t('form.save')} okButtonProps={{ loading: add.busy || change.busy, disabled: !isReady }} onCancel={close} onOk={() => void save()}>
      <Form layout="vertical" component="div">
        <Form.Item label={t('customer-segment.name')} required htmlFor="customer-segment-name"><Input id="customer-segment-name" autoFocus maxLength={80} value={name} onChange={(event) => setName(event.target.value)} /></Form.Item>
        <Form.Item label={t('customer-segment.about')} htmlFor="customer-segment-about"><Input id="customer-segment-about" maxLength={300} value={about} onChange={(event) => setAbout(event.target.value)} /></Form.Item>
        {of ? null : <Form.Item label={t('customer-segment.kind')} extra={t('customer-segment.kind-help')}><Segmented value={ruled ? 'rule' : 'hand'} options={[{ value: 'rule', label: t('customer-segment.by-condition') }, { value: 'hand', label: t('customer-segment.manual') }]} onChange={(to) => setRuled(to === 'rule')} /></Form.Item>}
        {ruled ? <Form.Item label={t('customer-segment.condition')}><ConditionField fields={fields} of={condition} change={setCondition} /></Form.Item> : null}
      </Form>
    </Modal>
  )
}
