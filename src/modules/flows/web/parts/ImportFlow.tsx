import { Alert, Button, Input, Modal } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState, type ReactNode } from 'react'
import { call } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { bpmnReading, LONGEST_BPMN } from '../../bpmn/contract.ts'
import type { ReadBpmn } from '../../bpmn/contract.ts'
import type { FlowBody } from '../../contract.ts'
import { readJsonFlow } from './flow-file.ts'
import { inWords } from './flow-words.ts'

interface Found { key: string; body: FlowBody; leftOut: ReadBpmn['leftOut'] }

/** Takes a flow from a file of JSON or BPMN: shown first, with what was left out, then laid down as a draft. */
export function ImportFlow({ taken, children }: { taken: ReadonlySet<string>; children: (pick: () => void) => ReactNode }) {
  const t = useT()
  const navigate = useNavigate()
  const field = useId()
  const [found, setFound] = useState<Found | null>(null)
  const draft = useCall(definitions.draft, { said: 'definition.drafted' })
  const read = async (file: File) => {
    if (file.size > LONGEST_BPMN * 3) return toast.warn(t('flow.file-too-long'))
    const text = await file.text()
    const fallback = file.name.toLowerCase().replace(/\..*$/, '').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '') || `flow-${Date.now().toString(36)}`
    try {
      if (text.trimStart().startsWith('<')) {
        const { key, body, leftOut } = await call(bpmnReading.read, { body: { text } })
        setFound({ key: key ?? fallback, body: body as unknown as FlowBody, leftOut })
      } else {
        const value = readJsonFlow(text)
        if ('wrong' in value) toast.warn(t(`flow.file-${value.wrong}`, { where: value.where ?? '' }))
        else setFound({ key: value.key ?? fallback, body: value.body, leftOut: [] })
      }
    } catch (error) { toast.fault(error) }
  }
  const make = async () => {
    if (!found) return
    const made = await draft.run({ body: { kind: 'flow', key: found.key, body: found.body as never } })
    if (made) { setFound(null); void navigate({ to: `/flows/${encodeURIComponent(made.key)}` as string, search: { version: made.id } as never }) }
  }
  const pick = () => document.getElementById(field)?.click()
  return (
    <>
      {children(pick)}
      <input id={field} type="file" accept=".json,.bpmn,.xml,application/json,application/xml" hidden aria-label={t('flow.import')} onChange={(event) => { const [file] = event.target.files ?? []; event.target.value = ''; if (file) void read(file) }} />
      <Modal open={found !== null} onCancel={() => setFound(null)} title={t('flow.import')} footer={[<Button key="no" onClick={() => setFound(null)}>{t('frame.cancel')}</Button>, <Button key="yes" type="primary" loading={draft.busy} disabled={!/^[a-z][a-z0-9_-]*$/.test(found?.key ?? '')} onClick={() => void make()}>{t('definition.make-draft')}</Button>]}>
        {found ? (
          <div className="flow-import">
            <p><strong>{inWords(found.body.name)}</strong> <span className="quiet num">{t('flow.steps-n', { n: found.body.steps.length })}</span></p>
            <ol>{found.body.steps.slice(0, 12).map((step) => <li key={step.key}>{inWords(step.name)}</li>)}{found.body.steps.length > 12 ? <li className="quiet">…</li> : null}</ol>
            <label>{t('definition.key')}<Input value={found.key} maxLength={120} onChange={(event) => setFound({ ...found, key: event.target.value })} /></label>
            {taken.has(found.key) ? <small className="quiet">{t('flow.import-next-version')}</small> : null}
            {found.leftOut.length ? <Alert type="warning" showIcon title={t('flow.left-out', { n: found.leftOut.length })} description={<ul>{found.leftOut.map((one, n) => <li key={n}><code>{one.element}</code> {one.name || one.id}: {t(`flow.left-out.${one.why}`)}</li>)}</ul>} /> : null}
          </div>
        ) : null}
      </Modal>
    </>
  )
}
