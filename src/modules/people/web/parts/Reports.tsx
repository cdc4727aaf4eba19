import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { staff } from '../../contract.ts'
import { Face } from './Face.tsx'
import { usePositionName } from './labels.ts'

/** Who reports to somebody directly. */
export function Reports({ id }: { id: string }) {
  const positionName = usePositionName()
  return (
    <ListPage
      within list="staff-reports" endpoint={staff.list} entity="staff" title="staff.reports" defaultSort="name" fixed={{ managerId: id }} search={false} to={(row) => `/staff/${row.id}`}
      columns={[
        { key: 'name', title: 'staff.name', width: 200, grow: true, text: (row) => row.name, cell: (row) => <span className="people-person"><Face name={row.name} /><span className="clip">{row.name}</span></span>, card: 'title' },
        { key: 'position', title: 'staff.position', width: 160, text: (row) => positionName(row.position), card: 'top' },
        { key: 'teams', title: 'staff.teams', width: 180, text: (row) => row.teams.map((team) => team.name).join(', '), card: 'foot' },
      ]}
      empty={{ title: 'staff.no-reports' }}
    />
  )
}
