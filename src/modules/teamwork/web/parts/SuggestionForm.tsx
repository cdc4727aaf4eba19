import '../teamwork.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input, Segmented } from 'antd'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { DepartmentPicker } from '../../../people/web/index.ts'
import { AREAS, ChangeSuggestion, Submit, suggestions } from '../../suggestions/contract.ts'
import type { Suggestion } from '../../suggestions/contract.ts'

/** Puts something into the box, or changes one's own. While one writes, what others have said stands above. */
export function SuggestionForm({ open, close, of, saved }: { open: boolean; close: () => void; of?: Suggestion; saved?: (of: Suggestion) => void }) {
  const t = useT()
  const area = (size: number) => <Input.TextArea autoSize={{ minRows: size, maxRows: 12 }} maxLength={5_000} />
  const fields = [
    { name: 'title', label: 'suggestion.title', input: <Input maxLength={200} autoComplete="off" placeholder={t('suggestion.title-example')} /> },
    { name: 'area', label: 'suggestion.area', input: <Segmented block options={AREAS.map((value) => ({ value, label: t(`suggestion.area.${value}`) }))} /> },
    { name: 'problem', label: 'suggestion.problem', input: area(3) }, { name: 'proposal', label: 'suggestion.proposal', input: area(4) }, { name: 'departmentId', label: 'suggestion.departmentId', input: <DepartmentPicker /> },
  ]
  if (of) return <FormDrawer<Suggestion> open={open} close={close} title="suggestion.change" body={ChangeSuggestion} width={560} fields={fields} values={{ ...of, departmentId: of.department?.id ?? null }} version={of.version} said="suggestion.was-changed" save={(body) => call(suggestions.changeSuggestion, { params: { id: of.id }, body })} />
  return <FormDrawer<Suggestion> open={open} close={close} title="suggestion.submit" body={Submit} width={560} fields={fields} values={{ area: 'process' }} said="suggestion.was-submitted" saveLabel="suggestion.submit" above={(values) => <Alike text={String(values['title'] ?? '')} />} save={(body) => call(suggestions.submit, { body })} {...(saved ? { saved } : {})} />
}

function Alike({ text }: { text: string }) {
  const t = useT()
  const asked = useSettled(text.trim().slice(0, 500), 300)
  const found = useQuery({ ...query(suggestions.alike, { query: { text: asked } }), enabled: asked.length > 3, placeholderData: keepPreviousData })
  const items = asked.length > 3 ? found.data?.items ?? [] : []
  return items.length ? <div className="teamwork-alike"><p>{t('suggestion.alike')}</p><ul>{items.map((one) => <li key={one.id}><Link to={`/suggestions/${one.id}` as string} target="_blank" className="clip">{one.title}</Link><span className="quiet">{one.author.name} · {t(`suggestion.state.${one.state}`)}</span></li>)}</ul></div> : null
}
