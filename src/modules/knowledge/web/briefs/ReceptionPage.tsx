import './briefs.css'
import { Link, useParams } from '@tanstack/react-router'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../../../kernel/client.ts'
import { MomentInput } from '../../../../kernel/web/form/MomentInput.tsx'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { HistoryTab } from '../../../../kernel/web/record/History.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block, Facts, RecordPage } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { CaseStatusTag } from '../../../cases/web/index.ts'
import { Markdown } from '../../../library/web/index.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { ChangeReception, receptions } from '../../briefs/contract.ts'
import type { PrepCard } from '../../briefs/contract.ts'
import { Prepared } from './Prepared.tsx'

const inMine = (of: { zh: string; en: string }) => language() === 'en' ? of.en || of.zh : of.zh || of.en

/** The card to prepare a reception by: what to know at the left, what to have ready at the right. */
export function ReceptionPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const settle = useCall(receptions.settle, { said: 'reception.settled' })
  const [isChanging, setIsChanging] = useState<PrepCard | null>(null)
  const end = (it: PrepCard, deed: 'receive' | 'cancel' | 'miss') => settle.run({ params: { id, deed }, body: { version: it.version } })
  return (
    <>
      <RecordPage
        endpoint={receptions.getReception} params={{ id }} entity="reception" back={{ to: '/receptions', label: 'reception.plural' }}
        title={(it) => it.customer.name} number={(it) => <Moment at={it.at} form="full" />} tags={(it) => <><span className="reception-state" data-state={it.state}>{t(`reception.state.${it.state}`)}</span><Prepared of={it} /></>}
        facts={(it) => <><span>{it.place}</span><span>{t('reception.host')} {it.host.name}</span></>}
        actions={(it) => [
          { key: 'receive', label: 'reception.receive', may: 'receive', primary: true, busy: settle.busy, run: () => end(it, 'receive') },
          { key: 'change', label: 'reception.change', may: 'change', run: () => setIsChanging(it) },
          { key: 'miss', label: 'reception.miss', may: 'miss', run: () => end(it, 'miss') },
          { key: 'cancel', label: 'reception.cancel', may: 'cancel', danger: true, run: () => end(it, 'cancel') },
        ]}
        tabs={(it) => [{ key: 'card', label: 'reception.card', content: <Card of={it} /> }, { key: 'history', label: 'history.title', content: <HistoryTab endpoint={receptions.events} params={{ id }} /> }]}
        side={(it) => <><Checklist of={it} /><Profile of={it} /></>}
      />
      {isChanging ? (
        <FormDrawer
          open close={() => setIsChanging(null)} title="reception.change" body={ChangeReception} values={{ at: isChanging.at, hostId: isChanging.host.id, place: isChanging.place, purpose: isChanging.purpose, materials: isChanging.materials } as never} version={isChanging.version} said="reception.changed"
          fields={[
            { name: 'at', label: 'reception.at', input: <MomentInput ahead />, half: true },
            { name: 'hostId', label: 'reception.host', input: <StaffPicker />, half: true },
            { name: 'place', label: 'reception.place', input: <Input maxLength={120} /> }, { name: 'purpose', label: 'reception.purpose', input: <Input maxLength={300} /> },
            { name: 'materials', label: 'reception.materials', input: <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2_000} /> },
          ]}
          save={(body) => call(receptions.change, { params: { id }, body: body as never })}
        />
      ) : null}
    </>
  )
}

function Checklist({ of }: { of: PrepCard }) {
  const t = useT()
  const tick = useCall(receptions.tick, { refresh: [receptions.getReception, receptions.listReceptions] })
  return (
    <Block title="reception.checklist">
      {of.checklist.length ? (
        <div className="reception-list">{of.checklist.map((item) => <Checkbox key={item.key} checked={item.done} disabled={!of.may.includes('tick') || tick.busy} onChange={(event) => void tick.run({ params: { id: of.id }, body: { key: item.key, done: event.target.checked, version: of.version } })}>{inMine(item.words)}</Checkbox>)}</div>
      ) : <p className="quiet">{t('reception.no-card-yet')}</p>}
    </Block>
  )
}
function Profile({ of }: { of: PrepCard }) {
  if (!of.profile) return null
  return <Block title="reception.profile"><Facts items={[{ label: 'reception.customer', value: <Link to={`/customers/${of.customer.id}` as string}>{of.customer.name}</Link> }, ...(of.profile.type === 'person' ? [{ label: 'reception.address', value: inMine(of.profile.salutation) }] : []), { label: 'customer.industry', value: of.profile.industry }, { label: 'customer.region', value: of.profile.region }]} /></Block>
}

function Card({ of }: { of: PrepCard }) {
  const t = useT()
  return (
    <div className="reception-card">
      <section><h2>{t('reception.issues')}</h2>
        <ol className="reception-issues">{of.issues.map((one) => <li key={one.text}><i data-why={one.why}>{t(`reception.why.${one.why}`)}</i>{one.caseId && one.why !== 'purpose' ? <Link to={`/cases/${one.caseId}` as string}>{one.text}</Link> : <span>{one.text}</span>}</li>)}</ol>
      </section>
      {of.materials ? <section><h2>{t('reception.materials')}</h2><p className="reception-materials">{of.materials}</p></section> : null}
      <section><h2>{t('reception.past')}</h2>
        {of.history.length ? <ul className="reception-history">{of.history.map((one) => <li key={one.id}><Link to={`/cases/${one.id}` as string} className="clip">{one.subject}</Link><CaseStatusTag of={one} /><span className="quiet"><Moment at={one.at} /></span></li>)}</ul> : <p className="quiet">{t('reception.no-past')}</p>}
      </section>
      {of.brief ? (
        <section className="reception-brief"><h2>{t('reception.brief', { title: inMine({ zh: of.brief.title.zh ?? '', en: of.brief.title.en ?? '' }) })}</h2>
          {of.brief.sections.map((section) => <details key={section.key} open><summary>{inMine(section.name)}</summary><Markdown text={inMine(section)} /></details>)}
          <Link to={`/library/${of.brief.documentId}` as string}>{t('reception.open-brief')}</Link>
        </section>
      ) : <p className="quiet">{t(of.profile?.industry ? 'reception.no-brief' : 'reception.no-industry', { industry: of.profile?.industry ?? '' })}</p>}
    </div>
  )
}
