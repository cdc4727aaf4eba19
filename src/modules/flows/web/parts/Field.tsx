import type { ReactNode } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { FieldFault } from './flow-faults.ts'

/** A field with its name, and under it what is wrong and what to do about it. `label` is a catalogue key. */
export function Field({ label, help, fault, letter, children }: { label: string; help?: string; fault?: FieldFault | undefined; /** Its letter of SMART. */ letter?: string; children: ReactNode }) {
  const t = useT()
  return (
    <div className="flow-field" data-hinders={fault?.hinders}>
      <span className="flow-field-name">{letter ? <b aria-hidden>{letter}</b> : null}{t(label)}</span>
      {children}
      {fault ? <FaultLine of={fault} /> : help ? <small className="quiet">{t(help)}</small> : null}
    </div>
  )
}
export function FaultLine({ of }: { of: FieldFault }) {
  const t = useT()
  return <small className="flow-fault" data-hinders={of.hinders} role="status">{t(`flow.fault.${of.code}`)} {t(`flow.remedy.${of.code}`)}</small>
}
