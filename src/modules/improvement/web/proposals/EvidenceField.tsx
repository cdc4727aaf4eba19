import type { MetricSummary } from '../../../metrics/contract.ts'
import { MetricField } from '../../../metrics/web/index.ts'
import type { MakeProposal } from '../../proposals/contract.ts'

type Evidence = NonNullable<MakeProposal['evidence']>
/** Chooses the metric that a proposal rests on; its value of the last thirty days is counted by the server. */
export const EvidenceField = ({ value, onChange, id, all }: { value?: Evidence | null; onChange?: (value: Evidence | undefined) => void; id?: string; all: readonly MetricSummary[] }) =>
  <MetricField {...(id ? { id } : {})} value={value?.metric ?? null} all={all} told={(metric) => onChange?.(metric ? { metric } : undefined)} />
