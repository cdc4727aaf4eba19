import { Checkbox, Select } from 'antd'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { course } from '../../course/contract.ts'
import type { Course } from '../../course/contract.ts'
import { FEEDBACKS, FOLLOW_CHANNELS } from '../../course/fields/contract.ts'

/** The closing checklist, ticked where it stands. */
export function ClosingList({ of }: { of: Course }) {
  const t = useT()
  const keep = useCall(course.keepCourse, { refresh: [course.course] })
  if (of.closingRule === 'off') return null
  const may = of.may.includes('close-out') && !keep.busy
  const tick = (closing: Partial<Course['closing']>) => void keep.run({ params: { id: of.caseId }, body: { closing } })
  return (
    <section className="course-section" aria-label={t('closing.title')}>
      <h3>{t('closing.title')}{of.closingMissing.length ? <span className="course-left">{t('closing.left', { n: of.closingMissing.length })}</span> : null}</h3>
      <div className="course-ticks">
        <Checkbox checked={of.closing.thanked} disabled={!may} onChange={({ target }) => tick({ thanked: target.checked })}>{t('closing.tick.thanked')}</Checkbox>
        <Checkbox checked={of.closing.offeredHelp} disabled={!may} onChange={({ target }) => tick({ offeredHelp: target.checked })}>{t('closing.tick.offered-help')}</Checkbox>
        <label><span>{t('closing.tick.feedback')}</span><Select size="small" value={of.closing.feedback} disabled={!may} placeholder={t('closing.choose')} onChange={(feedback) => tick({ feedback })} options={FEEDBACKS.map((value) => ({ value, label: t(`closing.feedback.${value}`) }))} /></label>
        <label><span>{t('closing.tick.follow-channel')}</span><Select size="small" value={of.closing.followChannel} disabled={!may} placeholder={t('closing.choose')} onChange={(followChannel) => tick({ followChannel })} options={FOLLOW_CHANNELS.map((value) => ({ value, label: t(`closing.channel.${value}`) }))} /></label>
      </div>
    </section>
  )
}
