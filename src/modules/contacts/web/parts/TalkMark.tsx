import { Tag } from 'antd'
import { language, useT } from '../../../../kernel/web/words.ts'
import { figureText } from '../../../metrics/web/index.ts'
import type { Interaction } from '../../contract.ts'

/** Of a call: how often we broke in on the customer, red where quality assurance looks at it, and how long they could speak their mind. */
export function TalkMark({ of: { talk } }: { of: Pick<Interaction, 'talk'> }) {
  const t = useT()
  if (!talk) return null
  return (
    <span className="interaction-talk">
      {talk.interruptions ? <Tag color={talk.flagged ? 'red' : 'default'}>{t('interaction.talk.interruptions', { n: talk.interruptions })}</Tag> : null}
      <span className="quiet num">{t('interaction.talk.venting', { time: figureText(language(), 'seconds', talk.ventingSeconds) })}</span>
    </span>
  )
}
