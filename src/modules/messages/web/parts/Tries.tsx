import { Blank } from '../../../../kernel/web/frame/faults.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { WholeMessage } from '../../contract.ts'

/** Every try with what the other side said, the last first. */
export function Tries({ of }: { of: WholeMessage['tries'] }) {
  const t = useT()
  if (!of.length) return <Blank title={t('message.no-tries')} />
  return (
    <ol className="message-tries" reversed>
      {of.toReversed().map((one) => (
        <li key={one.attempt} data-outcome={one.outcome ?? 'open'}>
          <header><strong className="num">{t('message.try', { n: one.attempt })}</strong><span>{t(`message.outcome.${one.outcome ?? 'open'}`)}</span>{one.code ? <code>{one.code}</code> : null}<span className="quiet num"><Moment at={one.beganAt} form="full" /></span></header>
          {one.remark ? <p className="message-remark">{one.remark}</p> : null}
        </li>
      ))}
    </ol>
  )
}
