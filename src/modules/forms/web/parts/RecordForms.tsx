import './record-forms.css'
import { FormOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { forms } from '../../contract.ts'
import { said } from './said.ts'

/** What was filled about a record, newest first, and the forms that can be filled about it. */
export function RecordForms({ kind, id }: { kind: string; id: string }) {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const known = useQuery({ ...query(forms.list, {}), staleTime: 60_000 })
  const found = useQuery({ ...query(forms.submissions, { query: { aboutKind: kind, aboutId: id, limit: 50 } }), enabled: can('submission.read') })
  const offered = (known.data?.items ?? []).filter((form) => form.for.includes(kind))
  const items = found.data?.items ?? []
  const choose = offered.length > 0 && can('submission.fill') ? (
    <Menu menu={{ items: offered.map((form) => ({ key: form.id, label: said(form.name), onClick: () => void navigate({ to: `/fill/${form.id}` as string, search: { about: `${kind}:${id}` } as never }) })) }}>
      <Button type="primary" icon={<FormOutlined aria-hidden />}>{t('form.fill-one')}</Button>
    </Menu>
  ) : null
  if (found.isError) return <Fault error={found.error} again={() => void found.refetch()} />
  if (!items.length) return <Blank mark={<FormOutlined />} title={t('form.nothing-filled')} text={offered.length ? t('form.nothing-filled-text') : ''} act={choose} />
  return (
    <div className="form-of-record">
      <div>{choose}</div>
      <ul>{items.map((one) => (
        <li key={one.id}>
          <Link to={`/submissions/${one.id}` as string}>{said(one.form.name)}</Link>
          <span className="num">{one.score === null ? '' : Math.round(one.score * 10) / 10}{one.passed === null ? null : <Tag color={one.passed ? 'success' : 'error'}>{t(one.passed ? 'submission.passed.true' : 'submission.passed.false')}</Tag>}</span>
          <span className="quiet">{one.by.name ?? t(`submission.by.${one.by.kind}`)}</span><small className="quiet"><RelativeTime at={one.at} /></small>
        </li>
      ))}</ul>
    </div>
  )
}
