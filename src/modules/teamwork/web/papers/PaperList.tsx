import '../teamwork.css'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useMemo } from 'react'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { choice } from '../../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { Can, useSession } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { AskPaper, PAPER_STATES, papers } from '../../papers/contract.ts'
import type { Paper } from '../../papers/contract.ts'
import { StateTag } from '../parts/tags.tsx'

const VIEWS = [{ key: 'to-deliver', label: 'paper-request.view.to-deliver', query: { mine: 'to-deliver' } }, { key: 'asked', label: 'paper-request.view.asked', query: { mine: 'asked' } }]

/** Papers that were asked for: by whom, of whom, by when, and the stamp of each delivery. */
export function PaperList() {
  const t = useT()
  const navigate = useNavigate()
  const { company } = useSession()
  const search = useSearch({ strict: false }) as Record<string, string>
  const setNew = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined })) as never })
  const columns = useMemo((): Column<Paper>[] => {
    const of = (row: Paper) => row.owner?.name ?? (row.role ? language() === 'en' ? row.role.name.en : row.role.name.zh : '')
    return [
      { key: 'title', title: 'paper-request.title', width: 300, grow: true, text: (row) => row.title, card: 'title' },
      { key: 'state', title: 'paper-request.state', width: 110, text: (row) => t(row.overdue ? 'paper-request.overdue' : `paper-request.state.${row.state}`), cell: (row) => <StateTag noun="paper-request" state={row.state} late={row.overdue} />, card: 'top' },
      { key: 'of', out: { of: ['owner', 'role'] }, title: 'paper-request.of', width: 120, text: of, card: 'foot' }, { key: 'askedBy', title: 'paper-request.askedBy', width: 110, text: (row) => row.askedBy.name, card: 'foot' },
      { key: 'dueAt', title: 'paper-request.dueAt', width: 130, text: (row) => momentText(row.dueAt, company.zone), cell: (row) => <span className={row.overdue ? 'teamwork-late' : undefined}><Moment at={row.dueAt} /></span>, card: 'corner' },
      { key: 'deliveredAt', title: 'paper-request.deliveredAt', width: 150, text: (row) => row.deliveredAt ? momentText(row.deliveredAt, company.zone) : '', cell: (row) => row.deliveredAt ? <><Moment at={row.deliveredAt} />{row.late ? <span className="teamwork-late"> {t('paper-request.late')}</span> : null}</> : null },
    ]
  }, [t, company.zone])
  const filters = useMemo(() => [choice('state', 'paper-request.state', PAPER_STATES.map((value) => ({ value, label: t(`paper-request.state.${value}`) }))), choice('mine', 'paper-request.mine', VIEWS.map(({ key, label }) => ({ value: key, label: t(label) })))], [t])
  const ask = <Can permission="paper-request.ask"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setNew(true)}>{t('paper-request.make')}</Button></Can>
  return (
    <>
      <ListPage list="paper-requests" endpoint={papers.papers} entity="paper-request" title="paper-request.plural" defaultSort="-createdAt" search={false} to={(row) => `/paper-requests/${row.id}`} columns={columns} filters={filters} views={VIEWS} actions={ask} empty={{ title: 'paper-request.none', text: 'paper-request.none-text', action: ask }} />
      <FormDrawer
        open={search['new'] === '1'} close={() => setNew(false)} title="paper-request.make" body={AskPaper} said="paper-request.made" saveLabel="paper-request.make" save={(body) => call(papers.askPaper, { body })}
        fields={[
          { name: 'title', label: 'paper-request.title', input: <Input maxLength={200} placeholder={t('paper-request.title-example')} /> },
          { name: 'note', label: 'paper-request.note', input: <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4_000} /> },
          { name: 'ownerId', label: 'paper-request.of', help: 'paper-request.of-help', input: <StaffPicker placeholder={t('paper-request.clerks')} /> },
          { name: 'dueAt', label: 'paper-request.dueAt', input: <MomentInput ahead /> },
        ]}
      />
    </>
  )
}
