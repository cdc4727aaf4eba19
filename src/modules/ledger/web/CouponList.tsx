import './ledger.css'
import { GiftOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choices } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { Moment } from '../../../kernel/web/moment.tsx'
import { Blank } from '../../../kernel/web/frame/faults.tsx'
import { Can, useCan } from '../../../kernel/web/session.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { useT } from '../../../kernel/web/words.ts'
import { COUPON_STATES, ledger } from '../contract.ts'
import type { Coupon } from '../contract.ts'
import { codeInGroups } from '../rules.ts'
import { yuanText } from './amount-text.ts'
import { CouponTag } from './parts/CouponTag.tsx'
import { RedeemDialog } from './parts/RedeemDialog.tsx'

/** Every coupon, what became of it, and the place where one is taken in payment. */
export function CouponList() {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const [revoking, setRevoking] = useState<Coupon | null>(null)
  const columns = useMemo((): Column<Coupon>[] => [
    { key: 'code', title: 'coupon.code', width: 170, grow: true, text: (row) => codeInGroups(row.code), cell: (row) => <span className="num coupon-code">{codeInGroups(row.code)}</span>, card: 'title' },
    { key: 'value', title: 'coupon.value', width: 80, figures: true, text: (row) => yuanText(row.value / 100), card: 'top' },
    { key: 'state', title: 'coupon.state', width: 114, text: (row) => t(`coupon.state.${row.state}`), cell: (row) => <CouponTag state={row.state} />, card: 'corner' },
    { key: 'issuedAt', title: 'coupon.issuedAt', width: 116, sort: 'issuedAt', text: (row) => row.issuedAt.toISOString(), cell: (row) => <Moment at={row.issuedAt} /> },
    { key: 'expiresAt', title: 'coupon.expiresAt', width: 110, text: (row) => row.expiresAt.toISOString(), cell: (row) => <Moment at={row.expiresAt} form="day" />, card: 'foot', captioned: true },
    { key: 'endedAt', title: 'coupon.endedAt', width: 116, text: (row) => row.endedAt?.toISOString(), cell: (row) => <Moment at={row.endedAt} /> },
    { key: 'by', out: { of: ['endedBy', 'issuedBy'] }, title: 'coupon.by', width: 90, text: (row) => (row.endedBy ?? row.issuedBy)?.name },
    { key: 'note', title: 'coupon.note', width: 150, text: (row) => row.note },
    { key: 'may', out: null, title: 'coupon.revoke', width: 90, text: () => '', cell: (row) => row.may.includes('revoke') ? <Button size="small" type="link" onClick={(event) => { event.stopPropagation(); setRevoking(row) }}>{t('coupon.revoke')}</Button> : null },
  ], [t])
  const setOpen = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, redeem: to ? '1' : undefined })) as never })
  const redeem = <Can permission="coupon.redeem"><Button type="primary" icon={<GiftOutlined aria-hidden />} onClick={() => setOpen(true)}>{t('coupon.redeem')}</Button></Can>
  const dialog = <RedeemDialog open={search['redeem'] === '1'} close={() => setOpen(false)} />
  // Whoever only takes coupons in payment needs a code, not everybody's codes.
  if (!can('coupon.read')) return <>{dialog}<Blank mark={<GiftOutlined />} title={t('coupon.redeem')} text={t('coupon.redeem-help')} act={redeem} /></>
  return (
    <>
      <ListPage
        list="coupons" endpoint={ledger.coupons} entity="coupon" title="coupon.plural" defaultSort="-issuedAt" search={false} columns={columns} actions={redeem}
        filters={[choices('state', 'coupon.state', COUPON_STATES.map((value) => ({ value, label: t(`coupon.state.${value}`) })))]} views={[{ key: 'good', label: 'coupon.state.issued', query: { state: 'issued' } }, { key: 'redeemed', label: 'coupon.state.redeemed', query: { state: 'redeemed' } }]}
        empty={{ title: 'coupon.none', text: 'coupon.none-text' }}
      />
      {dialog}
      {revoking ? <RevokeDialog of={revoking} close={() => setRevoking(null)} /> : null}
    </>
  )
}

function RevokeDialog({ of, close }: { of: Coupon; close: () => void }) {
  const t = useT()
  const revoke = useCall(ledger.revoke, { said: 'coupon.was-revoked-now' })
  const [reason, setReason] = useState('')
  return (
    <Modal open width={440} title={`${t('coupon.revoke')} ${codeInGroups(of.code)}`} okText={t('coupon.revoke')} okButtonProps={{ danger: true, disabled: !reason.trim(), loading: revoke.busy }} onCancel={close} onOk={() => void revoke.run({ params: { id: of.id }, body: { reason: reason.trim(), version: of.version } }).then((done) => { if (done) close() })}>
      <Input.TextArea autoFocus aria-label={t('coupon.reason')} placeholder={t('coupon.reason')} value={reason} maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  )
}
