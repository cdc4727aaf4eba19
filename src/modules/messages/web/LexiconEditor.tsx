import './messages.css'
import './parts/lexicons.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { query } from '../../../kernel/client.ts'
import type { Definition } from '../../../kernel/definition-contract.ts'
import { DraftHead, DraftProblems } from '../../../kernel/web/definitions/DraftHead.tsx'
import { useDefinition, useDefinitionDraft } from '../../../kernel/web/definitions/use-definition-draft.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { onSaveKey } from '../../../kernel/web/typing.ts'
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
  const own = key === 'new' ? null : key
  const { it, error, isReady } = useDefinition('lexicon', own)
  if (error) return <Fault error={error} />
  return isReady ? <Editor key={it?.id ?? 'new'} own={own} it={it} /> : <PageSkeleton />
}

export interface Lines { entries: string; harmless: string; tests: string }
/** The lists stand as lines while they are typed. */
interface Draft { of: LexiconDraft; lines: Lines }
const draftOf = (body: object | undefined): Draft => {
  const of = body as LexiconDraft | undefined ?? newLexicon()
  return { of, lines: { entries: entriesText(of.entries), harmless: harmlessText(of.harmless), tests: proofsText(of.tests) } }
}
const bodyOf = ({ of, lines }: Draft): LexiconDraft => ({ ...of, entries: entriesFrom(lines.entries), harmless: harmlessFrom(lines.harmless), tests: proofsFrom(lines.tests).tests })

function Editor({ own, it }: { own: string | null; it: Definition | undefined }) {
  const t = useT()
  const [key, setKey] = useState(own ?? '')
  const [tried, setTried] = useState('')
  const { draft, setDraft, standing, canSave, canPublish, busy, faults, run } = useDefinitionDraft<Draft>({ kind: 'lexicon', it, key, draftOf, bodyOf, pathOf: (made) => `/lexicons/${made}`, list: '/lexicons', published: 'lexicon.published' })
  const others = useQuery(query(textGuard.lexicons, {}))
  const settled = useSettled(draft, 300)
  const whole = useMemo(() => bodyOf(settled), [settled])
  const wrong = useMemo(() => proofsFrom(settled.lines.tests).wrong, [settled])
  const rest = useMemo(() => (others.data?.items ?? []).filter((one) => one.key !== key), [others.data, key])
  const fails = useMemo(() => others.data ? failing(whole, rest) : [], [whole, rest, others.data])
  const guard = useMemo(() => guardOf([...rest, whole]), [rest, whole])
  usePageTitle(draft.of.name.zh || t('lexicon.new'))
  const isRight = wrong.length === 0
  return (
    <div className="template-edit" onKeyDown={onSaveKey(() => { if (canSave && isRight) void run('save') })}>
      <DraftHead title={own ? draft.of.name[language() === 'en' ? 'en' : 'zh'] || own : t('lexicon.new')} back={{ to: '/lexicons', label: t('lexicon.plural') }} state={standing ? t('definition.is-draft', { n: standing.version }) : null}
        more={own ? <Link to={`/definitions/lexicon/${own}` as string}><Button>{t('definition.versions')}</Button></Link> : null} canSave={canSave && isRight} canPublish={canPublish && isRight && !fails.length} busy={busy} run={run} />
      <div className="template-form">
        <DraftProblems of={faults} />
        {own ? null : <fieldset><legend>{t('definition.key')}</legend><label>{t('template.key-help')}<Input value={key} onChange={(event) => setKey(event.target.value)} placeholder="industry-terms" /></label></fieldset>}
        <LexiconForm of={draft.of} change={(of) => setDraft((was) => ({ ...was, of }))} lines={draft.lines} write={(lines) => setDraft((was) => ({ ...was, lines }))} wrong={wrong} />
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
