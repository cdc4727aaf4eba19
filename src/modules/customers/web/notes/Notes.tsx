import './notes.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Input, Switch } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { Customer } from '../../contract.ts'
import { AddNote, notes } from '../../notes/contract.ts'

function LastDay({ value, onChange, id }: { value?: string; onChange?: (value: string | undefined) => void; id?: string }) {
  return <DatePicker {...(id ? { id } : {})} style={{ width: '100%' }} value={value ? dayjs(value) : null} minDate={dayjs()} onChange={(day) => onChange?.(day?.format('YYYY-MM-DD'))} />
}

/** What is to be remembered of a customer at the next contact, and who has read it. */
export function Notes({ of }: { of: Customer }) {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  const found = useQuery(query(notes.listNotes, { params: { id: of.id } }))
  const end = useCall(notes.endNote, { said: 'customer-note.ended', refresh: [notes.listNotes] })
  const mayChange = of.may.includes('change')
  const standing = (found.data?.items ?? []).filter((one) => one.endedAt === null)
  return (
    <Block title="customer-note.plural" extra={mayChange ? <Button type="text" size="small" icon={<PlusOutlined aria-hidden />} aria-label={t('customer-note.add')} onClick={() => setIsOpen(true)} /> : null}>
      {standing.length === 0 ? <p className="quiet customer-none">{t('customer-note.none')}</p> : (
        <ul className="customer-notes">
          {standing.map((one) => (
            <li key={one.id}>
              <p>{one.text}</p>
              <small className="quiet">{one.by?.name} · <Moment at={one.at} /> · {t(one.lasting ? 'customer-note.lasting' : 'customer-note.once')}{one.until ? ` · ${t('customer-note.until-day', { day: one.until })}` : ''}{one.readBy.length > 0 ? ` · ${t('customer-note.read-by', { names: one.readBy.map((who) => who.name).join(t('list.comma')) })}` : ''}</small>
              {mayChange ? <Button size="small" type="text" loading={end.busy} onClick={() => void end.run({ params: { id: one.id }, body: { version: one.version } })}>{t('customer-note.end')}</Button> : null}
            </li>
          ))}
        </ul>
      )}
      <FormDrawer open={isOpen} close={() => setIsOpen(false)} title="customer-note.add" body={AddNote} said="customer-note.added" values={{ lasting: false }} save={(body) => call(notes.addNote, { params: { id: of.id }, body })}
        fields={[{ name: 'text', label: 'customer-note.text', help: 'customer-note.text-help', input: <Input.TextArea maxLength={1_000} autoSize={{ minRows: 3, maxRows: 8 }} autoFocus /> }, { name: 'lasting', label: 'customer-note.lasting-ask', help: 'customer-note.lasting-help', valueProp: 'checked', input: <Switch /> }, { name: 'until', label: 'customer-note.until', input: <LastDay /> }]} />
    </Block>
  )
}
