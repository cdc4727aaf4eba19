import '../mail.css'
import { ClockCircleOutlined, CoffeeOutlined, EyeOutlined, FlagOutlined, RollbackOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { hasWord, useT } from '../../../../kernel/web/words.ts'
import type { MailReport } from '../../reports/contract.ts'

const MARKS: Record<string, ReactNode> = { failed: <RollbackOutlined aria-hidden />, delayed: <ClockCircleOutlined aria-hidden />, complaint: <FlagOutlined aria-hidden />, 'auto-reply': <CoffeeOutlined aria-hidden />, receipt: <EyeOutlined aria-hidden /> }

/** One return, automatic reply or receipt. */
export function ReportItem({ of }: { of: MailReport }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const kind = of.bounce?.outcome ?? of.kind
  const said = of.bounce ? of.bounce.recipients.map((one) => one.said).filter(Boolean).join('\n') : of.text
  return (
    <li data-kind={kind}>
      <p className="mail-report">
        {MARKS[kind]}<strong>{kind === 'receipt' ? t(`mail-report.receipt.${hasWord(`mail-report.receipt.${of.disposition}`) ? of.disposition : 'other'}`) : t(`mail-report.${kind}`)}</strong>
        {kind === 'auto-reply' ? <span className="quiet">{t('mail-report.not-an-answer')}</span> : null}
        <span className="quiet num"><Moment at={of.at} /></span>
        {said ? <Button size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)}>{t(of.bounce ? 'mail-report.their-words' : 'mail-report.show')}</Button> : null}
      </p>
      {of.bounce?.recipients.map((one, n) => (
        <p key={n} className="mail-report-who"><span className="num clip">{one.address || t('mail-report.nobody-named')}</span>{kind === 'delayed' && one.reason === 'expired' ? null : <span>{reasonText(t, one.reason)}</span>}{one.status ? <code>{one.status}</code> : null}{kind === 'failed' ? <Tag color={one.hard ? 'error' : 'warning'}>{t(one.hard ? 'mail-report.hard' : 'mail-report.soft')}</Tag> : null}</p>
      ))}
      {open ? <div className="mail-quoted" tabIndex={0}>{said}</div> : null}
    </li>
  )
}
const reasonText = (t: ReturnType<typeof useT>, reason: string): string => hasWord(`message.returned.${reason}`) ? t(`message.returned.${reason}`) : reason
