import { CheckOutlined, CopyOutlined, DislikeFilled, DislikeOutlined, EditOutlined, ExportOutlined, LikeFilled, LikeOutlined, MoreOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Tag } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { ApiError, query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { onPageKey } from '../../../../kernel/web/frame/hotkey.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { Markdown } from '../../../library/web/index.ts'
import { knowledge } from '../../contract.ts'
import type { Article } from '../../contract.ts'
import { plainWords } from '../../rules.ts'
import { said, spoken } from './article-words.ts'
import { CorrectionForm } from './CorrectionForm.tsx'
import { KindMark } from './KindMark.tsx'

/** One article to be read, copied, judged and put right. `y`, `n`, `c` and `e` do what its buttons do. */
export function ArticleView({ id, back }: { id: string; back?: React.ReactNode }) {
  const t = useT()
  const found = useQuery({ ...query(knowledge.get, { params: { id } }), retry: false })
  useLive('article', () => void found.refetch(), id)
  if (found.data) return <Shown key={found.data.versionId} of={found.data} back={back} />
  const isGone = found.error instanceof ApiError && found.error.status === 404
  if (found.isError && !isGone) return <div className="article-view">{back}<Fault error={found.error} again={() => void found.refetch()} /></div>
  if (isGone) return <div className="article-view">{back}<Blank title={t('article.gone')} text={t('article.gone-text')} act={<Link to={`/library/${id}` as string}><Button tabIndex={-1}>{t('article.to-library')}</Button></Link>} /></div>
  return <div className="article-view" aria-busy>{back}<span className="grey" style={{ width: '60%', height: 26 }} />{[92, 86, 95, 70].map((width) => <span key={width} className="grey" style={{ width: `${width}%`, height: 15 }} />)}</div>
}

function Shown({ of, back }: { of: Article; back?: React.ReactNode }) {
  const t = useT()
  const language = spoken(of.title)
  const vote = useCall(knowledge.vote, { refresh: [knowledge.get, knowledge.find, knowledge.beside] })
  const [why, setWhy] = useState<string | null>(null)
  const [isProposing, setProposing] = useState(false)
  const say = (helpful: boolean, note?: string) => { setWhy(helpful || note !== undefined ? null : ''); void vote.run({ params: { id: of.id }, body: { helpful, ...(note?.trim() ? { note: note.trim() } : {}) } }) }
  const copy = () => {
    const words = of.sections.filter(({ inside }) => !inside).map((section) => plainWords(said(section))).filter(Boolean).join('\n\n')
    void navigator.clipboard.writeText(words).then(() => toast.done(t('article.copied')), toast.fault)
  }
  const onKey = useEffectEvent((event: KeyboardEvent): boolean => {
    const deed = { y: () => say(true), n: () => say(false), c: copy, e: () => setProposing(true) }[event.key]
    deed?.()
    return deed !== undefined
  })
  useEffect(() => onPageKey((event) => onKey(event)), [])
  const alone = of.sections.filter(({ inside }) => !inside).length === 1
  return (
    <article className="article-view" lang={language === 'en' ? 'en' : 'zh-CN'}>
      {back}
      <header className="article-head">
        <p className="article-over"><KindMark kind={of.kind} word />{of.product ? <span>{of.product}</span> : null}{of.outcome ? <i className="article-outcome" data-outcome={of.outcome}>{t(`article.outcome.${of.outcome}`)}</i> : null}{of.audience === 'customers' ? <Tag color="blue">{t('article.public')}</Tag> : null}{of.tags.map((tag) => <Tag key={tag}>{tag}</Tag>)}</p>
        <h1 id="article-title" tabIndex={-1}>{said(of.title)}</h1>
        <div className="article-acts">
          <Button size="small" icon={<CopyOutlined aria-hidden />} aria-keyshortcuts="c" onClick={copy}>{t('article.copy')}</Button>
          <Button size="small" icon={<EditOutlined aria-hidden />} aria-keyshortcuts="e" onClick={() => setProposing(true)}>{t('correction.propose')}</Button>
          <Menu menu={{ items: [
            { key: 'library', label: <Link to={`/library/${of.id}` as string}>{t('article.to-library')}</Link> },
            ...(of.publicPath ? [{ key: 'public', icon: <ExportOutlined aria-hidden />, label: <a href={of.publicPath} target="_blank" rel="noopener">{t('article.to-public')}</a> }] : []),
          ] }}><Button size="small" type="text" icon={<MoreOutlined />} aria-label={t('frame.more-actions')} /></Menu>
        </div>
      </header>
      {of.reviewOverdue ? <p className="article-note">{t('article.review-overdue-text')}</p> : null}
      {of.corrections ? <p className="article-note">{t('article.corrections-open', { n: of.corrections })}</p> : null}
      {of.sections.map((section) => (
        <section key={section.key} className="article-section" data-section={section.key} data-inside={section.inside || undefined}>
          {alone && !section.inside ? null : <h2>{said(section.name)}</h2>}
          <div className="prose"><Markdown text={said(section)} /></div>
        </section>
      ))}
      {of.fields.length ? <dl className="article-fields">{of.fields.map((field) => <div key={said(field.name)}><dt>{said(field.name)}</dt><dd>{said(field.value)}</dd></div>)}</dl> : null}
      {of.links.length ? <section className="article-section"><h2>{t(of.kind === 'model-case' ? 'article.sop' : 'article.links')}</h2><ul className="article-links">{of.links.map((link) => <li key={`${link.kind}/${link.key}`}>{link.path ? <Link to={link.path}>{said(link.name)}</Link> : said(link.name)}</li>)}</ul></section> : null}
      <footer className="article-foot">
        <div className="article-votes" role="group" aria-label={t('article.did-it-help')}>
          <span>{t('article.did-it-help')}</span>
          <Button size="small" type={of.mine === true ? 'primary' : 'default'} icon={of.mine === true ? <LikeFilled aria-hidden /> : <LikeOutlined aria-hidden />} aria-pressed={of.mine === true} aria-keyshortcuts="y" onClick={() => say(true)}>{t('article.helpful')} <span className="num">{of.votes.helpful}</span></Button>
          <Button size="small" type={of.mine === false ? 'primary' : 'default'} icon={of.mine === false ? <DislikeFilled aria-hidden /> : <DislikeOutlined aria-hidden />} aria-pressed={of.mine === false} aria-keyshortcuts="n" onClick={() => say(false)}>{t('article.not-helpful')} <span className="num">{of.votes.notHelpful}</span></Button>
        </div>
        {why === null ? null : (
          <form className="article-why" onSubmit={(event) => { event.preventDefault(); say(false, why) }}>
            <Input autoFocus size="small" value={why} maxLength={1_000} placeholder={t('article.what-lacked')} aria-label={t('article.what-lacked')} onChange={(event) => setWhy(event.target.value)} onKeyDown={(event) => { if (event.key === 'Escape') setWhy(null) }} />
            <Button size="small" htmlType="submit" icon={<CheckOutlined aria-hidden />} disabled={!why.trim()}>{t('form.save')}</Button>
          </form>
        )}
        <p className="quiet num">{t('article.version', { n: of.number })} · <Moment at={of.beganAt} /> · {of.owner?.name ?? t('article.no-owner')}{of.expiresOn ? ` · ${t('article.until', { day: of.expiresOn })}` : ''} · {t('article.used', { n: of.uses })}</p>
      </footer>
      <CorrectionForm of={of} open={isProposing} close={() => setProposing(false)} />
    </article>
  )
}
