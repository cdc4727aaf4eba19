import '../portal.css'
import { LinkOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal, Typography } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Moment, RelativeTime } from '../../../../kernel/web/moment.tsx'
import { Block, Facts } from '../../../../kernel/web/record/RecordPage.tsx'
import { ask, toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { AnswersShown } from '../../../forms/web/index.ts'
import { portalDesk } from '../../contract.ts'

/** Beside a case: whether its customer can follow it, what they were told, and how they rated it. */
export function CasePortal({ caseId }: { caseId: string }) {
  const t = useT()
  const cache = useQueryClient()
  const own = query(portalDesk.overview, { params: { id: caseId } })
  const { data } = useQuery(own)
  const [issued, setIssued] = useState<{ code: string; slug: string } | null>(null)
  const again = () => void cache.invalidateQueries({ queryKey: own.queryKey })
  useLive('submission', again)
  if (!data) return null
  const { tracked, ratings, may } = data
  const issue = async () => {
    if (tracked && !await ask({ title: t('portal.side.issue-again'), text: t('portal.side.issue.ask'), yes: t('portal.side.issue-again'), danger: true })) return
    try {
      setIssued(await call(portalDesk.issueCode, { params: { id: caseId }, body: {} }))
      again()
    } catch (error) { toast.fault(error) }
  }
  return (
    <Block title="portal.side" extra={may.includes('issue-code') ? <Button size="small" type="text" icon={<LinkOutlined aria-hidden />} onClick={() => void issue()}>{t(tracked ? 'portal.side.issue-again' : 'portal.side.issue')}</Button> : null}>
      {tracked ? (
        <>
          <Facts items={[
            { label: 'portal.side.since', value: <Moment at={tracked.since} /> },
            ...(tracked.byMail ? [{ label: 'portal.side.notices', value: tracked.notices }, { label: 'portal.side.next-notice', value: tracked.nextNoticeAt ? <RelativeTime at={tracked.nextNoticeAt} /> : null }] : []),
          ]} />
          {tracked.consentedAt ? <p className="quiet portal-remark">{t('portal.side.unverified')}</p> : null}
        </>
      ) : <p className="quiet">{t('portal.side.not-tracked')}</p>}
      {ratings.map((one) => (
        <section key={one.id} className="portal-rated">
          <h3>{t('portal.side.ratings')} <span className="quiet"><RelativeTime at={one.at} />{one.changedAt > one.at ? ` · ${t('portal.side.changed')}` : ''}</span></h3>
          <AnswersShown form={one.form.questions} answers={one.answers} />
        </section>
      ))}
      <Modal open={issued !== null} title={t('portal.side.issued')} onCancel={() => setIssued(null)} footer={<Button type="primary" onClick={() => setIssued(null)}>{t('portal.side.done')}</Button>}>
        <Typography.Paragraph className="portal-code" copyable={{ tooltips: [t('portal.side.copy'), t('portal.side.copy')] }}>{issued?.code}</Typography.Paragraph>
        <p>{t('portal.side.issued.about')}</p>
        {issued ? <p className="quiet">{`${location.origin}/portal/${issued.slug}/track`}</p> : null}
      </Modal>
    </Block>
  )
}
