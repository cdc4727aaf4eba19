import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { query } from '../../client.ts'
import { definitions } from '../../definition-contract.ts'
import type { Definition, DefinitionSummary } from '../../definition-contract.ts'
import { useLeaving } from '../form/use-leaving.ts'
import { toast } from '../toast.tsx'
import { t } from '../words.ts'
import { draftFaults, putInForce, writeDraft } from './write-definition.ts'
import type { DraftFaults } from './write-definition.ts'

/** The versions of a definition, and the one that is written on: in one of these states, else in force, else the newest. */
export function useVersions(kind: string, key: string | null, written: readonly DefinitionSummary['state'][]): { items: readonly DefinitionSummary[] | undefined; askedAt: Date; it: Definition | undefined; error: unknown } {
  const versions = useQuery({ ...query(definitions.list, { query: { kind, key: key ?? '' } }), enabled: key !== null })
  const items = versions.data?.items
  const from = items?.find(({ state }) => written.includes(state)) ?? items?.find(({ inForce }) => inForce) ?? items?.[0]
  const found = useQuery({ ...query(definitions.get, { params: { id: from?.id ?? '' } }), enabled: from !== undefined })
  return { items, askedAt: new Date(versions.dataUpdatedAt), it: found.data, error: versions.error ?? found.error }
}
/** The version of a definition where the next one begins: the company's draft, else the one in force. */
export function useDefinition(kind: string, key: string | null): { it: Definition | undefined; error: unknown; isReady: boolean } {
  const { it, error } = useVersions(kind, key, ['draft'])
  return { it, error, isReady: key === null || it !== undefined }
}

interface Asked<D> {
  kind: string
  /** Where it begins; undefined for a new one, which goes under `key` from its first saving. */
  it: Definition | undefined
  key: string | ((draft: D) => string)
  draftOf: (body: object | undefined) => D
  bodyOf?: (draft: D) => object
  /** The page of one, and the list where whoever published goes. */
  pathOf: (key: string) => string
  list: string
  /** What is said when it is in force. */
  published?: string
}
/** What is being written, and what may be done with it now. */
export interface DefinitionDraft<D> {
  draft: D
  setDraft: (to: D | ((was: D) => D)) => void
  /** What it goes, or will go, under. */
  key: string
  /** The draft as it was last saved. */
  standing: Definition | null
  canSave: boolean
  canPublish: boolean
  busy: 'save' | 'publish' | null
  faults: DraftFaults | null
  run: (what: 'save' | 'publish') => Promise<void>
}
/** A definition as it is being written in a form of its own: saved as a draft, put in force, and never left unsaved without asking. */
export function useDefinitionDraft<D>({ kind, it, key, draftOf, bodyOf = (draft) => draft as object, pathOf, list, published = 'definition.now-in-force' }: Asked<D>): DefinitionDraft<D> {
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(it ? it.body as object : undefined))
  const [saved, setSaved] = useState(draft)
  const [standing, setStanding] = useState(it?.origin === 'company' && it.state === 'draft' ? it : null)
  const [faults, setFaults] = useState<DraftFaults | null>(null)
  const [busy, setBusy] = useState<'save' | 'publish' | null>(null)
  const dirty = draft !== saved
  const under = typeof key === 'string' ? key : key(draft)
  useLeaving(dirty && !busy)

  const run = async (what: 'save' | 'publish') => {
    if (busy) return
    setBusy(what)
    setFaults(null)
    try {
      const made = standing && !dirty ? standing : await writeDraft({ kind, key: under, body: bodyOf(draft), standing })
      setStanding(made)
      setSaved(draft)
      if (what === 'publish') await putInForce(made, setStanding)
      void cache.invalidateQueries()
      toast.done(t(what === 'publish' ? published : 'definition.saved'))
      if (what === 'publish') void navigate({ to: list as string, search: { key: made.key } as never, ignoreBlocker: true })
      else if (!it) void navigate({ to: pathOf(made.key) as string, ignoreBlocker: true })
    } catch (error) { setFaults(draftFaults(error)) } finally { setBusy(null) }
  }
  const free = busy === null && under.trim() !== ''
  return { draft, setDraft, key: under, standing, canSave: free && (dirty || it === undefined), canPublish: free && (dirty || standing !== null), busy, faults, run }
}
