import { FileSearchOutlined, LockOutlined, WarningOutlined } from '@ant-design/icons'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { ApiError } from '../../client.ts'
import { NotAllowed } from '../not-allowed.ts'
import { usePageTitle } from '../page-title.ts'
import { faultText, requestIdOf } from '../problem.tsx'
import { useT } from '../words.ts'

/** One sentence and one action in the middle of an empty place. */
export function Blank({ mark, title, text, act }: { mark?: ReactNode; title: string; text?: ReactNode; act?: ReactNode }) {
  return (
    <div className="blank">
      {mark ? <div className="blank-mark" aria-hidden>{mark}</div> : null}
      <h2>{title}</h2>
      {text ? <p>{text}</p> : null}
      {act ? <div className="blank-acts">{act}</div> : null}
    </div>
  )
}

/** What stands where a read failed: the server's own sentence, its request id, and trying again. */
export function Fault({ error, again }: { error: unknown; again?: () => void }) {
  const t = useT()
  const requestId = requestIdOf(error)
  return (
    <div role="alert">
      <Blank mark={<WarningOutlined />} title={t('frame.fault')} text={<>{faultText(error)}{requestId ? <><br /><small className="quiet num">{t('frame.request-id', { id: requestId })}</small></> : null}</>}
        act={again ? <Button onClick={again}>{t('frame.try-again')}</Button> : undefined} />
    </div>
  )
}

export function PageFault({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  if (error instanceof NotAllowed) return <NotAllowedPage permission={error.permission} />
  if (error instanceof ApiError && error.status === 404) return <NotFound />
  return <Fault error={error} again={() => { reset(); void router.invalidate() }} />
}

export function NotFound() {
  const t = useT()
  usePageTitle(t('frame.not-found'))
  return <Blank mark={<FileSearchOutlined />} title={t('frame.not-found')} text={t('frame.not-found-text')} act={<HomeButton />} />
}

function NotAllowedPage({ permission }: { permission: string }) {
  const t = useT()
  usePageTitle(t('frame.not-allowed'))
  return <Blank mark={<LockOutlined />} title={t('frame.not-allowed')} text={<>{t('frame.not-allowed-text')}<br /><code className="quiet">{permission}</code></>} act={<HomeButton />} />
}

function HomeButton() {
  const t = useT()
  const router = useRouter()
  return <Button onClick={() => void router.navigate({ to: '/' })}>{t('frame.go-home')}</Button>
}
