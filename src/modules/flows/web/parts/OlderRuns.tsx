import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import type { DefinitionSummary } from '../../../../kernel/definition-contract.ts'
import { versionName } from '../../../../kernel/web/definitions/parts.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { runs } from '../../contract.ts'
import { ReasonDialog } from '../run/ReasonDialog.tsx'

/** Runs that go on by an earlier version, and the way to move them to the one in force on purpose. */
export function OlderRuns({ flow, versions, inForce }: { flow: string; versions: readonly DefinitionSummary[]; inForce: DefinitionSummary | undefined }) {
  const t = useT()
  const may = useCan()('run.move')
  const [moving, setMoving] = useState<DefinitionSummary | null>(null)
  const found = useQuery(query(runs.all, { query: { flow, state: 'running', limit: 200 } }))
  const move = useCall(runs.moveAll)
  const older = [...Map.groupBy(found.data?.items ?? [], (one) => one.flow.id)].flatMap(([id, of]) => { const version = versions.find((one) => one.id === id); return version && id !== inForce?.id ? [{ version, n: of.length }] : [] })
  if (!inForce || !older.length) return null
  const run = async (reason: string) => {
    const answer = moving ? await move.run({ params: { id: moving.id }, body: { to: inForce.id, reason } }) : undefined
    if (answer) toast.done(t('run.moved-said', { n: answer.moved.length, refused: answer.refused.length }))
    return answer !== undefined
  }
  return (
    <div className="flow-older">
      {older.map(({ version, n }) => <Alert key={version.id} type="info" showIcon title={t('run.older', { n, version: versionName(version) })} description={t('run.older-about')} action={may ? <Button size="small" onClick={() => setMoving(version)}>{t('run.move-to', { version: versionName(inForce) })}</Button> : undefined} />)}
      {moving ? <ReasonDialog title={t('run.move-to', { version: versionName(inForce) })} text={t('run.move-text')} yes={t('run.move-yes')} busy={move.busy} done={run} close={() => setMoving(null)} /> : null}
    </div>
  )
}
