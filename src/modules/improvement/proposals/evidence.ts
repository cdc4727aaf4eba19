import type { Ctx } from '../../../kernel/context.ts'
import { invalid } from '../../../kernel/errors.ts'
import { listMetrics, metricValues } from '../../metrics/index.ts'
import type { MakeProposal, ProposalEvidence } from './contract.ts'

/** The figure that a proposal rests on, counted here and now over the records its proposer sees: nobody types it. @throws AppError 400 metric.not-found, improvement.evidence-empty, metric.window-… */
export async function evidenceOf(ctx: Ctx, { metric, from, to }: NonNullable<MakeProposal['evidence']>): Promise<ProposalEvidence> {
  const of = listMetrics(ctx).items.find(({ key }) => key === metric)
  if (!of) throw invalid('evidence.metric', 'metric.not-found')
  const [found] = await metricValues(ctx, [{ key: metric, query: { from, to } }])
  if (!found || found.value === null || !found.n) throw invalid('evidence.metric', 'improvement.evidence-empty')
  return { metric, name: of.name, unit: of.unit, definitionVersion: found.definitionVersion, from: found.from, to: found.to, value: found.value, n: found.n }
}
