import { Input, InputNumber, Select } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { ChangeMeeting, MEETING_TYPES, PlanMeeting, REPEATS, meetings } from '../../contract.ts'
import type { AgendaItem, Meeting } from '../../contract.ts'
import { PeoplePicker } from './PeoplePicker.tsx'
import { RowsField } from './RowsField.tsx'

/** Plans a meeting, or changes one. */
export function MeetingForm({ open, close, of, done = () => {} }: { open: boolean; close: () => void; of?: Meeting; done?: (it: Meeting) => void }) {
  const t = useT()
  const words = (field: 'type' | 'repeats', values: readonly string[]) => values.map((value) => ({ value, label: t(`meeting.${field}.${value}`) }))
  return (
    <FormDrawer<Meeting>
      open={open} close={close} width={560} title={of ? 'meeting.change' : 'meeting.plan'} body={of ? ChangeMeeting : PlanMeeting} said={of ? 'meeting.changed' : 'meeting.planned'} {...(of ? { version: of.version } : { saveLabel: 'meeting.plan' })} saved={done}
      values={of ? { title: of.title, type: of.type, startsAt: of.startsAt.toISOString(), durationMinutes: of.durationMinutes, place: of.place, repeats: of.repeats, people: of.people.map((one) => one.id), agenda: of.agenda } : { type: 'cross-department', durationMinutes: 60, repeats: 'never', agenda: [] }}
      save={(of ? (body: never) => call(meetings.changeMeeting, { params: { id: of.id }, body }) : (body: never) => call(meetings.plan, { body })) as never}
      fields={[
        { name: 'title', label: 'meeting.title', input: <Input maxLength={200} /> },
        { name: 'type', label: 'meeting.type', half: true, input: <Select options={words('type', MEETING_TYPES)} /> }, { name: 'repeats', label: 'meeting.repeats', half: true, input: <Select options={words('repeats', REPEATS)} /> },
        { name: 'startsAt', label: 'meeting.startsAt', half: true, input: <MomentInput ahead /> }, { name: 'durationMinutes', label: 'meeting.durationMinutes', half: true, input: <InputNumber min={5} max={1_440} step={15} style={{ width: '100%' }} /> },
        { name: 'place', label: 'meeting.place', input: <Input maxLength={120} placeholder={t('meeting.place-example')} /> },
        { name: 'people', label: 'meeting.people', input: <PeoplePicker {...(of ? { known: of.people } : {})} /> },
        { name: 'agenda', label: 'meeting.agenda', input: <AgendaField /> },
      ]}
    />
  )
}

function AgendaField({ value = [], onChange = () => {} }: { value?: AgendaItem[]; onChange?: (rows: AgendaItem[]) => void }) {
  const t = useT()
  return (
    <RowsField<AgendaItem> value={value} onChange={onChange} most={50} add="meeting.add-topic" blank={() => ({ topic: '' })}
      row={(of, set, at) => (
        <>
          <Input value={of.topic} maxLength={200} aria-label={t('meeting.topic', { n: at + 1 })} placeholder={t('meeting.topic-example')} onChange={(event) => set({ ...of, topic: event.target.value })} />
          <InputNumber value={of.minutes ?? null} min={1} max={480} aria-label={t('meeting.topic-minutes')} placeholder={t('meeting.minutes-short')} style={{ width: 96 }} onChange={(minutes) => { const { minutes: _, ...rest } = of; set(minutes ? { ...rest, minutes } : rest) }} />
        </>
      )} />
  )
}
