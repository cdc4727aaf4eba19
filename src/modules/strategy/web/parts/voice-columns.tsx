import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { CaseLink } from '../../../cases/web/index.ts'
import { CustomerLink } from '../../../customers/web/index.ts'
import type { Voice } from '../../contract.ts'
import { KindTag } from './tags.tsx'

/** Columns of voices, wherever they are listed. */
export function useVoiceColumns(): Column<Voice>[] {
  const t = useT()
  const { zone } = useSession().company
  return useMemo((): Column<Voice>[] => [
    { key: 'words', title: 'voice.words', width: 240, grow: true, text: (row) => row.words, card: 'title' },
    { key: 'kind', title: 'voice.kind', width: 90, text: (row) => t(`voice.kind.${row.kind}`), cell: (row) => <KindTag kind={row.kind} />, card: 'top' },
    { key: 'need', title: 'voice.need', width: 160, text: (row) => row.need?.title ?? t('voice.joined.false'), cell: (row) => row.need ? <Link to={`/needs/${row.need.id}` as string} className="clip">{row.need.title}</Link> : <span className="quiet">{t('voice.joined.false')}</span>, card: 'foot' },
    { key: 'customer', title: 'voice.customer', width: 96, text: (row) => row.customer?.name, cell: (row) => row.customer ? <CustomerLink of={row.customer} /> : <span className="quiet">–</span>, card: 'foot' },
    { key: 'product', title: 'voice.product', width: 116, text: (row) => row.product },
    { key: 'case', title: 'voice.case', width: 138, text: (row) => row.case?.number, cell: (row) => row.case ? row.case.seen ? <CaseLink of={row.case} /> : <span className="num">{row.case.number}</span> : <span className="quiet">–</span> },
    { key: 'channel', out: { words: 'interaction.channel' }, title: 'voice.channel', width: 90, optional: true, text: (row) => row.channel ? t(`interaction.channel.${row.channel}`) : null },
    { key: 'tell', title: 'voice.tell', width: 120, optional: true, text: (row) => row.tell ? t('voice.tell-short') : null },
    { key: 'takenBy', title: 'voice.takenBy', width: 86, text: (row) => row.takenBy.name },
    { key: 'at', title: 'voice.at', width: 118, sort: 'at', text: (row) => momentText(row.at, zone), cell: (row) => <RelativeTime at={row.at} />, card: 'corner' },
  ], [t, zone])
}
