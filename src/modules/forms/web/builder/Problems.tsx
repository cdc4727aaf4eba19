import { CheckCircleOutlined, TranslationOutlined, WarningFilled } from '@ant-design/icons'
import { useT } from '../../../../kernel/web/words.ts'
import type { Place } from './build-state.ts'
import { placeOfPath } from './build-state.ts'

export interface Problem { path: string; text: string }

/** What keeps the form from being published, each a way to its place; and how many words wait for their translation. */
export function Problems({ problems, missing, go }: { problems: readonly Problem[]; missing: readonly string[]; go: (place: Place) => void }) {
  const t = useT()
  const first = missing[0]
  return (
    <div className="build-problems" role="status">
      {problems.length ? <ul>{problems.slice(0, 8).map((problem) => <li key={`${problem.path}${problem.text}`}><button type="button" onClick={() => go(placeOfPath(problem.path))}><WarningFilled aria-hidden /><span>{problem.text}</span></button></li>)}</ul>
        : <span className="build-fine"><CheckCircleOutlined aria-hidden /> {t('form.build.no-problem')}</span>}
      {first !== undefined ? <button type="button" className="build-missing" onClick={() => go(placeOfPath(first))}><TranslationOutlined aria-hidden /> {t('form.build.n-missing', { n: missing.length })}</button> : null}
    </div>
  )
}
