import { useNavigate } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { useMemo } from 'react'
import { z } from 'zod'
import { call } from '../../client.ts'
import { definitions } from '../../definition-contract.ts'
import { FormDrawer } from '../form/FormDrawer.tsx'
import { kindName, nameOf } from './parts.tsx'
import type { Standing } from './standing.ts'


/** Drafts a definition under a key of its own, from one that is there. */
export function NewDefinition({ open, close, kind, models }: { open: boolean; close: () => void; kind: string; models: readonly Standing[] }) {
  const navigate = useNavigate()
  const asked = useMemo(() => {
    const taken = new Set(models.map((one) => one.key))
    return z.strictObject({ key: definitions.draft.spec.body.shape.key.refine((key) => !taken.has(key), { error: 'definition.key-taken' }), like: z.string() })
  }, [models])
  const draft = async ({ key, like }: z.output<typeof asked>) => {
    const { body } = await call(definitions.get, { params: { id: like } })
    return call(definitions.draft, { body: { kind, key, body } })
  }
  const options = models.flatMap((one) => { const from = one.inForce ?? one.versions[0]; return from ? [{ value: from.id, label: `${nameOf(one)} (${one.key})` }] : [] })
  return (
    <FormDrawer open={open} close={close} title="definition.new" body={asked} saveLabel="definition.make-draft" said="definition.drafted" save={draft} values={options[0] ? { like: options[0].value } : {}}
      above={() => <p className="definition-note">{kindName(kind)}</p>}
      fields={[
        { name: 'key', label: 'definition.key', input: <Input maxLength={120} />, help: 'definition.key-help' },
        { name: 'like', label: 'definition.like', input: <Select options={options} showSearch={{ optionFilterProp: 'label' }} />, help: 'definition.like-help' },
      ]}
      saved={(it) => void navigate({ to: `/definitions/${encodeURIComponent(it.kind)}/${encodeURIComponent(it.key)}`, search: { version: it.id, edit: '1' } as never })} />
  )
}
