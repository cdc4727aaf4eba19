import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { choices, days, pick } from '../../../../kernel/web/list/list-types.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { CustomerPicker } from '../../../customers/web/index.ts'
import { StaffName, StaffPicker } from '../../../people/web/index.ts'
import { PlanReception, receptions } from '../../briefs/contract.ts'
import { RECEPTION_STATES } from '../../briefs/rules.ts'
import { Prepared } from './Prepared.tsx'

/** Who comes when, who receives them, and how far it is prepared. */
export function Receptions() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const open = (is: boolean) => void navigate({ to: '.', replace: true, search: ((was: Record<string, string>) => { const { new: _, ...rest } = was; return is ? { ...rest, new: '1' } : rest }) as never })
  return (
    <>
      <ListPage
        list="receptions" endpoint={receptions.listReceptions} entity="reception" title="reception.plural" defaultSort="-at" to={(row) => `/receptions/${row.id}`}
        columns={[
          { key: 'at', title: 'reception.at', width: 150, sort: 'at', text: (row) => row.at.toISOString(), cell: (row) => <Moment at={row.at} />, card: 'corner' },
          { key: 'customer', title: 'reception.customer', width: 220, grow: true, text: (row) => row.customer.name, card: 'title' },
          { key: 'purpose', title: 'reception.purpose', width: 220, text: (row) => row.purpose, card: 'foot' },
          { key: 'host', title: 'reception.host', width: 96, text: (row) => row.host.name, card: 'foot' },
          { key: 'place', title: 'reception.place', width: 120, text: (row) => row.place },
          { key: 'prepared', out: { of: 'checklist' }, title: 'reception.prepared', width: 150, text: (row) => `${row.checklist.filter(({ done }) => done).length}/${row.checklist.length}`, cell: (row) => <Prepared of={row} />, card: 'foot' },
          { key: 'state', title: 'reception.state', width: 96, text: (row) => t(`reception.state.${row.state}`), card: 'top' },
        ]}
        views={[{ key: 'coming', label: 'reception.coming', query: { state: 'planned', sort: 'at' } }, { key: 'mine', label: 'reception.mine', query: { host: 'me' } }]}
        filters={[choices('state', 'reception.state', RECEPTION_STATES.map((value) => ({ value, label: t(`reception.state.${value}`) }))), pick('host', 'reception.host', StaffPicker, StaffName), days('at', 'reception.at', 'from', 'to')]}
        actions={<Can permission="reception.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => open(true)}>{t('reception.plan')}</Button></Can>}
        empty={{ title: 'reception.none', text: 'reception.none-text' }}
      />
      <FormDrawer
        open={search['new'] === '1'} close={() => open(false)} title="reception.plan" body={PlanReception} values={{}} said="reception.planned"
        fields={[
          { name: 'customerId', label: 'reception.customer', input: <CustomerPicker /> },
          { name: 'at', label: 'reception.at', input: <MomentInput ahead />, half: true },
          { name: 'hostId', label: 'reception.host', input: <StaffPicker />, half: true },
          { name: 'place', label: 'reception.place', input: <Input maxLength={120} /> },
          { name: 'purpose', label: 'reception.purpose', input: <Input maxLength={300} /> },
          { name: 'materials', label: 'reception.materials', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2_000} /> },
        ]}
        save={async (body) => { const made = await call(receptions.plan, { body: body as never }); void navigate({ to: `/receptions/${made.id}` as string }); return made }}
      />
    </>
  )
}
