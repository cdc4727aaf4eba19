import './messages.css'
import './parts/lexicons.css'
import { CheckCircleOutlined, SaveOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { ApiError, call, query } from '../../../kernel/client.ts'
import { definitions } from '../../../kernel/definition-contract.ts'
import type { Definition } from '../../../kernel/definition-contract.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { faultText } from '../../../kernel/web/problem.tsx'
import { useCan } from '../../../kernel/web/session.tsx'
import { toast } from '../../../kernel/web/toast.tsx'
import { useSettled } from '../../../kernel/web/use-settled.ts'
import { language, useT } from '../../../kernel/web/words.ts'
import { textGuard } from '../guard/contract.ts'
import { failing, guardOf } from '../guard/rules.ts'
import { Judged } from './parts/Judged.tsx'
import { LexiconForm } from './parts/LexiconForm.tsx'
import { entriesFrom, entriesText, harmlessFrom, harmlessText, newLexicon, proofsFrom, proofsText } from './parts/lexicon-text.ts'
import type { LexiconDraft } from './parts/lexicon-text.ts'

/** The page of one lexicon, or of a new one: its lists as lines at the left, its proving sentences judged while one types at the right. */
export function LexiconEditor() {
  const { key } = useParams({ strict: false }) as { key: string }
  const isNew = key === 'new'
  const versions = useQuery({ ...query(definitions.list, { query: { kind: 'lexicon', key } }), enabled: !isNew })
  const from = versions.data?.items.find((one) => one.origin === 'company' && one.state === 'draft') ?? versions.data?.items.find((one) => one.inForce) ?? versions.data?.items[0]
  const found = useQuery({ ...query(definitions.get, { params: { id: from?.id ?? '' } }), enabled: from !== undefined })
  if (isNew) return <Editor key="new" name={null} it={null} />
  if (found.data) return <Editor key={found.data.id} name={key} it={found.data} />
  return versions.isError || found.isError ? <Fault error={versions.error ?? found.error} /> : <PageSkeleton />
}

export interface Lines { entries: string; harmless: string; tests: string }
const linesOf = (of: LexiconDraft): Lines => ({ entries: entriesText(of.entries), harmless: harmlessText(of.harmless), tests: proofsText(of.tests) })

function Editor({ name, it }: { name: string | null; it: Definition | null }) {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [draft, setDraft] = useState<LexiconDraft>(() => it ? it.body as unknown as LexiconDraft : newLexicon())
  const [lines, setLines] = useState<Lines>(() => linesOf(draft))
  const [standing, setStanding] = useState(it?.origin === 'company' && it.state === 'draft' ? it : null)
  const [key, setKey] = useState(name ?? '')
  const [faults, setFaults] = useState<{ title: string; items: readonly string[] } | null>(null)
  const [busy, setBusy] = useState<'save' | 'publish' | null>(null)
  const [tried, setTried] = useState('')
  const others = useQuery(query(textGuard.lexicons, {}))
  const settled = useSettled(lines, 300)
  const proofs = useMemo(() => proofsFrom(settled.tests), [settled.tests])
  const whole = useMemo<LexiconDraft>(() => ({ ...draft, entries: entriesFrom(settled.entries), harmless: harmlessFrom(settled.harmless), tests: proofs.tests }), [draft, settled, proofs])
  const rest = useMemo(() => (others.data?.items ?? []).filter((one) => one.key !== key), [others.data, key])
  const fails = useMemo(() => others.data ? failing(whole, rest) : [], [whole, rest, others.data])
  const guard = useMemo(() => guardOf([...rest, whole]), [rest, whole])
  usePageTitle(draft.name.zh || t('lexicon.new'))

  const run = async (what: 'save' | 'publish') => {
    setBusy(what)
    setFaults(null)
    try {
      const body = { ...draft, entries: entriesFrom(lines.entries), harmless: harmlessFrom(lines.harmless), tests: proofsFrom(lines.tests).tests } as unknown as Definition['body']
      const made = standing ? await call(definitions.edit, { params: { id: standing.id }, body: { body, version: standing.revision } }) : await call(definitions.draft, { body: { kind: 'lexicon', key: key.trim(), body } })
      setStanding(made)
      if (what === 'publish') {
        const review = await call(definitions.move, { params: { id: made.id }, body: { to: 'review', version: made.revision } })
        try { await call(definitions.move, { params: { id: made.id }, body: { to: 'published', version: review.revision } }) } catch (error) {
          setStanding(await call(definitions.move, { params: { id: made.id }, body: { to: 'draft', version: review.revision } }))
          throw error
        }
      }
      void cache.invalidateQueries()
      toast.done(t(what === 'publish' ? 'lexicon.published' : 'definition.saved'))
      if (what === 'publish') void navigate({ to: '/lexicons' as string })
      else if (!name) void navigate({ to: `/lexicons/${made.key}` as string })
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : undefined
      setFaults({ title: problem?.errors?.length ? problem.title : faultText(error), items: (problem?.errors ?? []).map(({ message }) => message ?? '') })
    } finally { setBusy(null) }
  }
  const isReady = busy === null && key.trim() !== '' && proofs.wrong.length === 0
  return (
    <div className="template-edit" onKeyDown={(event) => { if ((event.ctrlKey || event.metaKey) && event.key === 's') { event.preventDefault(); if (isReady) void run('save') } }}>
      <header>
        <h1 className="clip">{name ? draft.name[language() === 'en' ? 'en' : 'zh'] || name : t('lexicon.new')}</h1>
        {standing ? <span className="quiet">{t('lexicon.is-draft')}</span> : null}
        <Link to={'/lexicons' as string}><Button>{t('lexicon.plural')}</Button></Link>
        {name ? <Link to={`/definitions/lexicon/${name}` as string}><Button>{t('definition.versions')}</Button></Link> : null}
        <Button icon={<SaveOutlined aria-hidden />} loading={busy === 'save'} disabled={!isReady} onClick={() => void run('save')}>{t('definition.save-draft')}</Button>
        {can('definition.publish') ? <Button type="primary" icon={<CheckCircleOutlined aria-hidden />} loading={busy === 'publish'} disabled={!isReady || fails.length > 0} onClick={() => void run('publish')}>{t('lexicon.publish')}</Button> : null}
      </header>
      <div className="template-form">
        {faults ? <Alert type="error" showIcon title={faults.title} description={faults.items.length ? <ul>{faults.items.map((one) => <li key={one}>{one}</li>)}</ul> : undefined} /> : null}
        {name ? null : <fieldset><legend>{t('lexicon.key')}</legend><label>{t('lexicon.key-help')}<Input value={key} onChange={(event) => setKey(event.target.value)} placeholder="industry-terms" /></label></fieldset>}
        <LexiconForm of={draft} change={setDraft} lines={lines} write={setLines} wrong={proofs.wrong} />
      </div>
      <section className="lexicon-side" aria-label={t('lexicon.tests')}>
        <h2>{t('lexicon.tests')}</h2>
        {fails.length ? <><p role="status">{t('lexicon.tests-failing', { n: fails.length })}</p><ul className="lexicon-fails">{fails.slice(0, 20).map(({ at, finds }) => <li key={at}>{t(finds ? 'lexicon.test-not-found' : 'lexicon.test-false-alarm', { text: whole.tests[at]?.text ?? '' })}</li>)}</ul></> : <p className="quiet" role="status">{t('lexicon.tests-pass', { n: whole.tests.length })}</p>}
        <h2>{t('lexicon.try')}</h2>
        <Input.TextArea value={tried} autoSize={{ minRows: 3, maxRows: 10 }} placeholder={t('lexicon.try-placeholder')} aria-label={t('lexicon.try')} onChange={(event) => setTried(event.target.value)} />
        {tried.trim() ? <Judged guard={guard} text={tried} /> : null}
      </section>
    </div>
  )
}
