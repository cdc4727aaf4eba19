import './calls.css'
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useParams } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import { DraftDesk, useStanding } from '../../../../kernel/web/definitions/DraftDesk.tsx'
import { TwoNames } from '../../../../kernel/web/definitions/TwoNames.tsx'
import { Fault, NotFound } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { useSession } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { KINDS } from '../../../cases/contract.ts'
import { filled } from '../../scripts/rules.ts'
import { exampleValues } from '../scripts/example-values.ts'
import { bodyOf, draftOf, moved, newStage, newStep, strayPlaces, wanting } from './call-draft.ts'
import type { Stage } from './call-draft.ts'

const TONGUES = ['zh', 'en'] as const
const MOST = 12

/** The script of a call, stage by stage, with what is said and what is ticked. */
export function CallScriptPage() {
  const t = useT()
  const { key } = useParams({ strict: false }) as { key: string }
  const { standing, none, error } = useStanding('call-script', key)
  if (error) return <Fault error={error} />
  if (none) return <NotFound />
  if (!standing) return <PageSkeleton />
  return (
    <DraftDesk key={standing.it.id} standing={standing} back={{ to: '/scripts/calls', label: t('call-script.plural') }} draftOf={draftOf} bodyOf={bodyOf} nameOf={({ name }) => name} about={t('call-script.about')}
      wants={(draft) => wanting(draft).map((what) => t(`call-script.wants.${what}`, { names: strayPlaces(draft).join(t('condition.comma')) }))}
      side={({ draft }) => <Said stages={draft.stages} />}>
      {({ draft, change, readOnly }) => {
        const stages = (to: readonly Stage[]) => change({ ...draft, stages: to })
        return <>
          <TwoNames label={t('call-script.name')} value={draft.name} maxLength={120} change={(name) => { if (!readOnly) change({ ...draft, name }) }} />
          <label className="call-kinds"><span>{t('call-script.kinds')}</span><Select mode="multiple" value={[...draft.kinds]} disabled={readOnly} aria-label={t('call-script.kinds')} placeholder={t('call-script.kinds-none')} onChange={(kinds) => change({ ...draft, kinds })} options={KINDS.map((kind) => ({ value: kind, label: t(`case.kind.${kind}`) }))} /></label>
          {draft.stages.map((stage, at) => (
            <StageCard key={stage.key} of={stage} at={at} last={draft.stages.length - 1} readOnly={readOnly} change={(to) => stages(draft.stages.map((one, n) => n === at ? to : one))} move={(by) => stages(moved(draft.stages, at, by))} drop={() => stages(draft.stages.filter((_, n) => n !== at))} />
          ))}
          {readOnly ? null : <div><Button icon={<PlusOutlined aria-hidden />} disabled={draft.stages.length >= MOST} onClick={() => stages([...draft.stages, newStage(draft.stages)])}>{t('call-script.add-stage')}</Button></div>}
        </>
      }}
    </DraftDesk>
  )
}

interface CardProps { of: Stage; at: number; last: number; readOnly: boolean; change: (to: Stage) => void; move: (by: 1 | -1) => void; drop: () => void }
function StageCard({ of, at, last, readOnly, change, move, drop }: CardProps) {
  const t = useT()
  return (
    <section className="call-stage" aria-label={t('call-script.stage-n', { n: at + 1 })}>
      <header>
        <h2>{t('call-script.stage-n', { n: at + 1 })}</h2>
        <Checkbox checked={of.always} disabled={readOnly} onChange={(event) => change({ ...of, always: event.target.checked })}>{t('call-script.always')}</Checkbox>
        {readOnly ? null : <Order at={at} last={last} move={move} drop={last > 0 ? drop : undefined} dropLabel={t('call-script.drop-stage', { n: at + 1 })} />}
      </header>
      <TwoNames label={t('call-script.stage')} value={of.name} maxLength={120} change={(name) => { if (!readOnly) change({ ...of, name }) }} />
      <div className="call-two">{TONGUES.map((tongue) => (
        <label key={tongue}><span className="quiet">{t('call-script.says')} · {t(`definition.tongue.${tongue}`)}</span><Input.TextArea value={of.says[tongue]} disabled={readOnly} lang={tongue === 'zh' ? 'zh-CN' : 'en'} maxLength={1_000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => change({ ...of, says: { ...of.says, [tongue]: event.target.value } })} /></label>
      ))}</div>
      <fieldset><legend className="quiet">{t('call-script.steps-list')}</legend>
        {of.steps.map((step, n) => (
          <div key={step.key} className="call-step">
            <TwoNames label={`${t('call-script.step')} ${n + 1}`} value={step.words} maxLength={120} change={(words) => { if (!readOnly) change({ ...of, steps: of.steps.map((one, k) => k === n ? { ...one, words } : one) }) }} />
            {readOnly ? null : <Order at={n} last={of.steps.length - 1} move={(by) => change({ ...of, steps: moved(of.steps, n, by) })} drop={of.steps.length > 1 ? () => change({ ...of, steps: of.steps.filter((_, k) => k !== n) }) : undefined} dropLabel={t('call-script.drop-step')} />}
          </div>
        ))}
        {readOnly ? null : <div><Button size="small" icon={<PlusOutlined aria-hidden />} disabled={of.steps.length >= MOST} onClick={() => change({ ...of, steps: [...of.steps, newStep(of.steps)] })}>{t('call-script.add-step')}</Button></div>}
      </fieldset>
    </section>
  )
}

function Order({ at, last, move, drop, dropLabel }: { at: number; last: number; move: (by: 1 | -1) => void; drop: (() => void) | undefined; dropLabel: string }) {
  const t = useT()
  return (
    <span className="call-order">
      <Button type="text" size="small" icon={<ArrowUpOutlined />} disabled={at === 0} aria-label={t('call-script.up')} onClick={() => move(-1)} />
      <Button type="text" size="small" icon={<ArrowDownOutlined />} disabled={at === last} aria-label={t('call-script.down')} onClick={() => move(1)} />
      <Button type="text" size="small" icon={<DeleteOutlined />} disabled={!drop} aria-label={dropLabel} onClick={() => drop?.()} />
    </span>
  )
}

/** The whole call as an agent would say it, with an example in each place. */
function Said({ stages }: { stages: readonly Stage[] }) {
  const t = useT()
  const { company } = useSession()
  const tongue = language() === 'en' ? 'en' : 'zh'
  const values = { company: company.name, ...exampleValues(tongue) }
  return (
    <section className="call-said"><h2>{t('call-script.preview')}</h2>
      <ol>{stages.map((stage) => <li key={stage.key}><b>{stage.name[tongue] || '…'}</b>{stage.always ? null : <small className="quiet">{t('call-script.if-needed')}</small>}<p>{filled(stage.says[tongue], values) || '…'}</p></li>)}</ol>
    </section>
  )
}
