import '../knowledge-tools.css'
import '../scripts/library.css'
import './diagnosis.css'
import { EditOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Can } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { diagnoses } from '../../diagnosis/contract.ts'
import type { DiagnosisTree } from '../../diagnosis/contract.ts'

const inMine = (of: { zh: string; en: string }) => language() === 'en' ? of.en : of.zh
const DAYS = 90

/** The trees of diagnosis in force, drawn, and the causes they found by frequency. */
export function DiagnosisPage() {
  const t = useT()
  const trees = useQuery(query(diagnoses.trees, { query: {} }))
  const causes = useQuery(query(diagnoses.causes, { query: { days: DAYS } }))
  usePageTitle(t('diagnosis.plural'))
  return (
    <div className="diagnosis-page">
      <header className="knowledge-head"><h1>{t('diagnosis.plural')}</h1><Can permission="definition.write"><Link to={'/diagnosis/new' as string}><Button type="primary" icon={<PlusOutlined aria-hidden />}>{t('diagnosis.new')}</Button></Link></Can></header>
      {trees.isError ? <Fault error={trees.error} again={() => void trees.refetch()} /> : !trees.data ? <PageSkeleton /> : (
        <div className="diagnosis-body">
          {trees.data.items.length === 0 ? <Blank title={t('diagnosis.no-trees')} /> : (
            <ul className="diagnosis-trees">
              {trees.data.items.map((tree) => (
                <li key={tree.key}>
                  <header><h2>{inMine(tree.name)}</h2><span className="quiet num">{t('diagnosis.size', { asks: tree.asks.length, causes: tree.causes.length, found: tree.found })}</span>
                    <Can permission="definition.write"><Link to={`/diagnosis/${tree.key}` as string}><Button size="small" icon={<EditOutlined aria-hidden />}>{t('template.edit')}</Button></Link></Can></header>
                  {tree.about ? <p className="quiet">{inMine(tree.about)}</p> : null}
                  <details><summary className="quiet">{t('diagnosis.draw')}</summary><Branch tree={tree} at={tree.first} seen={[]} /></details>
                </li>
              ))}
            </ul>
          )}
          <aside className="diagnosis-pareto"><h2>{t('diagnosis.causes', { days: DAYS })}</h2>
            {causes.data?.items.length ? (
              <ol>{causes.data.items.slice(0, 12).map((one) => <li key={one.tree + one.cause} data-vital={one.vital || undefined}><span className="clip">{one.name}</span><span className="num">{one.count}</span><span className="quiet num">{Math.round(one.cumulative * 100)}%</span><span className="script-bar"><i style={{ width: `${one.count / Math.max(1, causes.data.items[0]?.count ?? 1) * 100}%` }} /></span></li>)}</ol>
            ) : <p className="quiet">{t('diagnosis.no-causes')}</p>}
            <Link to={'/figures/causes-diagnosed?by=causeName' as string}>{t('diagnosis.figure')}</Link>
          </aside>
        </div>
      )}
    </div>
  )
}

function Branch({ tree, at, seen }: { tree: DiagnosisTree; at: string; seen: readonly string[] }) {
  const ask = tree.asks.find(({ key }) => key === at)
  if (!ask || seen.includes(at)) return null
  return (
    <div className="diagnosis-branch"><b>{inMine(ask.words)}</b>
      {ask.answers.map((answer) => {
        const cause = tree.causes.find(({ key }) => key === answer.cause)
        return <div key={answer.key}><span><em>{inMine(answer.words)}{ask.measure && answer.below !== undefined ? <span className="num"> &lt; {answer.below} {inMine(ask.measure.unit)}</span> : null}</em>{cause ? <> → <span className="diagnosis-leaf">{inMine(cause.name)}</span></> : null}</span>{answer.ask ? <Branch tree={tree} at={answer.ask} seen={[...seen, at]} /> : null}</div>
      })}
    </div>
  )
}
