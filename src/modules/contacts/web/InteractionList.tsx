import './contacts.css'
import { choice, days, pick } from '../../../kernel/web/list/list-types.ts'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { Moment } from '../../../kernel/web/moment.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { CustomerLink, CustomerName, CustomerPicker } from '../../customers/web/index.ts'
import { StaffName, StaffPicker } from '../../people/web/index.ts'
import { Channel, Direction, interactions } from '../contract.ts'
import { About } from './parts/About.tsx'
import { ChannelMark } from './parts/ChannelMark.tsx'
import { durationText } from './parts/duration.ts'
import { TalkMark } from './parts/TalkMark.tsx'

const Finder = (props: { value?: string; onChange: (value: string | undefined) => void }) => <CustomerPicker {...props} canAdd={false} />

export function InteractionList() {
  const t = useT()
  const words = (field: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`interaction.${field}.${value}`) }))
  return (
    <ListPage
      list="interactions" endpoint={interactions.list} entity="interaction" title="interaction.plural" defaultSort="-at" search={false}
      columns={[
        { key: 'at', title: 'interaction.at', width: 116, sort: 'at', text: (row) => row.at.toISOString(), cell: (row) => <Moment at={row.at} />, card: 'corner' },
        { key: 'channel', title: 'interaction.channel', width: 104, text: (row) => t(`interaction.channel.${row.channel}`), cell: (row) => <span className="interaction-channel"><ChannelMark channel={row.channel} />{t(`interaction.channel.${row.channel}`)}</span>, card: 'top' },
        { key: 'direction', title: 'interaction.direction', width: 112, text: (row) => t(`interaction.direction.${row.direction}`), card: 'top' },
        { key: 'customer', title: 'interaction.customer', width: 130, text: (row) => row.customer?.name, cell: (row) => row.customer ? <CustomerLink of={row.customer} /> : <span className="quiet">–</span>, card: 'title' },
        { key: 'topic', title: 'interaction.topic', width: 150, grow: true, text: (row) => row.topic, card: 'foot' },
        { key: 'agent', title: 'interaction.agent', width: 88, text: (row) => row.agent?.name, card: 'foot' },
        { key: 'outcome', title: 'interaction.outcome', width: 160, optional: true, text: (row) => row.outcome },
        { key: 'lasted', out: { of: ['startedAt', 'endedAt'], between: ' – ' }, title: 'interaction.duration', width: 90, optional: true, figures: true, text: (row) => row.startedAt && row.endedAt ? durationText(row.startedAt, row.endedAt) : null },
        { key: 'talk', title: 'interaction.talk', width: 156, text: (row) => row.talk ? t('interaction.talk.interruptions', { n: row.talk.interruptions }) : null, cell: (row) => row.talk ? <TalkMark of={row} /> : <span className="quiet">–</span>, card: 'foot' },
        { key: 'about', title: 'interaction.about', width: 130, text: (row) => row.about?.id, cell: (row) => row.about ? <About of={row} /> : <span className="quiet">–</span> },
      ]}
      filters={[
        choice('channel', 'interaction.channel', words('channel', Channel.options)),
        choice('direction', 'interaction.direction', words('direction', Direction.options)),
        pick('agent', 'interaction.agent', StaffPicker, StaffName),
        pick('customerId', 'interaction.customer', Finder, CustomerName),
        choice('flagged', 'interaction.talk', [{ value: 'true', label: t('interaction.talk.flagged') }]),
        days('at', 'interaction.at', 'atFrom', 'atTo'),
      ]}
      views={[{ key: 'flagged', label: 'interaction.talk.flagged', query: { flagged: 'true' } }]}
      empty={{ title: 'interaction.none', text: 'interaction.none-text' }}
    />
  )
}
