import { Button, Select } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { named } from '../../../metrics/web/index.ts'
import { complaintCourse } from '../../course/contract.ts'
import { complaintBook } from '../../ledger-book/contract.ts'
import type { BookEntry } from '../../ledger-book/contract.ts'

type Tree = readonly { key: string; parent: string; name: { zh: string; en: string } }[]

/** The cause of a complaint, said or changed where it stands. */
export function CauseCell({ of, tree }: { of: BookEntry; tree: Tree }) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const keep = useCall(complaintCourse.keepRecord, { said: 'complaint-book.cause-said', refresh: [complaintBook.entries, complaintBook.digest] })
  const words = of.cause ? of.cause.name ? named(of.cause.name) : of.cause.key : null
  const may = of.may.includes('code')
  if (asking) {
    return (
      <Select
        autoFocus defaultOpen size="small" className="book-cause-select" loading={keep.busy} showSearch optionFilterProp="title" value={of.cause?.key} aria-label={t('complaint-book.say-cause')} popupMatchSelectWidth={260} onBlur={() => setAsking(false)} onKeyDown={(event) => { if (event.key === 'Escape') setAsking(false) }}
        options={tree.filter(({ parent }) => !parent).map((top) => ({ label: named(top.name), title: named(top.name), options: [top, ...tree.filter(({ parent }) => parent === top.key)].map(({ key, name }) => ({ value: key, label: named(name), title: named(name) })) }))}
        onChange={(cause) => void keep.run({ params: { id: of.id }, body: { cause } }).then((done) => { if (done) setAsking(false) })}
      />
    )
  }
  if (!may) return words ? <span>{words}</span> : <span className="quiet">–</span>
  return <Button type="link" size="small" className="book-cause" data-missing={words ? undefined : true} onClick={(event) => { event.stopPropagation(); setAsking(true) }}>{words ?? t('complaint-book.say-cause')}</Button>
}
