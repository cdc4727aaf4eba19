import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useBlocker, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ApiError, call, query } from '../../../../kernel/client.ts'
import { definitions } from '../../../../kernel/definition-contract.ts'
import type { Definition } from '../../../../kernel/definition-contract.ts'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { ask, toast } from '../../../../kernel/web/toast.tsx'
import { t } from '../../../../kernel/web/words.ts'

/** The version of a definition where the next one begins: the company's draft, else the one in force. */
export function useDefinition(kind: string, key: string | null): { it: Definition | undefined; error: unknown; isReady: boolean } {
  const versions = useQuery({ ...query(definitions.list, { query: { kind, key: key ?? '' } }), enabled: key !== null })
  const from = versions.data?.items.find((one) => one.origin === 'company' && one.state === 'draft') ?? versions.data?.items.find((one) => one.inForce) ?? versions.data?.items[0]
  const found = useQuery({ ...query(definitions.get, { params: { id: from?.id ?? '' } }), enabled: from !== undefined })
  return { it: found.data, error: versions.error ?? found.error, isReady: key === null || found.data !== undefined }
}

export interface DraftFaults { title: string; items: readonly { path: string; message?: string | undefined }[] }
/** A definition as it is being written in a form of its own: saved as a draft, published, and never left unsaved without asking. */
export function useDefinitionDraft<B extends object>({ kind, it, key, begin, pathOf, list }: { kind: string; it: Definition | undefined; key: string; begin: () => B; pathOf: (key: string) => string; list: string }) {
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [draft, setDraft] = useState<B>(() => it ? it.body as unknown as B : begin())
  const [saved, setSaved] = useState(draft)
  const [standing, setStanding] = useState(it?.origin === 'company' && it.state === 'draft' ? it : null)
  const [faults, setFaults] = useState<DraftFaults | null>(null)
  const [busy, setBusy] = useState<'save' | 'publish' | null>(null)
  const dirty = draft !== saved
  const blocker = useBlocker({ shouldBlockFn: () => dirty && !busy, enableBeforeUnload: () => dirty, withResolver: true, disabled: !dirty })
  useEffect(() => {
    if (blocker.status === 'blocked') void ask({ title: t('form.leave-ask'), text: t('form.leave-text'), yes: t('form.leave'), no: t('form.stay'), danger: true }).then((sure) => sure ? blocker.proceed() : blocker.reset())
    // The question is put once for each attempt to leave.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [blocker.status])

  const save = async (): Promise<Definition> => {
    const body = draft as unknown as Definition['body']
    const made = standing
      ? dirty ? await call(definitions.edit, { params: { id: standing.id }, body: { body, version: standing.revision } }) : standing
      : await call(definitions.draft, { body: { kind, key: key.trim(), body } })
    setStanding(made)
    setSaved(draft)
    return made
  }
  const run = async (what: 'save' | 'publish') => {
    setBusy(what)
    setFaults(null)
    try {
      const made = await save()
      if (what === 'publish') {
        const review = await call(definitions.move, { params: { id: made.id }, body: { to: 'review', version: made.revision } })
        await call(definitions.move, { params: { id: made.id }, body: { to: 'published', version: review.revision } })
      }
      void cache.invalidateQueries()
      toast.done(t(what === 'publish' ? 'knowledge.published' : 'definition.saved'))
      if (what === 'publish') void navigate({ to: list as string, search: { key: made.key } as never, ignoreBlocker: true })
      else if (!it) void navigate({ to: pathOf(made.key) as string, ignoreBlocker: true })
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : undefined
      setFaults({ title: problem?.errors?.length ? problem.title : faultText(error), items: (problem?.errors ?? []).map(({ path, message }) => ({ path: path.replace(/^body\.?/, ''), message })) })
    } finally { setBusy(null) }
  }
  return { draft, setDraft, dirty, busy, faults, standing, run }
}
