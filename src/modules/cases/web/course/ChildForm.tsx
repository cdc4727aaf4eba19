import { useQueryClient } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { TeamPicker } from '../../../people/web/index.ts'
import { KINDS, PRIORITIES } from '../../contract.ts'
import type { Case } from '../../contract.ts'
import { links } from '../../course/contract.ts'
import { askAgain } from '../parts/case-cache.ts'

/** A case for part of the work on this one. */
export function ChildForm({ open, of, close }: { open: boolean; of: Case; close: () => void }) {
  const t = useT()
  const cache = useQueryClient()
  return (
    <FormDrawer<Case>
      open={open} close={close} title="link.act.child" body={links.child.spec.body} said="link.child-opened" saveLabel="link.child-open" values={{ kind: 'request', priority: of.priority }} save={((body: never) => call(links.child, { params: { id: of.id }, body })) as never} saved={() => void askAgain(cache, [links.links])}
      above={() => <p className="quiet num">{of.number} · {of.subject}</p>}
      fields={[
        { name: 'subject', label: 'case.subject', input: <Input maxLength={300} /> },
        { name: 'description', label: 'link.child-what', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={100_000} /> },
        { name: 'kind', label: 'case.kind', half: true, input: <Select options={KINDS.map((value) => ({ value, label: t(`case.kind.${value}`) }))} /> },
        { name: 'priority', label: 'case.priority', half: true, input: <Select options={PRIORITIES.map((value) => ({ value, label: t(`case.priority.${value}`) }))} /> },
        { name: 'teamId', label: 'case.team', input: <TeamPicker /> },
      ]}
    />
  )
}
