import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { language } from '../../../../kernel/web/words.ts'
import { course } from '../../course/contract.ts'

/** A cause of the company's tree, by branch. */
export function CausePicker({ caseId, value, onChange, id, placeholder }: { caseId: string; value?: string | undefined; onChange?: (cause: string) => void; id?: string; placeholder?: string }) {
  const tree = useQuery({ ...query(course.course, { params: { id: caseId } }), staleTime: 60_000 }).data?.causeTree ?? []
  const nameOf = (name: { zh: string; en: string }) => language() === 'en' ? name.en : name.zh
  const options = tree.filter(({ parent }) => parent === '').map((top) => ({ label: nameOf(top.name), title: nameOf(top.name), options: [top, ...tree.filter(({ parent }) => parent === top.key)].map((one) => ({ value: one.key, label: nameOf(one.name) })) }))
  return <Select {...(id ? { id } : {})} showSearch={{ optionFilterProp: 'label' }} value={value ?? null} {...(onChange ? { onChange: (next: string | null) => { if (next) onChange(next) } } : {})} options={options} {...(placeholder ? { placeholder } : {})} />
}
/** What a cause is called in the company's tree; one it does not know stands as it was said. */
export function CauseName({ caseId, cause }: { caseId: string; cause: string }) {
  const found = useQuery({ ...query(course.course, { params: { id: caseId } }), staleTime: 60_000 }).data?.causeTree.find(({ key }) => key === cause)
  return <>{found ? language() === 'en' ? found.name.en : found.name.zh : cause}</>
}
