import { CalendarOutlined, EnvironmentOutlined, TeamOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useCan, useSession } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { caseMails } from '../../contract.ts'
import { InvitationAnswer, mailInvitations } from '../../invitations/contract.ts'
import type { Invitation } from '../../invitations/contract.ts'

const COLOURS: Partial<Record<Invitation['state'], string>> = { open: 'processing', cancelled: 'error', changed: 'warning' }

/** An invitation that came with a mail: what, when, where, and our answer to it. */
export function InvitationCard({ interactionId, of, mayAnswer }: { interactionId: string; of: Invitation; mayAnswer: boolean }) {
  const t = useT()
  const can = useCan()
  const answer = useCall(mailInvitations.answerInvitation, { said: 'mail.invitation-answered', refresh: [caseMails.ofCase] })
  const answers = of.state === 'open' || of.state === 'answered'
  return (
    <section className="mail-invitation" data-state={of.state} aria-label={t('mail.appointment')}>
      <header><CalendarOutlined aria-hidden /><strong>{of.summary || t('mail.appointment')}</strong><Tag color={COLOURS[of.state] ?? 'default'}>{t(`mail.invitation.${of.state}`)}</Tag></header>
      <dl>
        {of.start ? <div><dt>{t('mail.invitation-when')}</dt><dd className="num"><When of={of} />{of.repeats ? ` · ${t('mail.invitation-repeats')}` : ''}</dd></div> : null}
        {of.location ? <div><dt><EnvironmentOutlined aria-hidden /> {t('mail.invitation-where')}</dt><dd>{of.location}</dd></div> : null}
        {of.organizer ? <div><dt><UserOutlined aria-hidden /> {t('mail.invitation-by')}</dt><dd>{of.organizer}</dd></div> : null}
        {of.attendees.length ? <div><dt><TeamOutlined aria-hidden /> {t('mail.invitation-who')}</dt><dd>{of.attendees.map((one) => `${one.name || one.address}${SAID[one.answer] ? ` (${t(`mail.invitation-answer.${SAID[one.answer]}`)})` : ''}`).join(t('list.comma'))}</dd></div> : null}
      </dl>
      {of.answer ? <p className="quiet">{t('mail.invitation-ours', { answer: t(`mail.invitation-answer.${of.answer}`) })}{of.answeredBy ? ` · ${of.answeredBy}` : ''}{of.answeredAt ? <> · <Moment at={of.answeredAt} /></> : null}</p> : null}
      {answers && mayAnswer && can('case.write') ? (
        <div className="mail-invitation-acts" role="group" aria-label={t('mail.invitation-answer')}>
          {InvitationAnswer.options.map((one) => <Button key={one} size="small" aria-pressed={of.answer === one} disabled={answer.busy || of.answer === one} {...(one === 'accepted' && !of.answer ? { type: 'primary' as const } : {})} onClick={() => void answer.run({ params: { id: interactionId }, body: { answer: one, version: of.version } })}>{t(`mail.invitation-do.${one}`)}</Button>)}
        </div>
      ) : null}
    </section>
  )
}
const SAID: Readonly<Record<string, string>> = { ACCEPTED: 'accepted', TENTATIVE: 'tentative', DECLINED: 'declined' }

function When({ of: { start, end, wholeDay } }: { of: Invitation }) {
  const { zone } = useSession().company
  if (!start) return null
  if (wholeDay) return <>{momentText(start, 'UTC', 'full').slice(0, 10)}</>
  const [from, to] = [momentText(start, zone, 'full'), end ? momentText(end, zone, 'full') : '']
  // The day is said once.
  return <>{from}{to ? ` – ${to.slice(0, 10) === from.slice(0, 10) ? to.slice(11) : to}` : ''}</>
}
