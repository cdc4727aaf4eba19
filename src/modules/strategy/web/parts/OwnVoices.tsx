import '../needs.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { voices } from '../../contract.ts'
import { StageTag } from './tags.tsx'

/** At the beginning of one's day: what customers told one that they need, and how far it is. Nothing while one has written nothing down. */
export function OwnVoices() {
  const t = useT()
  const found = useQuery({ ...query(voices.voices, { query: { takenBy: 'me', limit: 5 } }), staleTime: 60_000 })
  if (!found.data?.items.length) return null
  return (
    <section className="need-tile" aria-labelledby="need-tile">
      <header><h2 id="need-tile">{t('voice.own')}</h2><Link to={'/voices' as string} search={{ takenBy: 'me' } as never}>{t('voice.own-all')}</Link></header>
      <ul>{found.data.items.map((one) => <li key={one.id}>{one.need ? <Link to={`/needs/${one.need.id}` as string} className="clip">{one.words}</Link> : <span className="clip">{one.words}</span>}{one.need ? <StageTag stage={one.need.stage} /> : <span className="quiet">{t('voice.joined.false')}</span>}</li>)}</ul>
    </section>
  )
}
