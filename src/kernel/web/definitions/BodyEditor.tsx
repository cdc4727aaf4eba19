import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { askToLeave, useLeaving } from '../form/use-leaving.ts'
import { ApiError, call } from '../../client.ts'
import { Definition, definitions } from '../../definition-contract.ts'
import { MOD } from '../frame/hotkey.ts'
import { usePhone } from '../appearance.ts'
import { faultText } from '../problem.tsx'
import { toast } from '../toast.tsx'
import { isComposing } from '../typing.ts'
import { useT } from '../words.ts'
import { Coloured, Difference } from './Code.tsx'
import { jsonText, lineAt, placeOf, readJson } from './json-text.ts'

interface LineFault { line: number; at: number; path: string; message: string }

/** A draft's JSON to edit. Faults stand at their lines; whoever saved in between is shown; nothing typed is lost by a slip. */
export function BodyEditor({ it, close }: { it: Definition; close: () => void }) {
  const t = useT()
  const phone = usePhone()
  const cache = useQueryClient()
  const field = useRef<HTMLTextAreaElement>(null)
  const [start, setStart] = useState(() => ({ text: jsonText(it.body), revision: it.revision }))
  const [text, setText] = useState(start.text)
  const [faults, setFaults] = useState<{ title: string; lines: readonly LineFault[] } | null>(null)
  const [theirs, setTheirs] = useState<Definition | null>(null)
  const [busy, setBusy] = useState(false)
  const dirty = text !== start.text

  useLeaving(dirty && !busy, () => true)

  const save = async (revision = start.revision) => {
    if (busy) return
    const read = readJson(text)
    if ('brokenAt' in read) {
      const line = lineAt(text, read.brokenAt)
      return setFaults({ title: t('definition.not-json'), lines: [{ line, at: read.brokenAt, path: '', message: read.brokenAt >= text.length ? t('definition.broken-at-end') : t('definition.broken-here', { sign: text[read.brokenAt] }) }] })
    }
    setBusy(true)
    setFaults(null)
    try {
      const saved = await call(definitions.edit, { params: { id: it.id }, body: { body: read.value as Definition['body'], version: revision } })
      cache.setQueryData([definitions.get.path, { params: { id: it.id } }], saved)
      void cache.invalidateQueries()
      toast.done(t('definition.saved'))
      close()
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : undefined
      const current = Definition.safeDecode(problem?.current as never)
      if (problem?.code === 'record.stale' && current.success) setTheirs(current.data)
      else if (problem?.errors?.length) {
        setFaults({
          title: problem.status === 400 ? t('request.invalid') : problem.title,
          lines: problem.errors.map(({ path, message }) => {
            const within = path.replace(/^body\.?/, '')
            const at = placeOf(read.places, within)
            return { line: lineAt(text, at), at, path: within, message }
          }).toSorted((a, b) => a.at - b.at),
        })
      } else setFaults({ title: faultText(error), lines: [] })
    } finally {
      setBusy(false)
    }
  }
  const goTo = ({ at }: LineFault) => {
    const input = field.current
    if (!input) return
    input.focus()
    input.setSelectionRange(at, at)
    showLine(lineAt(text, at))
  }
  const showLine = (line: number) => field.current?.closest('.definition-edit')?.querySelector(`[data-line='${line}']`)?.scrollIntoView({ block: 'center' })
  const firstFault = faults?.lines[0]?.line
  useEffect(() => { if (firstFault) showLine(firstFault) }, [firstFault])
  /** Goes on from what somebody else saved, with this text or without. */
  const resolve = (keepMine: boolean) => {
    if (!theirs) return
    const fresh = { text: jsonText(theirs.body), revision: theirs.revision }
    setStart(fresh)
    setTheirs(null)
    if (keepMine) void save(fresh.revision)
    else { setText(fresh.text); setFaults(null) }
  }
  const read = theirs ? readJson(text) : undefined
  const wrongLines = new Set(faults?.lines.map(({ line }) => line))

  return (
    <div className="definition-edit" onKeyDown={(event) => {
      if (isComposing(event.nativeEvent) || !(event.ctrlKey || event.metaKey) || (event.key !== 'Enter' && event.key !== 's')) return
      event.preventDefault()
      void save()
    }}>
      <div className="definition-edit-head">
        <div className="definition-edit-bar">
          <Button type="primary" loading={busy} disabled={!!theirs} onClick={() => void save()}>{t('definition.save-draft')}</Button>
          <Button onClick={() => { if (!dirty) close(); else void askToLeave().then((sure) => { if (sure) close() }) }}>{t('frame.cancel')}</Button>
          {phone ? null : <span className="quiet" aria-hidden><kbd>{MOD}</kbd> <kbd>S</kbd> {t('form.save-hint')}</span>}
        </div>
        {faults ? (
          <Alert type="error" showIcon title={faults.title} description={faults.lines.length ? (
            <ul className="definition-faults">{faults.lines.map((fault) => (
              <li key={`${fault.at}${fault.message}`}><button type="button" onClick={() => goTo(fault)}><span className="num">{t('definition.line', { n: fault.line })}</span>{fault.path ? <code>{fault.path}</code> : null}<span>{fault.message}</span></button></li>
            ))}</ul>
          ) : undefined} />
        ) : null}
      </div>
      {theirs && read && 'value' in read ? (
        <Alert type="warning" showIcon title={t('form.conflict')} description={(
          <>
            <p>{t('definition.conflict-text')}</p>
            <Difference before={theirs.body} after={read.value} label={t('definition.compare')} />
            <div className="definition-acts"><Button size="small" onClick={() => resolve(false)}>{t('form.conflict-take')}</Button><Button size="small" type="primary" onClick={() => resolve(true)}>{t('definition.conflict-keep')}</Button></div>
          </>
        )} />
      ) : null}
      <div className="definition-code definition-field">
        <pre aria-hidden>{text.split('\n').map((line, n) => <code key={n} data-line={n + 1} data-wrong={wrongLines.has(n + 1) || undefined}><Coloured line={line} />{'\n'}</code>)}</pre>
        <textarea ref={field} value={text} onChange={(event) => setText(event.target.value)} aria-label={t('definition.body')} aria-invalid={faults !== null} spellCheck={false} autoCapitalize="off" autoCorrect="off" wrap="off" />
      </div>
    </div>
  )
}
