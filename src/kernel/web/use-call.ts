import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { createElement, useCallback, useState } from 'react'
import { ApiError, call } from '../client.ts'
import type { Answer, Endpoint, Sent, Spec } from '../contract.ts'
import { FaultDetail, faultText, requestIdOf } from './problem.tsx'
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
  const { message } = App.useApp()
  const tellFault = useFaultToast()
  const [busy, setBusy] = useState(false)
  const run = async (request: Sent<S>) => {
    setBusy(true)
    try {
      const answer = await call(endpoint, request)
      if (said) message.success(t(said))
      for (const warning of warningsOf(answer)) message.warning(warning)
      await Promise.all(refresh ? refresh.map(({ path }) => cache.invalidateQueries({ queryKey: [path] })) : [cache.invalidateQueries()])
      done?.(answer)
      return answer
    } catch (error) {
      tellFault(error)
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

/** Says in a corner why something was refused, with every reason, what to do, and the request's id. */
export function useFaultToast(): (error: unknown) => void {
  const { notification } = App.useApp()
  return useCallback((error) => {
    const requestId = requestIdOf(error)
    notification.error({
      title: faultText(error), placement: 'bottomRight', duration: 8,
      description: error instanceof ApiError ? createElement('div', null, createElement(FaultDetail, { error }), requestId && error.status >= 500 ? createElement('small', { className: 'quiet num' }, t('frame.request-id', { id: requestId })) : null) : undefined,
    })
  }, [notification])
}
