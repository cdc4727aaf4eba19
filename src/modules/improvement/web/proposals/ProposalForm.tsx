import { Input } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { EditProposal, MakeProposal, proposals } from '../../proposals/contract.ts'
import type { Proposal, ProposalFinding } from '../../proposals/contract.ts'
import { LinkPicker } from '../parts/ChangeForm.tsx'
import { Finding } from './Finding.tsx'

interface Props { open: boolean; close: () => void; of?: Proposal; /** What it begins with, where a finding calls for it. */ first?: { title?: string; problem?: string; finding?: ProposalFinding; flowKey?: string | undefined }; saved?: (of: Proposal) => void }

/** Proposes an improvement, from a finding or from nothing, or changes one. */
export function ProposalForm({ open, close, of, first = {}, saved }: Props) {
  const fields: FormField[] = [
    { name: 'title', label: 'improvement.title', input: <Input maxLength={200} autoComplete="off" /> },
    { name: 'problem', label: 'improvement.problem', help: 'improvement.problem-help', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={5_000} /> },
    { name: 'rootCause', label: 'improvement.rootCause', help: 'improvement.rootCause-help', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={5_000} /> },
    { name: 'measure', label: 'improvement.measure', help: 'improvement.measure-help', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={5_000} /> },
    { name: 'flowKey', label: 'improvement.flowKey', half: true, input: <LinkPicker kind="flow" /> },
    { name: 'ownerId', label: 'improvement.ownerId', half: true, input: <StaffPicker /> },
  ]
  const { finding, ...texts } = first
  if (of) return <FormDrawer open={open} close={close} title="improvement.change" body={EditProposal} fields={fields} width={560} values={{ title: of.title, problem: of.problem, rootCause: of.rootCause, measure: of.measure, flowKey: of.flow, ownerId: of.owner.id }} version={of.version} said="improvement.was-saved" save={(body) => call(proposals.editProposal, { params: { id: of.id }, body })} />
  return (
    <FormDrawer<Proposal>
      open={open} close={close} title="improvement.add" body={MakeProposal} fields={fields} width={560} values={texts} said="improvement.was-proposed" {...(saved ? { saved } : {})} {...(finding ? { above: () => <Finding of={finding} /> } : {})}
      save={(body: MakeProposal) => call(proposals.propose, { body: { ...body, ...(finding ? { finding } : {}) } })}
    />
  )
}
