import { ArrowLeftOutlined, CheckCircleOutlined, CopyOutlined, DownloadOutlined, EditOutlined, MoreOutlined, PlayCircleOutlined, RedoOutlined, RollbackOutlined, SaveOutlined, SendOutlined, StopOutlined, UndoOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { urlOf } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import type { Definition, DefinitionState } from '../../../../kernel/definition-contract.ts'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { StateTag, versionName } from '../../../../kernel/web/definitions/parts.tsx'
import { heirOf } from '../../../../kernel/web/definitions/standing.ts'
import type { Standing } from '../../../../kernel/web/definitions/standing.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { flowFiles } from '../../bpmn/contract.ts'
import { runs } from '../../contract.ts'
import type { FlowBody } from '../../contract.ts'
import { bodyOf } from './draft-flow.ts'
import { jsonOf, saveText } from './flow-file.ts'
import { inWords } from './flow-words.ts'

interface Props {
  it: Definition; flow: FlowBody; standing: Standing; now: Date
  dirty: boolean; broken: boolean; busy: boolean
  undo: (() => void) | undefined; redo: (() => void) | undefined
  save: () => Promise<Definition | undefined>
  restart: (to: FlowBody) => void
  show: (id: string, more?: Record<string, string>) => void
  publish: () => void
}

/** Which version is open, and what may be done with it now. */
export function DeskHead({ it, flow, standing, now, dirty, broken, busy, undo, redo, save, show, publish }: Props) {
  const t = useT()
  const can = useCan()
  const phone = usePhone()
  const navigate = useNavigate()
  const draft = useCall(definitions.draft, { said: 'definition.drafted' })
  const move = useCall(definitions.move)
  const start = useCall(runs.start, { said: 'run.started-said' })
  const edits = it.may.includes('edit')
  const go = async (to: DefinitionState, of = it) => { await move.run({ params: { id: of.id }, body: { to, version: of.revision } }) }
  const review = async () => { const made = await save(); if (made) await go('review', made) }
  const own = async () => { const made = await draft.run({ body: { kind: 'flow', key: it.key, body: bodyOf(flow) as never } }); if (made) show(made.id) }
  const retire = async () => {
    const words = it.state === 'published' ? 'retire' : 'drop'
    const heir = it.inForce ? heirOf(standing.versions, it.id, now) : undefined
    const text = it.inForce ? heir ? t('definition.retire-heir', { name: versionName(heir) }) : t('definition.retire-none') : t(`definition.${words}-text`)
    if (await ask({ title: t(`definition.${words}-ask`, { name: versionName(it) }), text, yes: t(`definition.${words}`), danger: true })) { await go('retired'); if (standing.inForce && standing.inForce.id !== it.id) show(standing.inForce.id) }
  }
  const run = async () => { const made = await start.run({ body: { flow: it.key } }); if (made) void navigate({ to: `/runs/${made.id}` as string }) }
  const more = [
    ...(flow.steps.length ? [{ key: 'bpmn', icon: <DownloadOutlined />, label: <a href={urlOf(flowFiles.bpmn, { params: { id: it.id } })} download>{t('flow.export-bpmn')}</a>, disabled: dirty }] : []),
    { key: 'json', icon: <DownloadOutlined />, label: t('flow.export-json'), onClick: () => saveText(`${it.key}.flow.json`, 'application/json', jsonOf(it.key, bodyOf(flow))) },
    ...(it.may.includes('retire') ? [{ key: 'retire', icon: <StopOutlined />, danger: true, label: t(it.state === 'published' ? 'definition.retire' : 'definition.drop'), onClick: () => void retire() }] : []),
  ]
  return (
    <header className="flow-head">
      <div className="record-line">
        <Link to={'/flows' as string} className="record-back"><ArrowLeftOutlined aria-hidden /><span>{t('flow.plural')}</span></Link>
        <span className="record-tags"><span className="quiet num">{versionName(it)}</span><StateTag it={it} now={now} />{dirty ? <span className="quiet">{t('flow.unsaved')}</span> : null}</span>
        <div className="record-acts">
          {edits && !phone ? <><Button type="text" icon={<UndoOutlined />} disabled={!undo} aria-label={t('flow.undo')} onClick={undo} /><Button type="text" icon={<RedoOutlined />} disabled={!redo} aria-label={t('flow.redo')} onClick={redo} /></> : null}
          <Menu placement="bottomRight" menu={{ items: more }}><Button icon={<MoreOutlined />} aria-label={t('frame.more-actions')} /></Menu>
          {edits ? (
            <>
              <Button icon={<SaveOutlined aria-hidden />} loading={busy} disabled={!dirty} onClick={() => void save()}>{phone ? null : t('definition.save-draft')}</Button>
              <Button type="primary" icon={<SendOutlined aria-hidden />} loading={move.busy} disabled={broken} onClick={() => void review()}>{t('definition.review')}</Button>
            </>
          ) : null}
          {it.may.includes('return') ? <Button icon={<RollbackOutlined aria-hidden />} loading={move.busy} onClick={() => void go('draft')}>{t('definition.return')}</Button> : null}
          {it.may.includes('publish') ? <Button type="primary" icon={<CheckCircleOutlined aria-hidden />} onClick={publish}>{t('definition.publish')}</Button> : null}
          {it.inForce && flow.subject === 'free' && flow.steps.length && can('run.start') ? <Button icon={<PlayCircleOutlined aria-hidden />} loading={start.busy} onClick={() => void run()}>{phone ? null : t('run.start')}</Button> : null}
          {it.state !== 'draft' && it.state !== 'review' && can('definition.write')
            ? standing.open
              ? <Button type="primary" icon={<EditOutlined aria-hidden />} onClick={() => show(standing.open?.id ?? it.id)}>{t(`definition.to-${standing.open.state}`)}</Button>
              : <Button type="primary" icon={flow.steps.length ? <EditOutlined aria-hidden /> : <CopyOutlined aria-hidden />} loading={draft.busy} onClick={() => void own()}>{t('flow.edit')}</Button>
            : null}
        </div>
      </div>
      <h1>{inWords(flow.name)}</h1>
      {flow.about ? <p className="quiet">{inWords(flow.about)}</p> : null}
    </header>
  )
}
