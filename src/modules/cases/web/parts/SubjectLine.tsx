import { EditOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useImperativeHandle, useRef, useState } from 'react'
import type { Ref } from 'react'
import { isComposing } from '../../../../kernel/web/typing.ts'
import { useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'

export interface SubjectHandle { edit: () => void }

/** The subject of a case, written anew in place: Enter keeps it, Escape leaves it as it was. */
export function SubjectLine({ of, save, handle }: { of: Case; save: (subject: string) => Promise<unknown>; handle: Ref<SubjectHandle> }) {
  const t = useT()
  const [typed, setTyped] = useState<string | null>(null)
  const may = of.may.includes('change')
  const isWriting = useRef(false)
  const edit = () => {
    if (!may) return
    isWriting.current = true
    setTyped(of.subject)
  }
  useImperativeHandle(handle, () => ({ edit }))
  // Some browsers tell a blur when the field goes away: the first leave counts.
  const leave = (kept: string | null) => {
    if (!isWriting.current) return
    isWriting.current = false
    setTyped(null)
    const subject = kept?.trim()
    if (subject && subject !== of.subject) void save(subject)
  }
  if (typed !== null) {
    return (
      <Input autoFocus className="subject-input" value={typed} maxLength={300} aria-label={t('case.subject')} onChange={(event) => setTyped(event.target.value)} onFocus={(event) => event.target.select()} onBlur={() => leave(typed)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return
          if (event.key === 'Enter') leave(typed)
          else if (event.key === 'Escape') leave(null)
          else return
          event.preventDefault()
          event.stopPropagation()
        }} />
    )
  }
  return (
    <h1 className="subject">
      {may ? <button type="button" onClick={edit} title={t('case.edit-subject')}><span>{of.subject}</span><EditOutlined aria-hidden /></button> : of.subject}
    </h1>
  )
}
