import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { query } from '../../../kernel/client.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { momentText } from '../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { forms } from '../contract.ts'
import { AnswersShown } from './parts/AnswersShown.tsx'
import { said } from './parts/said.ts'
import { Sheet } from './parts/Sheet.tsx'

/** A submission on paper, as it was answered. */
export function PrintSubmission() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const { company } = useSession()
  const found = useQuery(query(forms.submission, { params: { id } }))
  usePageTitle(found.data ? said(found.data.form.name) : undefined)
  if (found.isError) return <Fault error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <PageSkeleton />
  const it = found.data
  return (
    <Sheet>
      <header>
        <small>{company.name}</small><h1>{said(it.form.name)}</h1>
        <p className="num">{[it.subject?.title, it.by.name ?? t(`submission.by.${it.by.kind}`), momentText(it.at, company.zone), it.score === null ? null : `${t('submission.score')} ${Math.round(it.score * 10) / 10}`, it.passed === null ? null : t(it.passed ? 'submission.passed.true' : 'submission.passed.false')].filter(Boolean).join(' · ')}</p>
      </header>
      <AnswersShown form={it.questions} answers={it.answers} files={it.files} names={it.names} masked={it.masked} />
      <footer><small>{t('form.print-foot', { key: it.form.key, version: it.form.version })} · {it.id}</small></footer>
    </Sheet>
  )
}
