import { Select } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import { KINDS } from '../../../cases/contract.ts'

/** Which kinds of cases are looked at; none chosen is all. */
export function KindSelect({ value, set }: { value: string; set: (kinds: string) => void }) {
  const t = useT()
  return <Select mode="multiple" aria-label={t('case.kind')} placeholder={t('process.all-kinds')} style={{ minWidth: 150 }} maxTagCount={2} popupMatchSelectWidth={false} allowClear value={value ? value.split(',') : []} options={KINDS.map((kind) => ({ value: kind, label: t(`case.kind.${kind}`) }))} onChange={(kinds: string[]) => set(kinds.join(','))} />
}
