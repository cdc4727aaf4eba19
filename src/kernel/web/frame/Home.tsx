import { HomeOutlined } from '@ant-design/icons'
import { Navigate } from '@tanstack/react-router'
import { useContext } from 'react'
import { useMenu } from '../brought.ts'
import { useCan } from '../session.tsx'
import { WebModules } from '../web-modules.ts'
import { useT } from '../words.ts'
import { Blank } from './faults.tsx'

/** Where the day begins: the board of one's role, else the first page of the reader's menu. */
export function Home() {
  const t = useT()
  const can = useCan()
  const menu = useMenu()
  const begins = useContext(WebModules).flatMap((module) => module.home ?? []).find((one) => can(one.permission))
  const to = begins?.to ?? menu[0]?.items[0]?.to
  return to ? <Navigate to={to} replace /> : <Blank mark={<HomeOutlined />} title={t('frame.nothing-for-you')} text={t('frame.nothing-for-you-text')} />
}
