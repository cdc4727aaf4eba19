import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { units } from '../../contract.ts'
import type { BusinessLine } from '../../contract.ts'
import { CalendarPicker } from './pickers.tsx'

const fields = [{ name: 'name', label: 'line.name', input: <Input maxLength={80} /> }, { name: 'calendar', label: 'team.calendar', help: 'team.calendar-help', input: <CalendarPicker /> }]

export function Lines() {
  const t = useT()
  const [form, setForm] = useState<{ open: boolean; line: BusinessLine | null }>({ open: false, line: null })
  const found = useQuery(query(units.lines, {}))
  if (found.isError && !found.data) return <Fault error={found.error} again={() => void found.refetch()} />
  const own = form.line
  const close = () => setForm({ ...form, open: false })
  return (
    <>
      <div className="people-page-tools"><Can permission="team.write"><Button type="primary" onClick={() => setForm({ open: true, line: null })}>{t('line.make')}</Button></Can></div>
      {found.data?.items.length === 0 ? <Blank title={t('line.empty')} text={t('line.empty-text')} /> : null}
      {found.data?.items.length ? (
        <ul className="people-kept-rows">{found.data.items.map((line) => (
          <li key={line.id}>
            <span className="people-row-main"><strong>{line.name}</strong></span>
            <Can permission="team.write"><Button size="small" type="text" icon={<EditOutlined aria-hidden />} aria-label={t('line.change-named', { name: line.name })} onClick={() => setForm({ open: true, line })} /></Can>
          </li>
        ))}</ul>
      ) : null}
      {own
        ? <FormDrawer open={form.open} close={close} title="line.change" body={units.renameLine.spec.body} fields={fields} values={own} version={own.version} said="line.changed" save={(body) => call(units.renameLine, { params: { id: own.id }, body })} />
        : <FormDrawer open={form.open} close={close} title="line.make" body={units.makeLine.spec.body} fields={fields} said="line.made" saveLabel="line.make" save={(body) => call(units.makeLine, { body })} />}
    </>
  )
}
