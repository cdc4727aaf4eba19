import { CheckCircleFilled, CloseOutlined, ExclamationCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { changes, PARTS } from '../../contract.ts'
import type { Change, Part } from '../../contract.ts'
import { LINK_KINDS } from '../../rules.ts'
import { LinkPicker } from './ChangeForm.tsx'
import { named } from './said.ts'

/** The three that must stand ready before a change goes live, each with what is linked. */
export function Readiness({ of }: { of: Change }) {
  const t = useT()
  return (
    <section className="change-ready" aria-label={t('process-change.readiness')}>
      <header><h2>{t('process-change.readiness')}</h2><p className="quiet">{t(of.state === 'planned' ? of.missing.length ? 'process-change.not-ready-text' : 'process-change.ready-text' : 'process-change.live-text')}</p></header>
      <ul>{PARTS.map((part) => <Ready key={part} of={of} part={part} />)}</ul>
    </section>
  )
}

function Ready({ of, part }: { of: Change; part: Part }) {
  const t = useT()
  const [isAdding, setIsAdding] = useState(false)
  const link = useCall(changes.link, { done: () => setIsAdding(false) })
  const unlink = useCall(changes.unlink)
  const links = of.links.filter((one) => one.part === part)
  const isMissing = of.missing.includes(part)
  const mayPlan = of.may.includes('plan')
  const kind = LINK_KINDS[part][0] as 'document' | 'form' | 'metric'
  return (
    <li data-missing={isMissing || undefined}>
      <span className="change-ready-mark" aria-hidden>{isMissing ? <ExclamationCircleOutlined /> : <CheckCircleFilled />}</span>
      <div>
        <strong>{t(`process-change.part.${part}`)}</strong><small className="quiet">{t(`process-change.part-text.${part}`)}</small>
        {links.map((one) => (
          <p key={one.id}>{one.path ? <Link to={one.path}>{named(one.name ?? { zh: one.key, en: one.key })}</Link> : <><s>{one.key}</s> <span className="change-missing">{t('process-change.link-gone')}</span></>}
            {mayPlan ? <Button type="text" size="small" icon={<CloseOutlined />} disabled={unlink.busy} aria-label={t('process-change.unlink', { key: one.key })} onClick={() => void unlink.run({ params: { id: of.id, linkId: one.id } })} /> : null}</p>
        ))}
        {!mayPlan ? null : isAdding
          ? <div className="change-ready-add"><LinkPicker kind={kind} placeholder={t(`process-change.pick.${part}`)} onChange={(key) => { if (key) void link.run({ params: { id: of.id }, body: { part, kind, key } }) }} /><Button size="small" type="text" onClick={() => setIsAdding(false)}>{t('frame.cancel')}</Button></div>
          : <Button size="small" type="link" icon={<PlusOutlined aria-hidden />} onClick={() => setIsAdding(true)}>{t('process-change.link-add')}</Button>}
      </div>
    </li>
  )
}
