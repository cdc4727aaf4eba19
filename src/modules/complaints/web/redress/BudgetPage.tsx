import './redress.css'
import { PlusOutlined, WalletOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Input, InputNumber } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { AccountEntries, yuanText } from '../../../ledger/web/index.ts'
import { budgets, GrantBudget, MakeBudget } from '../../redress/contract.ts'
import type { Budget } from '../../redress/contract.ts'

interface DayProps { value?: string | null; onChange?: (value: string | undefined) => void; id?: string }
const DayField = ({ value, onChange, id }: DayProps) => <DatePicker {...(id ? { id } : {})} style={{ width: '100%' }} value={value ? dayjs(value) : null} minDate={dayjs()} onChange={(day) => onChange?.(day?.format('YYYY-MM-DD'))} />
const grantFields = [
  { name: 'amount', label: 'compensation-budget.amount', half: true as const, input: <InputNumber min={0} max={100_000_000} precision={2} prefix="¥" style={{ width: '100%' }} /> }, { name: 'lastDay', label: 'compensation-budget.lastDay', half: true as const, help: 'compensation-budget.lastDay-help', input: <DayField /> },
  { name: 'note', label: 'compensation-budget.note', input: <Input maxLength={200} autoComplete="off" /> },
]

/** What is set aside for compensation, how much of it is left, and every yuan that came and went. */
export function BudgetPage() {
  const t = useT()
  const found = useQuery(query(budgets.listBudgets, {}))
  const [isMaking, setIsMaking] = useState(false)
  const [granting, setGranting] = useState<Budget | null>(null)
  const add = <Can permission="compensation-budget.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setIsMaking(true)}>{t('compensation-budget.make')}</Button></Can>
  if (found.isError) return <Fault error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <PageSkeleton />
  return (
    <div className="budget-page">
      <header><h1>{t('compensation-budget.plural')}</h1>{found.data.items.length ? add : null}</header>
      {found.data.items.length ? found.data.items.map((one) => <OneBudget key={one.id} of={one} grant={() => setGranting(one)} />) : <Blank mark={<WalletOutlined />} title={t('compensation-budget.none')} text={t('compensation-budget.none-text')} act={add} />}
      <FormDrawer open={isMaking} close={() => setIsMaking(false)} title="compensation-budget.make" body={MakeBudget} said="compensation-budget.was-made" fields={[{ name: 'name', label: 'compensation-budget.name', input: <Input maxLength={80} autoComplete="off" /> }, ...grantFields]} save={(body) => call(budgets.makeBudget, { body })} />
      <FormDrawer open={granting !== null} close={() => setGranting(null)} title="compensation-budget.grant" body={GrantBudget} said="compensation-budget.was-granted" fields={grantFields} save={(body) => call(budgets.grantBudget, { params: { id: granting?.id ?? '' }, body })} />
    </div>
  )
}

function OneBudget({ of, grant }: { of: Budget; grant: () => void }) {
  const t = useT()
  const change = useCall(budgets.changeBudget, { said: 'compensation-budget.was-changed', refresh: [budgets.listBudgets] })
  const [isOpen, setIsOpen] = useState(false)
  const share = of.granted ? Math.min(1, of.spent / of.granted) : 0
  return (
    <section className="budget" data-ended={of.active ? undefined : true}>
      <header><h2>{of.name}</h2><span className="quiet">{t(of.active ? 'compensation-budget.active' : 'compensation-budget.ended')}</span>
        <Can permission="compensation-budget.write"><span className="budget-deeds">{of.active ? <Button size="small" onClick={grant}>{t('compensation-budget.grant')}</Button> : null}<Button size="small" type="text" loading={change.busy} onClick={() => void change.run({ params: { id: of.id }, body: { active: !of.active, version: of.version } })}>{t(of.active ? 'compensation-budget.end' : 'compensation-budget.resume')}</Button></span></Can>
      </header>
      <dl className="remedy-money">
        <div><dt>{t('compensation-budget.left')}</dt><dd className="num">{yuanText(of.left)}</dd></div><div><dt>{t('compensation-budget.spent')}</dt><dd className="num">{yuanText(of.spent)}</dd></div><div><dt>{t('compensation-budget.granted')}</dt><dd className="num">{yuanText(of.granted)}</dd></div>
      </dl>
      <div className="budget-ground" role="meter" aria-label={t('compensation-budget.spent')} aria-valuemin={0} aria-valuemax={of.granted} aria-valuenow={of.spent}><i data-short={share > 0.85 || undefined} style={{ width: `${share * 100}%` }} /></div>
      {of.next ? <p className="quiet">{t('compensation-budget.expires', { amount: yuanText(of.next.amount) })} <Moment at={of.next.at} form="day" /></p> : null}
      <Can permission="ledger.read"><details onToggle={(event) => setIsOpen(event.currentTarget.open)}><summary className="quiet">{t('compensation-budget.entries')}</summary>{isOpen ? <AccountEntries accountId={of.accountId} unit="cny" /> : null}</details></Can>
    </section>
  )
}
