import { Button } from 'antd'
import { useState } from 'react'
import { urlOf } from '../../../../kernel/client.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { files } from '../../../files/contract.ts'
import { FileDrop } from '../../../files/web/index.ts'
import type { Attached } from '../../../files/web/index.ts'

/** The logo: a picture that is sent in and shown as it will stand there. */
export function LogoField({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useT()
  const [given, setGiven] = useState<readonly Attached[]>([])
  if (value) {
    return (
      <span className="portal-logo">
        <img src={urlOf(files.get, { params: { id: value }, query: { inline: 'true' } })} alt={t('portal-brand.logo')} />
        <Button onClick={() => { setGiven([]); onChange(null) }}>{t('portal-brand.logo.remove')}</Button>
      </span>
    )
  }
  return <FileDrop place="portal-brand.logo" value={given} most={1} onChange={(arrived) => { setGiven(arrived); const [first] = arrived; if (first) onChange(first.id) }} />
}
