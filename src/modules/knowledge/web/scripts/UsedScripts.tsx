import './scripts.css'
import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { scripts } from '../../scripts/contract.ts'

const SHOWN = 4
/** Beside a case: which words of the house were chosen on it, how a dissatisfied customer was soothed before all. */
export function UsedScripts({ caseId }: { caseId: string }) {
  const t = useT()
  const found = useQuery(query(scripts.usesOf, { params: { id: caseId } }))
  useLive('case', () => void found.refetch(), caseId)
  const items = found.data?.items ?? []
  if (!items.length) return null
  return (
    <Block title="script.used-here">
      <ul className="script-used">
        {items.toSorted((a, b) => Number(b.scene === 'soothing') - Number(a.scene === 'soothing')).slice(0, SHOWN).map((one) => (
          <li key={one.id} data-scene={one.scene}><i>{t(`script.scene.${one.scene}`)}</i><span className="clip">{one.name ? language() === 'en' ? one.name.en : one.name.zh : one.key}</span><span className="quiet">{one.by?.name} <RelativeTime at={one.at} /></span></li>
        ))}
      </ul>
      {items.length > SHOWN ? <p className="quiet">{t('script.more', { n: items.length - SHOWN })}</p> : null}
    </Block>
  )
}
