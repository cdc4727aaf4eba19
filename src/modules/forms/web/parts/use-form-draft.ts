import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, call } from '../../../../kernel/client.ts'
import { toast } from '../../../../kernel/web/toast.tsx'
import { t } from '../../../../kernel/web/words.ts'
import { Draft, drafts } from '../../contract.ts'
import type { About } from '../../contract.ts'
import type { Answers } from '../../questions/contract.ts'

/** After so long without a change the answers are sent to the server. */
const SETTLES_MS = 1_200

export interface FormDraft {
  draft: Draft | undefined; error: unknown; answers: Answers; page: number
  saved: 'unchanged' | 'saving' | 'saved' | 'failed'
  change: (answers: Answers) => void; turn: (page: number) => void
  /** Waits until what is on its way has arrived. */
  settle: () => Promise<void>
  /** It has been sent: nothing more is kept. */
  done: () => void
}

/** One's begun answers to a form about a record, kept on the server as one goes. What another device has kept meanwhile is taken over. */
export function useFormDraft(formId: string, about: About): FormDraft {
  const cache = useQueryClient()
  const [draft, setDraft] = useState<Draft>()
  const [error, setError] = useState<unknown>(null)
  const [answers, setAnswers] = useState<Answers>({})
  const [page, setPage] = useState(0)
  const [saved, setSaved] = useState<FormDraft['saved']>('unchanged')
  const at = useRef<{ id: string; version: number; answers: Answers; page: number; dirty: boolean; over: boolean; going: Promise<void>; timer?: ReturnType<typeof setTimeout> | undefined } | null>(null)
  const { kind, id } = about

  const take = useCallback((kept: Draft) => {
    at.current = { id: kept.id, version: kept.version, answers: kept.answers, page: kept.page, dirty: false, over: false, going: Promise.resolve() }
    setDraft(kept)
    setAnswers(kept.answers)
    setPage(kept.page)
  }, [])
  useEffect(() => {
    let isGone = false
    call(drafts.open, { body: { formId, about: { kind, id } } }).then((kept) => { if (!isGone) take(kept) }, (fault: unknown) => { if (!isGone) setError(fault) })
    return () => { isGone = true }
  }, [formId, kind, id, take])

  const save = useCallback(async () => {
    const now = at.current
    if (!now || !now.dirty || now.over) return
    now.dirty = false
    setSaved('saving')
    try {
      const kept = await call(drafts.save, { params: { id: now.id }, body: { answers: now.answers, page: now.page, version: now.version } })
      now.version = kept.version
      setSaved(now.dirty ? 'saving' : 'saved')
    } catch (fault) {
      const theirs = fault instanceof ApiError && fault.problem.code === 'form-draft.elsewhere' ? Draft.safeDecode(fault.problem.current as never) : undefined
      if (theirs?.success) { take(theirs.data); toast.warn(t('form-draft.elsewhere')); setSaved('saved') } else { now.dirty = true; setSaved('failed') }
    }
  }, [take])
  const queue = useCallback(() => {
    const now = at.current
    if (!now) return
    now.dirty = true
    clearTimeout(now.timer)
    now.timer = setTimeout(() => { now.going = now.going.then(save) }, SETTLES_MS)
  }, [save])
  useEffect(() => () => {
    const now = at.current
    clearTimeout(now?.timer)
    if (now) void now.going.then(save)
  }, [save])
  return {
    draft, error, answers, page, saved,
    change: (next) => { setAnswers(next); if (at.current) at.current.answers = next; queue() },
    turn: (next) => { setPage(next); if (at.current) at.current.page = next; queue() },
    settle: async () => { const now = at.current; clearTimeout(now?.timer); await now?.going },
    done: () => { if (at.current) at.current.over = true; void cache.invalidateQueries({ queryKey: [drafts.begun.path] }) },
  }
}
