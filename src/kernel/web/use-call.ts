import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, call } from '../client.ts'
import type { Answer, Endpoint, Sent, Spec } from '../contract.ts'
import { toast } from './toast.tsx'
import { t } from './words.ts'

export interface CallOptions<A> {
  /** Catalogue key of the sentence said when it is done. */
  said?: string
  /** Endpoints whose answers are stale afterwards; all that is shown when absent. */
  refresh?: readonly Endpoint[]
  done?: (answer: A) => void
}

/** For a button: calls an endpoint, says what came of it, reads again what it changed. `run` answers undefined when it was refused. */
export function useCall<S extends Spec>(endpoint: Endpoint<S>, { said, refresh, done }: CallOptions<Answer<S>> = {}): { run: (request: Sent<S>) => Promise<Answer<S> | undefined>; busy: boolean } {
  const cache = useQueryClient()
  const [busy, setBusy] = useState(false)
  const run = async (request: Sent<S>) => {
    setBusy(true)
    try {
      const answer = await call(endpoint, request)
      if (said) toast.done(t(said))
      for (const warning of warningsOf(answer)) toast.warn(warning)
      await Promise.all(refresh ? refresh.map(({ path }) => cache.invalidateQueries({ queryKey: [path] })) : [cache.invalidateQueries()])
      done?.(answer)
      return answer
    } catch (error) {
      toast.fault(error)
      if (error instanceof ApiError && error.status === 409) void cache.invalidateQueries()
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { run, busy }
}

const warningsOf = (answer: unknown): string[] =>
  answer && typeof answer === 'object' && 'warnings' in answer && Array.isArray(answer.warnings) ? answer.warnings.map((one: { message: string }) => one.message) : []
