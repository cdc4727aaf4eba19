import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { HomeList } from '../../../cases/web/index.ts'
import { voices } from '../../contract.ts'

/** The fourth list of an agent's day: what customers told them that they need, and how far it is. */
export function OwnVoices() {
  const t = useT()
  const found = useQuery(query(voices.voices, { query: { takenBy: 'me', limit: 20 } }))
  useLive('voice', () => void found.refetch())
  return <HomeList title="voice.own" empty="voice.own-none" all="/voices?takenBy=me" items={found.data?.items.map((one) => ({ key: one.id, to: one.need ? `/needs/${one.need.id}` : '/voices?takenBy=me', title: one.words, hint: one.need ? t(`need.stage.${one.need.stage}`) : t('voice.joined.false'), when: <RelativeTime at={one.at} /> }))} />
}
