import './services.css'
import { CheckCircleFilled, ClockCircleOutlined, MinusCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { services } from '../../services/contract.ts'

const said = (text: { zh: string; en: string }) => language() === 'en' ? text.en : text.zh
const MARKS = { open: <ClockCircleOutlined aria-hidden />, done: <CheckCircleFilled aria-hidden />, cancelled: <MinusCircleOutlined aria-hidden /> }

/** What a case was asked for from the catalogue, and how far its tasks are; nothing on other cases. */
export function ServiceBlock({ of }: { of: Case }) {
  const t = useT()
  const can = useCan()
  const { data } = useQuery({ ...query(services.serviceOf, { params: { id: of.id } }), enabled: of.service !== null })
  const item = data?.item
  if (!item) return null
  return (
    <Block title="service.one" extra={item.submissionId && can('submission.read') ? <Link to={`/submissions/${item.submissionId}` as string}>{t('service.answers')}</Link> : undefined}>
      <p className="service-name"><b>{said(item.service.name)}</b>{item.runId ? <Link to={`/runs/${item.runId}` as string}>{t('service.run')}</Link> : null}</p>
      {item.tasks.length ? <ul className="service-steps">{item.tasks.map((task) => (
        <li key={task.id} data-state={task.state}>
          {MARKS[task.state]}<Link to={`/tasks/${task.id}` as string}>{said(task.title)}</Link>
          <small className="quiet">{task.owner?.name ?? null}{task.state === 'open' && task.dueAt ? <> <RelativeTime at={task.dueAt} /></> : null}</small>
        </li>
      ))}</ul> : null}
    </Block>
  )
}
