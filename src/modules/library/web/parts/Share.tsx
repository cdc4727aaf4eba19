import type { Share as Part } from '../../contract.ts'
import { useT } from '../../../../kernel/web/words.ts'

/** A part of a whole as a bar, with what is needed marked on it. */
export function Share({ label, of, need }: { label: string; of: Part; need?: number | null }) {
  const t = useT()
  const met = need === undefined || need === null ? undefined : (of.percent ?? 0) >= need
  return (
    <div className="doc-share" data-met={met}>
      <div className="doc-share-line num"><span>{t(label)}</span><strong>{of.percent === null ? '–' : `${of.percent}%`}</strong><span className="quiet">{t('document.n-of', { n: of.n, of: of.of })}</span></div>
      <div className="doc-share-ground" role="meter" aria-label={t(label)} aria-valuemin={0} aria-valuemax={100} aria-valuenow={of.percent ?? 0}>
        <i style={{ width: `${of.percent ?? 0}%` }} />{need ? <b style={{ left: `${need}%` }} title={t('document.needed', { need })} /> : null}
      </div>
    </div>
  )
}
