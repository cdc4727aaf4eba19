import './teamwork.css'
import { CheckOutlined, CloseOutlined, EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../kernel/client.ts'
import { Moment } from '../../../kernel/web/moment.tsx'
import { HistoryTab } from '../../../kernel/web/record/History.tsx'
import { Block, Facts, RecordPage } from '../../../kernel/web/record/RecordPage.tsx'
import { ask } from '../../../kernel/web/toast.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { language, useT } from '../../../kernel/web/words.ts'
import { suggestions } from '../suggestions/contract.ts'
import type { Suggestion } from '../suggestions/contract.ts'
import { DecideSuggestion } from './parts/DecideSuggestion.tsx'
import { EvidenceAdder } from './parts/EvidenceAdder.tsx'
import { SuggestionForm } from './parts/SuggestionForm.tsx'
import { StateTag } from './parts/tags.tsx'

/** One suggestion: what is wrong, how it would be better, what shows it, what was decided and what came of it. */
export function SuggestionPage() {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery(query(suggestions.suggestion, { params: { id } }))
  const [open, setOpen] = useState<'change' | 'decide' | 'finish' | null>(null)
  const withdraw = useCall(suggestions.withdrawSuggestion, { said: 'suggestion.was-withdrawn' })
  const askWithdraw = async (it: Suggestion) => { if (await ask({ title: t('suggestion.withdraw-ask'), yes: t('suggestion.withdraw'), danger: true })) await withdraw.run({ params: { id }, body: { version: it.version } }) }
  const close = () => setOpen(null)
  return (
    <>
      <RecordPage
        endpoint={suggestions.suggestion} params={{ id }} entity="suggestion" back={{ to: '/suggestions', label: 'suggestion.plural' }} title={(it) => it.title} tags={(it) => <StateTag noun="suggestion" state={it.state} late={it.overdue} />}
        facts={(it) => <><span>{t(`suggestion.area.${it.area}`)}</span><span>{it.author.name}</span>{it.state === 'submitted' ? <span className={it.overdue ? 'teamwork-late' : undefined}>{t('suggestion.dueAt')} <Moment at={it.dueAt} /></span> : null}{it.twins ? <span>{t('suggestion.twins', { n: it.twins })}</span> : null}</>}
        actions={(it) => [
          { key: 'decide', label: 'suggestion.decide', may: 'decide', primary: true, icon: <CheckOutlined aria-hidden />, run: () => setOpen('decide') },
          { key: 'finish', label: 'suggestion.finish', may: 'finish', primary: true, icon: <CheckOutlined aria-hidden />, run: () => setOpen('finish') },
          { key: 'change', label: 'suggestion.change', may: 'change', icon: <EditOutlined aria-hidden />, run: () => setOpen('change') },
          { key: 'withdraw', label: 'suggestion.withdraw', may: 'withdraw', danger: true, busy: withdraw.busy, run: () => askWithdraw(it) },
        ]}
        tabs={(it) => [{ key: 'suggestion', label: 'suggestion.one', content: <Whole of={it} /> }, { key: 'history', label: 'history.title', content: <HistoryTab endpoint={suggestions.suggestionEvents} params={{ id }} /> }]}
        side={(it) => <Block title="suggestion.one"><Facts items={[
          { label: 'suggestion.author', value: <Link to={`/staff/${it.author.id}` as string}>{it.author.name}</Link> }, { label: 'suggestion.department', value: it.department?.name }, { label: 'suggestion.createdAt', value: <Moment at={it.createdAt} /> }, { label: 'suggestion.decidedBy', value: it.decidedBy?.name }, { label: 'suggestion.decidedAt', value: it.decidedAt ? <Moment at={it.decidedAt} /> : null },
          { label: 'suggestion.owner', value: it.owner?.name }, { label: 'suggestion.doneBy', value: it.doneBy ? <Moment at={it.doneBy} /> : null },
        ]} /></Block>}
      />
      {found.data && open === 'change' ? <SuggestionForm key={found.data.version} open of={found.data} close={close} /> : null}
      {found.data && open === 'decide' ? <DecideSuggestion of={found.data} close={close} /> : null}
      {found.data && open === 'finish' ? <Finish of={found.data} close={close} /> : null}
    </>
  )
}

function Whole({ of }: { of: Suggestion }) {
  const t = useT()
  const add = useCall(suggestions.addEvidence)
  const drop = useCall(suggestions.dropEvidence)
  const mayAdd = of.may.includes('add-evidence')
  return (
    <div className="teamwork-text">
      <h2>{t('suggestion.problem')}</h2><p>{of.problem}</p>
      <h2>{t('suggestion.proposal')}</h2><p>{of.proposal}</p>
      <h2>{t('suggestion.evidence')}</h2>
      {of.evidence.length ? <ul className="teamwork-evidence">{of.evidence.map((one) => <li key={one.id}><span className="teamwork-consensus">{t(`suggestion.evidence.${one.kind}`)}</span>{one.path ? <Link to={one.path} className="clip">{one.name ? language() === 'en' ? one.name.en : one.name.zh : one.key}</Link> : <span><s>{one.key}</s> <span className="quiet">{t('suggestion.evidence-gone')}</span></span>}{mayAdd ? <Button type="text" size="small" icon={<CloseOutlined />} disabled={drop.busy} aria-label={t('suggestion.drop-evidence', { key: one.key })} onClick={() => void drop.run({ params: { id: of.id, evidenceId: one.id } })} /> : null}</li>)}</ul> : <p className="quiet">{t('suggestion.no-evidence')}</p>}
      {mayAdd ? <div className="teamwork-evidence-add"><EvidenceAdder add={(link) => void add.run({ params: { id: of.id }, body: link })} /></div> : null}
      {of.decidedAt ? <section className="teamwork-outcome"><h2>{t(`suggestion.state.${of.state === 'done' ? 'adopted' : of.state}`)}</h2>{of.sameAs ? <p>{t('suggestion.sameAs')} <Link to={`/suggestions/${of.sameAs.id}` as string}>{of.sameAs.title}</Link></p> : null}{of.reason ? <p>{of.reason}</p> : null}<p className="quiet">{of.decidedBy?.name} · <Moment at={of.decidedAt} /></p></section> : null}
      {of.outcome ? <section className="teamwork-outcome"><h2>{t('suggestion.outcome')}</h2><p>{of.outcome}</p><p className="quiet">{of.owner?.name} · <Moment at={of.endedAt} /></p></section> : null}
    </div>
  )
}

function Finish({ of, close }: { of: Suggestion; close: () => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const finish = useCall(suggestions.finishSuggestion, { said: 'suggestion.was-finished', done: close })
  return (
    <Modal open width={520} title={t('suggestion.finish')} okText={t('suggestion.finish')} okButtonProps={{ disabled: !text.trim(), loading: finish.busy }} onCancel={close} onOk={() => void finish.run({ params: { id: of.id }, body: { version: of.version, outcome: text.trim() } })}>
      <Input.TextArea aria-label={t('suggestion.outcome')} autoFocus value={text} maxLength={5_000} autoSize={{ minRows: 4, maxRows: 12 }} onChange={(event) => setText(event.target.value)} />
    </Modal>
  )
}
