import './course.css'
import { ArrowUpOutlined, CheckOutlined, WarningFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../../cases/contract.ts'
import { useStatusName } from '../../../cases/web/index.ts'
import type { ComplaintCourse } from '../../contract.ts'
import { PHASES, phaseAt } from '../../course/rules.ts'
import { DeedForm } from './DeedForm.tsx'
import { useCourse } from './use-course.ts'

/** How far a complaint has come: its four phases, its level, what is late; and while the customer is listened to, what helps and what waits. */
export function Band({ caseId }: { caseId: string }) {
  const t = useT()
  const of = useQuery(query(cases.get, { params: { id: caseId } })).data
  const it = useCourse(caseId).data
  const statusName = useStatusName()
  const [isUpgrading, setIsUpgrading] = useState(false)
  if (!of || !it) return null
  const at = phaseAt(of.status.key)
  return (
    <>
      <div className="band">
        {it.kind === 'complaint' ? (
          <ol className="band-phases" aria-label={t('complaint.phases')}>
            {PHASES.map((phase, n) => <li key={phase} data-state={n < at ? 'done' : n === at ? 'now' : 'later'} aria-current={n === at ? 'step' : undefined}>{n < at ? <CheckOutlined aria-hidden /> : null}<span>{statusName(phase, it.kind)}</span></li>)}
          </ol>
        ) : <span className="quiet">{t('complaint.grumble-noted')}</span>}
        <span className="band-marks">
          {it.assessment ? <span className="band-level" data-level={levelTone(it)}>{language() === 'en' ? it.assessment.level.name.en : it.assessment.level.name.zh}</span> : null}
          {it.acknowledgeBy && !it.acknowledgement ? <span className="band-late"><WarningFilled aria-hidden /> {t('complaint.acknowledge-by')} <Moment at={it.acknowledgeBy} /></span> : null}
          {it.answer?.accepted === false ? <span className="band-late"><WarningFilled aria-hidden /> {t('complaint.declined')}</span> : null}
          {it.may.includes('upgrade') ? <Button size="small" icon={<ArrowUpOutlined aria-hidden />} onClick={() => setIsUpgrading(true)}>{t('complaint.upgrade')}</Button> : null}
          <Link to={`/cases/${caseId}`} search={{ tab: 'complaint' } as never} className="band-more">{t('complaint.open-course')}</Link>
        </span>
      </div>
      {it.listening ? <Listening /> : null}
      {it.may.includes('upgrade') ? <DeedForm deed={isUpgrading ? 'upgrade' : null} of={it} close={() => setIsUpgrading(false)} /> : null}
    </>
  )
}

/** How a level looks: by its place among the levels there are. */
export const levelTone = ({ levels, assessment }: Pick<ComplaintCourse, 'levels' | 'assessment'>): 'calm' | 'warm' | 'hot' => {
  const place = levels.findIndex(({ key }) => key === assessment?.level.key)
  return place <= 0 ? 'calm' : place * 2 < levels.length ? 'warm' : 'hot'
}

const HINTS = ['calm', 'hear', 'words', 'wait'] as const
/** The card that helps to listen (002 §3.4): stay calm, hear everything, write the words down, explain later. */
function Listening() {
  const t = useT()
  return (
    <aside className="listening" aria-label={t('complaint.listening-title')}>
      <strong>{t('complaint.listening-title')}</strong>
      <ul>{HINTS.map((hint) => <li key={hint}>{t(`complaint.listening.${hint}`)}</li>)}</ul>
    </aside>
  )
}
