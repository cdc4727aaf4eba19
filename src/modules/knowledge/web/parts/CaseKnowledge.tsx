import './case-knowledge.css'
import { BulbOutlined, CheckCircleFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { call, query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../../cases/contract.ts'
import { knowledge } from '../../contract.ts'
import type { CaseKnowledge as Beside } from '../../contract.ts'
import { modelCases } from '../../model-cases/contract.ts'
import { OUTCOMES } from '../../rules.ts'
import { Marked } from './ArticleRow.tsx'
import { said } from './article-words.ts'
import { KindMark } from './KindMark.tsx'

/** Beside a case: what may answer it, to be read or put into the answer, and what stands in its answers. Nothing where nothing fits. */
export function CaseKnowledge({ caseId, put }: { caseId: string; put?: ((words: string) => void) | undefined }) {
  const t = useT()
  const found = useQuery({ ...query(knowledge.beside, { params: { id: caseId } }), staleTime: 60_000 })
  useLive('case', () => void found.refetch(), caseId)
  const it = found.data
  const nominate = useNomination(caseId)
  if (!it || (!it.used.length && !it.suggestions.length && !nominate)) return null
  return (
    <Block title="knowledge.beside" extra={nominate}>
      {it.used.length ? <><p className="article-beside-part">{t('knowledge.in-answers')}</p><ul className="article-beside">{it.used.map((one) => <li key={`${one.messageId}${one.article.id}`}><span className="article-beside-used"><CheckCircleFilled aria-hidden /><Link className="clip" to={(one.article.active ? `/knowledge/${one.article.id}` : `/library/${one.article.id}`) as string}>{said(one.article.title)}</Link></span></li>)}</ul></> : null}
      {it.used.length && it.suggestions.length ? <p className="article-beside-part">{t('knowledge.may-answer')}</p> : null}
      <ul className="article-beside">{it.suggestions.map((one) => <Suggested key={one.article.id} of={one} caseId={caseId} put={put} />)}</ul>
    </Block>
  )
}

function Suggested({ of: { article, usedIn }, caseId, put }: { of: Beside['suggestions'][number]; caseId: string; put?: ((words: string) => void) | undefined }) {
  const t = useT()
  const [like] = usedIn
  return (
    <li>
      <span className="article-beside-title"><KindMark kind={article.kind} /><Link className="clip" title={said(article.title)} to={`/knowledge/${article.id}` as string}>{said(article.title)}</Link></span>
      {article.excerpt.length ? <span className="article-beside-text"><Marked pieces={article.excerpt} /></span> : null}
      <span className="article-beside-facts num">
        {put && article.kind !== 'model-case' ? <button type="button" onClick={() => void insertArticle(article.id, caseId, put)}>{t('knowledge.insert')}</button> : null}
        {like ? <span>{t('knowledge.used-in', { number: like.number.slice(-6), n: usedIn.length })}</span> : null}
        {article.votes.helpful ? <span>{t('article.helped', { n: article.votes.helpful, of: article.votes.helpful + article.votes.notHelpful })}</span> : null}
      </span>
    </li>
  )
}

/** Puts the words of an article into the answer; they stay linked once it has left. */
export async function insertArticle(id: string, caseId: string, put: (words: string) => void): Promise<void> {
  try { put((await call(knowledge.insert, { params: { id }, body: { caseId, language: language() === 'en' ? 'en' : 'zh' } })).words) } catch (error) { toast.fault(error) }
}

/** A solved case as a model case, for whoever tends knowledge. */
function useNomination(caseId: string) {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const { data: of } = useQuery(query(cases.get, { params: { id: caseId } }))
  const nominate = useCall(modelCases.nominate, { said: 'model-case.was-made', done: ({ documentId }) => void navigate({ to: `/library/${documentId}` as string }) })
  if (!of || !can('knowledge.curate') || (of.status.class !== 'resolved' && of.status.class !== 'closed')) return null
  return (
    <Menu menu={{ items: OUTCOMES.map((outcome) => ({ key: outcome, label: t(`model-case.nominate-${outcome}`), onClick: () => void nominate.run({ params: { id: caseId }, body: { outcome } }) })) }}>
      <Button size="small" type="text" icon={<BulbOutlined aria-hidden />} loading={nominate.busy}>{t('model-case.nominate')}</Button>
    </Menu>
  )
}
