import { Input, Select } from 'antd'
import { z } from 'zod'
import { call } from '../../../../kernel/client.ts'
import { line } from '../../../../kernel/contract.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { documents, NewDocument as Body } from '../../contract.ts'
import type { Document, Kind } from '../../contract.ts'
import { named } from './said.ts'

const Shape = z.strictObject({ kind: Body.shape.kind, title: line(200), key: Body.shape.key, ownerId: Body.shape.ownerId })

/** Begins a document: what sort it is, what it is called, who answers for it. The text comes in the editor. */
export function NewDocument({ open, kinds, kind, title, close, made }: { open: boolean; kinds: readonly Kind[]; /** What it begins with. */ kind?: string | undefined; title?: string | undefined; close: () => void; made: (document: Document) => void }) {
  const t = useT()
  return (
    <FormDrawer
      open={open} close={close} title="document.begin" body={Shape} values={{ kind: kinds.find(({ key }) => key === kind)?.key ?? kinds[0]?.key, ...(title ? { title } : {}) }} said="document.was-begun" saved={made}
      fields={[
        { name: 'kind', label: 'document.kind', input: <Select options={kinds.map((kind) => ({ value: kind.key, label: named(kind.name), title: kind.about ? named(kind.about) : '' }))} /> },
        { name: 'title', label: 'document.title', input: <Input maxLength={200} autoComplete="off" /> },
        { name: 'key', label: 'document.key', help: 'document.key-help', input: <Input maxLength={80} autoComplete="off" placeholder={t('document.key-example')} /> },
        { name: 'ownerId', label: 'document.ownerId', input: <StaffPicker /> },
      ]}
      save={({ title, ...body }: z.output<typeof Shape>) => call(documents.begin, { body: { ...body, texts: { [language() === 'en' ? 'en' : 'zh']: { title, sections: {} } } } as never })}
    />
  )
}
