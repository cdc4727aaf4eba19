import { CheckCircleFilled } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useT } from '../words.ts'

/** One step of the first hour. `word` is its key in the catalogues, with `.about` beside; `done` is undefined while it is not known. */
export function FirstStep({ word, to, search, done }: { word: string; to: string; search?: Record<string, string>; done: boolean | undefined }) {
  const t = useT()
  return (
    <li className="first-hour-step" data-done={done} aria-busy={done === undefined || undefined}>
      <span className="first-hour-mark">{done ? <CheckCircleFilled aria-label={t('first-hour.is-done')} /> : <i role="img" aria-label={t('first-hour.to-do')} />}</span>
      <div><h2>{t(word)}</h2><p>{t(`${word}.about`)}</p></div>
      <Link to={to as string} {...(search ? { search: search as never } : {})}><Button tabIndex={-1}>{t(done ? 'first-hour.look' : 'first-hour.go')}</Button></Link>
    </li>
  )
}
