import { useNavigate } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { useMemo } from 'react'
import { z } from 'zod'
import { call } from '../../../../kernel/client.ts'
import { line } from '../../../../kernel/contract.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { nameOf } from '../../../../kernel/web/definitions/parts.tsx'
import type { Standing } from '../../../../kernel/web/definitions/standing.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { FlowBody } from '../../contract.ts'
import { FlowDefinition } from '../../contract.ts'
import { bodyOf, newFlow, newStepName } from './draft-flow.ts'
import type { FlowNames } from './flow-names.ts'
import { inWords } from './flow-words.ts'

const BLANK = 'blank'
/** A key made of what can be read of a name in Latin letters, else of the moment. */
const keyOf = (name: string, taken: ReadonlySet<string>): string => {
  const plain = name.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 50)
  const first = plain.length > 2 ? plain : `flow-${Date.now().toString(36)}`
  let key = first
  for (let n = 2; taken.has(key); n++) key = `${first}-${n}`
  return key
}

/** Begins a flow: from nothing, or from one that is there. */
export function NewFlow({ open, close, models, names }: { open: boolean; close: () => void; models: readonly Standing[]; names: FlowNames }) {
  const t = useT()
  const navigate = useNavigate()
  const asked = useMemo(() => z.strictObject({ name: line(120), like: z.string(), subject: z.string() }), [])
  const make = async ({ name, like, subject }: z.output<typeof asked>) => {
    const words = { zh: name, en: name }
    const read = like === BLANK ? null : FlowDefinition.safeParse((await call(definitions.get, { params: { id: like } })).body)
    const { startsOn: _startsOn, ...rest } = read?.success ? read.data as FlowBody : newFlow(subject, { name: words, first: newStepName('work', 1) })
    return call(definitions.draft, { body: { kind: 'flow', key: keyOf(name, new Set(models.map((one) => one.key))), body: bodyOf({ ...rest, name: words }) as never } })
  }
  const likes = [{ value: BLANK, label: t('flow.blank') }, ...models.flatMap((one) => { const from = one.inForce ?? one.versions[0]; return from ? [{ value: from.id, label: nameOf(one) }] : [] })]
  const subjects = [...[...names.subjects.values()].map((one) => ({ value: one.key, label: inWords(one.name) })), { value: 'free', label: t('flow.subject.free') }]
  return (
    <FormDrawer open={open} close={close} title="flow.new" body={asked} saveLabel="flow.make" said="definition.drafted" save={make} values={{ like: BLANK, subject: subjects[0]?.value ?? 'free' }}
      fields={[
        { name: 'name', label: 'flow.name', input: <Input maxLength={120} autoFocus /> },
        { name: 'like', label: 'flow.like', input: <Select options={likes} showSearch={{ optionFilterProp: 'label' }} />, help: 'flow.like-help' },
        { name: 'subject', label: 'flow.subject', input: <Select options={subjects} />, help: 'flow.new-subject-help' },
      ]}
      saved={(it) => void navigate({ to: `/flows/${encodeURIComponent(it.key)}` as string, search: { version: it.id } as never })} />
  )
}
