import './library.css'
import { UserOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choice, choices, pick } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { Can, useCan } from '../../../kernel/web/session.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { StaffName, StaffPicker } from '../../people/web/index.ts'
import { register } from '../register/contract.ts'
import type { RegisterItem } from '../register/contract.ts'
import { ReasonDialog } from './parts/ReasonDialog.tsx'
import { named } from './parts/said.ts'

const STANDINGS = ['overdue', 'soon', 'later'] as const
const KINDS = ['document', 'flow', 'form', 'metric', 'policy', 'calendar', 'template', 'document-kind', 'role', 'rule'] as const

/** The register of the management system: all that the house works by, who answers for it, and when it is looked at again. */
export function RegisterPage() {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const [naming, setNaming] = useState<{ rows: readonly RegisterItem[]; over: () => void } | null>(null)
  const [owner, setOwner] = useState<string>()
  const [reviewing, setReviewing] = useState<RegisterItem | null>(null)
  const counts = useQuery(query(register.entries, { query: { limit: 1 } })).data?.counts
  const change = useCall(register.nameOwners, { said: 'register.was-changed', done: () => { naming?.over(); setNaming(null) } })
  const review = useCall(register.review, { said: 'document.was-reviewed', done: () => setReviewing(null) })
  const mayKeep = can('register.write')
  const columns = useMemo((): Column<RegisterItem>[] => [
    { key: 'name', title: 'register.name', width: 300, grow: true, text: (row) => named(row.name), cell: (row) => <span className="doc-row"><strong>{named(row.name)}</strong></span>, card: 'title' },
    { key: 'kind', title: 'register.kind', width: 150, text: (row) => sortText(t, row), card: 'top' },
    { key: 'version', title: 'document.version', width: 120, text: (row) => `v${row.version}`, cell: (row) => <span className="num">v{row.version}{row.origin === 'shipped' ? <small className="quiet"> {t('register.shipped')}</small> : null}</span> },
    { key: 'owner', title: 'document.ownerId', width: 130, text: (row) => row.owner?.name ?? t('register.no-owner'), cell: (row) => row.owner ? row.owner.name : <span className="quiet">{t('register.no-owner')}</span>, card: 'foot' },
    { key: 'due', out: { of: 'reviewDueOn' }, title: 'document.reviewDueOn', width: 170, text: (row) => row.reviewDueOn, cell: (row) => <span className="num" data-standing={row.standing}>{row.reviewDueOn}{row.standing === 'later' ? '' : ` · ${t(`register.standing.${row.standing}`)}`}</span>, card: 'corner' },
    { key: 'reviewed', out: { of: 'reviewedOn' }, title: 'document.reviewed-on', width: 120, text: (row) => row.reviewedOn },
    ...(mayKeep ? [{ key: 'deeds', out: null, title: 'register.deeds', width: 110, text: () => '', cell: (row: RegisterItem) => <Button size="small" onClick={(event) => { event.stopPropagation(); event.preventDefault(); setReviewing(row) }}>{t('register.review')}</Button> }] : []),
  ], [t, mayKeep])
  const filters = useMemo(() => [
    choice('standing', 'register.standing', STANDINGS.map((value) => ({ value, label: t(`register.standing.${value}`) }))),
    choices('kind', 'register.kind', KINDS.map((value) => ({ value, label: value === 'document' ? t('document.one') : t(`definition.kind.${value}`) }))),
    pick('owner', 'document.ownerId', StaffPicker, StaffName),
    // Words change with the language only.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  ], [t])
  return (
    <div className="doc-register">
      <ListPage
        list="register" endpoint={register.entries} title="register.title" to={(row) => row.path} columns={columns} filters={filters}
        views={[{ key: 'overdue', label: 'register.view-overdue', query: { standing: 'overdue' } }, { key: 'soon', label: 'register.view-soon', query: { standing: 'soon' } }, { key: 'unowned', label: 'register.view-unowned', query: { owner: 'none' } }, { key: 'mine', label: 'register.view-mine', query: { owner: 'me' } }]}
        actions={<p className="doc-counts num" aria-live="polite"><Figure n={counts?.overdue} word={t('register.standing.overdue')} tone="error" open={() => void navigate({ to: '/register' as string, search: { standing: 'overdue' } as never })} /><Figure n={counts?.soon} word={t('register.standing.soon')} tone="warning" open={() => void navigate({ to: '/register' as string, search: { standing: 'soon' } as never })} /><Figure n={counts?.unowned} word={t('register.no-owner')} tone="plain" open={() => void navigate({ to: '/register' as string, search: { owner: 'none' } as never })} /><Figure n={counts?.all} word={t('register.all')} tone="plain" open={() => void navigate({ to: '/register' as string, search: {} as never })} /></p>}
        bulk={[{ key: 'owner', label: 'register.name-owner', icon: <UserOutlined aria-hidden />, permission: 'register.write', run: (rows) => new Promise<void>((over) => { setOwner(undefined); setNaming({ rows, over }) }) }]}
        empty={{ title: 'register.none', text: 'register.none-text' }}
      />
      <Modal open={naming !== null} width={400} title={t('register.name-owner')} okText={t('form.save')} okButtonProps={{ disabled: !owner, loading: change.busy }} onCancel={() => { naming?.over(); setNaming(null) }}
        onOk={() => { if (naming && owner) void change.run({ body: { items: naming.rows.map(({ kind, key }) => ({ kind, key })), ownerId: owner } }) }}>
        <p className="doc-said">{t('register.name-owner-text', { n: naming?.rows.length ?? 0 })}</p>
        <StaffPicker value={owner ?? null} onChange={setOwner} />
      </Modal>
      {reviewing ? <Can permission="register.write"><ReasonDialog title="document.confirm-review" text="document.ask-confirm-review" withDay busy={review.busy} close={() => setReviewing(null)} done={(note, nextOn) => void review.run({ body: { kind: reviewing.kind, key: reviewing.key, note, ...(nextOn ? { nextOn } : {}) } })} /></Can> : null}
    </div>
  )
}
const sortText = (t: ReturnType<typeof useT>, { kind, sort }: RegisterItem) => sort ? named(sort) : t(`definition.kind.${kind}`)
function Figure({ n, word, tone, open }: { n: number | undefined; word: string; tone: 'error' | 'warning' | 'plain'; open: () => void }) {
  return <button type="button" data-tone={n ? tone : 'plain'} onClick={open}><strong>{n ?? '–'}</strong>{word}</button>
}
