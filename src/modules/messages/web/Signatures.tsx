import './messages.css'
import { EditOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useCan, useSession } from '../../../kernel/web/session.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { LinePicker, TeamPicker } from '../../people/web/index.ts'
import { signatures } from '../contract.ts'
import type { Signature } from '../contract.ts'

type OwnerKind = Signature['owner']['kind']
interface Editing { kind: OwnerKind; id: string | null; text: string; version: number; isNew: boolean }

/** What stands below mails: one's own, and those of teams, lines and the company. */
export function Signatures() {
  const t = useT()
  const can = useCan()
  const { staff } = useSession()
  usePageTitle(t('signature.plural'))
  const [editing, setEditing] = useState<Editing | null>(null)
  const found = useQuery(query(signatures.signatures, {}))
  const save = useCall(signatures.setSignature, { said: 'signature.saved', refresh: [signatures.signatures], done: () => setEditing(null) })
  const items = found.data?.items ?? []
  const own = items.find((one) => one.owner.kind === 'staff')
  const may = (one: Signature) => one.owner.kind === 'staff' || can('signature.write')
  const edit = (one: Signature) => setEditing({ kind: one.owner.kind, id: one.owner.id, text: one.text, version: one.version, isNew: false })
  return (
    <div className="signature-list">
      <header className="people-page-head"><h1>{t('signature.plural')}</h1>
        {can('signature.write') || !own ? <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing({ kind: own ? 'team' : 'staff', id: own ? null : staff?.id ?? null, text: '', version: 0, isNew: true })}>{t('signature.add')}</Button> : null}
      </header>
      <p className="quiet">{t('signature.text')}</p>
      {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <PageSkeleton /> : items.length === 0 ? <Blank title={t('signature.none')} /> : items.map((one) => (
        <section key={one.id} className="signature-card">
          <header><h2>{t(`signature.of.${one.owner.kind}`)}{one.owner.kind === 'staff' ? '' : ` · ${one.owner.name}`}</h2>{may(one) ? <Button icon={<EditOutlined aria-hidden />} onClick={() => edit(one)}>{t('signature.edit')}</Button> : null}</header>
          <div className="message-words">{one.text}</div>
        </section>
      ))}
      <Modal open={editing !== null} title={t(editing?.isNew ? 'signature.add' : 'signature.edit')} okText={t('form.save')} cancelText={t('frame.cancel')} onCancel={() => setEditing(null)}
        okButtonProps={{ loading: save.busy, disabled: !editing || (editing.kind !== 'company' && !editing.id) || (editing.isNew && !editing.text.trim()) }}
        onOk={() => { if (editing) void save.run({ body: { owner: { kind: editing.kind, ...(editing.kind !== 'company' && editing.id ? { id: editing.id } : {}) }, text: editing.text, version: editing.version } }) }}>
        {editing ? (
          <div className="template-form">
            {editing.isNew && can('signature.write') ? (
              <div className="template-two">
                <label>{t('signature.owner')}<Select value={editing.kind} onChange={(kind) => setEditing({ ...editing, kind, id: kind === 'staff' ? staff?.id ?? null : null })} options={(['staff', 'team', 'line', 'company'] as const).filter((kind) => kind !== 'staff' || !own).map((value) => ({ value, label: t(`signature.of.${value}`) }))} /></label>
                {editing.kind === 'team' ? <label>{t('signature.of.team')}<TeamPicker value={editing.id} onChange={(id) => setEditing({ ...editing, id: id ?? null })} /></label> : editing.kind === 'line' ? <label>{t('signature.of.line')}<LinePicker value={editing.id} onChange={(id) => setEditing({ ...editing, id: id ?? null })} /></label> : null}
              </div>
            ) : null}
            <label>{t('signature.words')}<Input.TextArea value={editing.text} maxLength={2_000} autoSize={{ minRows: 3, maxRows: 10 }} onChange={(event) => setEditing({ ...editing, text: event.target.value })} autoFocus /></label>
            {editing.isNew ? null : <small className="quiet">{t('signature.empty-drops')}</small>}
          </div>
        ) : null}
      </Modal>
    </div>
  )
}
