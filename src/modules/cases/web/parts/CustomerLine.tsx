import { Button } from 'antd'
import { useState } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import { CustomerPicker } from '../../../customers/web/index.ts'
import type { Case } from '../../contract.ts'
import type { CaseWork } from './use-case-work.tsx'

/** A case of nobody yet: whose it is can be said here. */
export function CustomerLine({ of, work }: { of: Case; work: CaseWork }) {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  if (!of.may.includes('change')) return <p className="quiet">{t('case.no-customer')}</p>
  if (!isOpen) return <p className="case-no-customer"><span className="quiet">{t('case.no-customer')}</span><Button size="small" onClick={() => setIsOpen(true)}>{t('case.set-customer')}</Button></p>
  return <CustomerPicker autoFocus onChange={(id) => { setIsOpen(false); if (id) void work.deeds.change(of, { customerId: id }) }} />
}
