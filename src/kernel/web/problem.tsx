import { ApiError } from '../client.ts'
import { hasWord, t } from './words.ts'

/** The sentence for whatever went wrong: the server's own, else ours for its code, else that the server can't be reached. */
export function faultText(error: unknown): string {
  if (error instanceof ApiError) {
    const { detail, code, title } = error.problem
    return detail ?? (hasWord(code) ? t(code) : hasWord(title) ? t(title) : title)
  }
  return error instanceof TypeError ? t('frame.unreachable') : t('server.unexpected')
}
export const requestIdOf = (error: unknown): string | undefined => error instanceof ApiError ? error.problem.requestId : undefined

/** What else the server said: every reason of a refusal, and what to do about it. */
export function FaultDetail({ error }: { error: ApiError }) {
  const { errors = [], suggestion } = error.problem
  if (errors.length === 0 && !suggestion) return null
  return (
    <>
      {errors.length > 0 ? <ul className="fault-reasons">{errors.map((one) => <li key={`${one.path}${one.code}`}>{one.message}</li>)}</ul> : null}
      {suggestion ? <p>{suggestion}</p> : null}
    </>
  )
}
