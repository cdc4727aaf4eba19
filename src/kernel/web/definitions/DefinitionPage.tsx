import '../record/record.css'
import './definitions.css'
import { CheckCircleOutlined, CopyOutlined, EditOutlined, RollbackOutlined, SendOutlined, StopOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useState } from 'react'
import { query } from '../../client.ts'
import { definitions } from '../../definition-contract.ts'
import type { Definition, DefinitionState, DefinitionSummary } from '../../definition-contract.ts'
import { Fault, NotFound } from '../frame/faults.tsx'
import { PageSkeleton } from '../frame/PageSkeleton.tsx'
import { Moment } from '../moment.tsx'
import { HistoryTab } from '../record/History.tsx'
import { Block, RecordPage } from '../record/RecordPage.tsx'
import { ask } from '../toast.tsx'
import { useCall } from '../use-call.ts'
import { useT } from '../words.ts'
import { BodyEditor } from './BodyEditor.tsx'
import { Code } from './Code.tsx'
import { Compare } from './Compare.tsx'
import { kindName, nameOf, Since, StateTag, versionName } from './parts.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { heirOf, standingsOf } from './standing.ts'

/** One definition with all its versions: read, compared, drafted, reviewed, published, retired. */
export function DefinitionPage() {
  const t = useT()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const { kind, key } = useParams({ strict: false }) as { kind: string; key: string }
  const { version: asked, edit } = useSearch({ strict: false }) as Record<string, string | undefined>
  const [publishing, setPublishing] = useState<{ it: Definition; open: boolean } | null>(null)
  const found = useQuery(query(definitions.list, { query: { kind, key } }))
  const draft = useCall(definitions.draft, { said: 'definition.drafted' })
  const move = useCall(definitions.move)

  const now = new Date(found.dataUpdatedAt)
  const [standing] = standingsOf(found.data?.items ?? [], now)
  if (!standing) return found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : found.data ? <NotFound /> : <PageSkeleton />
  const { versions, inForce, open } = standing
  const id = (versions.find((one) => one.id === asked) ?? inForce ?? versions[0] as DefinitionSummary).id
  const show = async (next: string, more: Record<string, string> = {}) => {
    // Read first, so that the page goes from one version to the other without a blank between.
    await cache.ensureQueryData(query(definitions.get, { params: { id: next } })).catch(() => undefined)
    void navigate({ to: '.', replace: true, resetScroll: false, search: ((was: Record<string, string>) => ({ ...(was['tab'] ? { tab: was['tab'] } : {}), version: next, ...more })) as never })
  }
  const editing = edit === '1'
  const edits = (on: boolean) => void navigate({ to: '.', replace: true, search: (on ? { version: id, edit: '1' } : { version: id }) as never })
  const draftFrom = async (it: Definition) => {
    const made = await draft.run({ body: { kind: it.kind, key: it.key, body: it.body } })
    if (made) await show(made.id, { edit: '1', tab: '' })
  }
  const go = (it: Definition, to: DefinitionState) => move.run({ params: { id: it.id }, body: { to, version: it.revision } })
  const retire = async (it: Definition) => {
    const words = it.state === 'published' ? 'retire' : 'drop'
    const heir = it.inForce ? heirOf(versions, it.id, now) : undefined
    const text = it.inForce ? heir ? t('definition.retire-heir', { name: versionName(heir) }) : t('definition.retire-none') : t(`definition.${words}-text`)
    if (await ask({ title: t(`definition.${words}-ask`, { name: versionName(it) }), text, yes: t(`definition.${words}`), danger: true })) await go(it, 'retired')
  }

  return (
    <>
      <RecordPage
        endpoint={definitions.get} params={{ id }} back={{ to: `/definitions?kind=${encodeURIComponent(kind)}`, label: 'definition.plural' }}
        title={() => nameOf(standing)} number={() => <>{kindName(kind)} · <code className="definition-key">{key}</code></>}
        tags={(it) => <><span className="definition-at num">{versionName(it)}</span><StateTag it={it} now={now} /></>}
        facts={(it) => <>
          {it.state === 'published' && it.effectiveFrom ? <span>{t('definition.effective-from')} <Moment at={it.effectiveFrom} form="full" /></span> : null}
          <span>{t('definition.changed-at')} <Moment at={it.changedAt} form="full" /></span>
        </>}
        actions={(it) => editing && it.may.includes('edit') ? [] : [
          { key: 'publish', label: 'definition.publish', may: 'publish', primary: true, icon: <CheckCircleOutlined aria-hidden />, run: () => setPublishing({ it, open: true }) },
          { key: 'edit', label: 'definition.edit', may: 'edit', primary: true, icon: <EditOutlined aria-hidden />, run: () => edits(true) },
          { key: 'review', label: 'definition.review', may: 'review', icon: <SendOutlined aria-hidden />, busy: move.busy, run: () => go(it, 'review') },
          { key: 'return', label: 'definition.return', may: 'return', icon: <RollbackOutlined aria-hidden />, busy: move.busy, run: () => go(it, 'draft') },
          ...(open ? open.id === it.id ? [] : [{ key: 'open', label: `definition.to-${open.state}`, icon: <EditOutlined aria-hidden />, run: () => show(open.id) }]
            : [{ key: 'own', label: versions.some((one) => one.origin === 'company') ? 'definition.draft-from' : 'definition.make-own', permission: 'definition.write', primary: true as const, icon: <CopyOutlined aria-hidden />, busy: draft.busy, run: () => draftFrom(it) }]),
          { key: 'retire', label: it.state === 'published' ? 'definition.retire' : 'definition.drop', may: 'retire', danger: true, icon: <StopOutlined aria-hidden />, run: () => retire(it) },
        ]}
        tabs={(it) => [
          { key: 'body', label: 'definition.body', content: <>
            {it.pins.some((pin) => !pin.inForce) ? <Alert className="definition-behind" type="warning" showIcon title={t('definition.pins-behind')} description={t('definition.pins-behind-text')} /> : null}
            {standing.newerShipped && it.inForce ? <Alert className="definition-behind" type="info" showIcon title={t('definition.newer-shipped-title', { name: versionName(standing.newerShipped) })} description={t('definition.newer-shipped-text')} /> : null}
            {editing && it.may.includes('edit') ? <BodyEditor key={it.id} it={it} close={() => edits(false)} /> : <Code body={it.body} label={t('definition.body')} />}
          </> },
          { key: 'compare', label: 'definition.compare', content: <Compare versions={versions} id={it.id} /> },
          { key: 'history', label: 'history.title', content: <HistoryTab endpoint={definitions.events} params={{ id: it.id }} /> },
        ]}
        side={(it) => <>
          <Block title="definition.versions">
            <ul className="definition-versions">{versions.map((one) => (
              <li key={one.id}>
                <button type="button" aria-current={one.id === it.id || undefined} onClick={() => void show(one.id)}>
                  <span className="num">{versionName(one)}</span><StateTag it={one} now={now} />
                  <small className="quiet"><Since it={one} /></small>
                </button>
              </li>
            ))}</ul>
          </Block>
          {it.pins.length ? (
            <Block title="definition.pins">
              <ul className="definition-pins">{it.pins.map((pin) => (
                <li key={pin.id}><Link to={`/definitions/${encodeURIComponent(pin.kind)}/${encodeURIComponent(pin.key)}` as string} search={{ version: pin.id } as never}>{kindName(pin.kind)} · <code className="definition-key">{pin.key}</code></Link><span className="quiet num">{versionName(pin)}{pin.inForce ? '' : ` · ${t('definition.pin-behind')}`}</span></li>
              ))}</ul>
            </Block>
          ) : null}
        </>}
      />
      {publishing ? <PublishDialog key={publishing.it.id} it={publishing.it} inForce={inForce} open={publishing.open} close={() => setPublishing({ ...publishing, open: false })} /> : null}
    </>
  )
}
