import { useQuery } from '@tanstack/react-query'
import { Input, Select, Space } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { linkables } from '../../suggestions/contract.ts'
import { EVIDENCE_KINDS } from '../../suggestions/contract.ts'
import type { EvidenceRef } from '../../suggestions/contract.ts'

/** Chooses one thing that shows a suggestion is worth it: its kind, then which; a case by its number. */
export function EvidenceAdder({ add, id }: { add: (link: EvidenceRef) => void; id?: string }) {
  const t = useT()
  const [kind, setKind] = useState<EvidenceRef['kind']>('metric')
  const [number, setNumber] = useState('')
  const found = useQuery({ ...query(linkables.evidenceChoices, { query: { kind: kind === 'case' ? 'metric' : kind } }), enabled: kind !== 'case', staleTime: 60_000 })
  const take = () => { if (number.trim()) { add({ kind: 'case', key: number.trim() }); setNumber('') } }
  return (
    <Space.Compact block>
      <Select<EvidenceRef['kind']> aria-label={t('suggestion.add-evidence')} style={{ width: 110, flex: 'none' }} value={kind} onChange={setKind} options={EVIDENCE_KINDS.map((value) => ({ value, label: t(`suggestion.evidence.${value}`) }))} />
      {kind === 'case' ? <Input {...(id ? { id } : {})} value={number} maxLength={40} placeholder={t('suggestion.case-number')} onChange={(event) => setNumber(event.target.value)} onPressEnter={take} onBlur={take} />
        : <Select<string> {...(id ? { id } : {})} style={{ flex: 1, minWidth: 0 }} value={null} placeholder={t('suggestion.evidence-pick')} loading={found.isFetching} showSearch={{ optionFilterProp: 'label' }} options={(found.data?.items ?? []).map((one) => ({ value: one.key, label: language() === 'en' ? one.name.en : one.name.zh }))} onChange={(key) => { if (key) add({ kind, key }) }} />}
    </Space.Compact>
  )
}
