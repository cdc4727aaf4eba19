import { BulbOutlined, LinkOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Popover } from 'antd'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { WEIGHTS } from '../../rules.ts'
import { caseMails } from '../../contract.ts'
import type { CaseMail } from '../../contract.ts'

type Signs = CaseMail['evidence']['signs']

/** Why a mail is in this case, and where else it may belong. */
export function Because({ mail: { evidence, interactionId, version }, move, split }: { mail: CaseMail; move: () => void; split: () => void }) {
  const t = useT()
  const can = useCan()
  const words = (signs: Signs) => signs.filter((one) => one.weight > 0 || one.kind === 'sender-unknown').map((one) => t(`mail.sign.${one.kind}`)).join(t('list.comma'))
  const [other] = evidence.suggestions
  const undo = useCall(caseMails.undo, { said: 'mail.undone-now' })
  return (
    <>
      {evidence.how === 'opened' ? null : (
        <p className="mail-note">
          <LinkOutlined aria-hidden />
          <span>{evidence.movedFrom ? <>{t(`mail.how.${evidence.how}`)} <Link className="num" to={`/cases/${evidence.movedFrom.caseId}` as string}>{evidence.movedFrom.number}</Link></> : <>{t(`mail.how.${evidence.how}`)}{t('mailbox.colon')}{words(evidence.signs)}</>}</span>
          {evidence.movedFrom && can('case.write') ? <Button size="small" type="text" loading={undo.busy} onClick={() => void undo.run({ params: { id: interactionId }, body: { version } })}>{t('mail.undo-move')}</Button> : null}
          {evidence.how === 'joined' && can('case.write') ? <Button size="small" type="text" onClick={split}>{t('mail.not-this-case')}</Button> : null}
          {evidence.how === 'joined' ? <Popover trigger={['click', 'hover']} content={<Weights signs={evidence.signs} score={evidence.score} />}><Button size="small" type="text" className="num">{t('mail.score', { n: evidence.score })}</Button></Popover> : null}
        </p>
      )}
      {other && evidence.how === 'opened' ? (
        <p className="mail-note" data-hint>
          <BulbOutlined aria-hidden />
          <span>{t('mail.may-belong')} <Link className="num" to={`/cases/${other.caseId}` as string}>{other.number}</Link>{t('mailbox.colon')}{words(other.signs)}</span>
          {can('case.write') ? <Button size="small" onClick={move}>{t('mail.move')}</Button> : null}
        </p>
      ) : null}
    </>
  )
}

function Weights({ signs, score }: { signs: Signs; score: number }) {
  const t = useT()
  return (
    <table className="mail-weights num">
      <tbody>{signs.map((one) => <tr key={one.kind}><td>{t(`mail.sign.${one.kind}`)}</td><td>+{WEIGHTS[one.kind] || one.weight}</td></tr>)}</tbody>
      <tfoot><tr><td>{t('mail.sum')}</td><td>{score}</td></tr></tfoot>
    </table>
  )
}
