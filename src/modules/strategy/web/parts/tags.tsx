import '../needs.css'
import { CheckOutlined } from '@ant-design/icons'
import { Moment, RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Need, NeedItem } from '../../contract.ts'
import type { Stage, VoiceKind } from '../../rules.ts'

/** What a voice is, with a mark of its kind. */
export function KindTag({ kind }: { kind: VoiceKind }) {
  const t = useT()
  return <span className="need-kind" data-kind={kind}>{t(`voice.kind.${kind}`)}</span>
}
export function StageTag({ stage }: { stage: Stage }) {
  const t = useT()
  return <span className="need-stage" data-stage={stage}><i aria-hidden />{t(`need.stage.${stage}`)}</span>
}

/** How the department that was asked stands to it. */
export function ReplyTag({ of }: { of: NeedItem['reply'] }) {
  const t = useT()
  const state = !of ? 'none' : of.state === 'answered' ? 'answered' : of.overdue ? 'overdue' : 'waiting'
  return <span className="need-reply" data-state={state}>{t(`need.reply.${state}`)}{of?.state === 'open' ? <span className="quiet num"> · <RelativeTime at={of.dueAt} /></span> : null}</span>
}

const WAY = ['gathered', 'accepted', 'production', 'launched'] as const
/** The way from need to product, with where it stands and what the stage brought. */
export function StageSteps({ of }: { of: Need }) {
  const t = useT()
  const at = WAY.indexOf(of.stage as (typeof WAY)[number])
  const said: Readonly<Record<(typeof WAY)[number], React.ReactNode>> = {
    gathered: t('need.count', { voices: of.voices, customers: of.customers }), accepted: of.direction, production: of.targetOn, launched: of.launchedAt ? <Moment at={of.launchedAt} form="day" /> : null,
  }
  return (
    <ol className="need-steps num" aria-label={t('need.stages')} data-declined={of.stage === 'declined' || undefined}>
      {WAY.map((stage, n) => (
        <li key={stage} data-state={of.stage === 'declined' ? 'off' : n < at || of.stage === 'launched' ? 'done' : n === at ? 'now' : 'ahead'} {...(n === at ? { 'aria-current': 'step' as const } : {})}>
          <span className="need-step-mark" aria-hidden>{n < at || (of.stage === 'launched' && n === at) ? <CheckOutlined /> : n + 1}</span>
          <strong>{t(`need.stage.${stage}`)}</strong>
          {n <= at && said[stage] ? <span className="need-step-said" title={typeof said[stage] === 'string' ? said[stage] : undefined}>{said[stage]}</span> : null}
        </li>
      ))}
    </ol>
  )
}
