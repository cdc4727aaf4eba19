import { Alert, Button } from 'antd'
import type { ApiError } from '../../../../kernel/client.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { FaultDetail, faultText } from '../../../../kernel/web/problem.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { ServerDraft } from './draft-sync.ts'
import type { Mode } from './drafts.ts'
import { useKept } from './kept.ts'

/** What stands between the writer and sending: why the last message was refused, or another draft of theirs from elsewhere. */
export function ComposerNotices({ caseId, mode, refusal, conflict, settled }: { caseId: string; mode: Mode; refusal: ApiError | undefined; conflict: ServerDraft | undefined; settled: () => void }) {
  const t = useT()
  const { sync } = useKept()
  const settle = (keep: 'mine' | 'theirs') => { sync.settle(caseId, mode, keep); settled() }
  return (
    <>
      {refusal ? <Alert className="composer-refusal" type="warning" showIcon title={faultText(refusal)} description={refusal.problem.errors?.length || refusal.problem.suggestion ? <FaultDetail error={refusal} /> : undefined} /> : null}
      {conflict ? (
        <Alert
          className="composer-refusal" type="info" showIcon title={<>{t('case.draft-elsewhere')} <Moment at={conflict.savedAt} /></>}
          description={<><blockquote className="composer-other">{conflict.body}</blockquote><span className="composer-choice"><Button size="small" type="primary" onClick={() => settle('mine')}>{t('case.draft-keep-mine')}</Button><Button size="small" onClick={() => settle('theirs')}>{t('case.draft-take-other')}</Button></span></>}
        />
      ) : null}
    </>
  )
}
