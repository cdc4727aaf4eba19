import { HomeOutlined } from '@ant-design/icons'
import { Navigate } from '@tanstack/react-router'
import { useMenu } from '../brought.ts'
import { useT } from '../words.ts'
import { Blank } from './faults.tsx'

export function Home() {
  const t = useT()
  const first = useMenu()[0]?.items[0]
  return first ? <Navigate to={first.to} replace /> : <Blank mark={<HomeOutlined />} title={t('frame.nothing-for-you')} text={t('frame.nothing-for-you-text')} />
}
