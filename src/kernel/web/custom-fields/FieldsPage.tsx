import '../list/list.css'
import './custom-fields.css'
import { InboxOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Segmented, Table, Tag } from 'antd'
import { useState } from 'react'
import { call, query } from '../../client.ts'
import { customFields, FIELD_OWNERS, type CustomField } from '../../custom-fields/contract.ts'
import { Blank, Fault } from '../frame/faults.tsx'
import { usePageTitle } from '../page-title.ts'
import { Can, useCan } from '../session.tsx'
import { ask, toast } from '../toast.tsx'
import { useT } from '../words.ts'
import { FieldDrawer } from './FieldDrawer.tsx'
import { wordOf } from './field-text.ts'
import { useOwnerKinds } from './owner-kinds.ts'

type Owner = CustomField['of']
/** Administration: the fields that the company adds to its records, without a line of JSON. */
export function FieldsPage() {
  const t = useT()
  const cache = useQueryClient()
  const may = useCan()('definition.publish')
  const [of, setOf] = useState<Owner>('case')
  const [open, setOpen] = useState<CustomField | 'new' | null>(null)
  const { data, error, isError, isPending, refetch } = useQuery(query(customFields.list, { query: {} }))
  usePageTitle(t('custom-field.plural'))
  const items = (data?.items ?? []).filter((one) => one.of === of)
  const words = new Map(useOwnerKinds(of).map(({ value, label }) => [value, label]))
  const kindWord = (kind: string) => words.get(kind) ?? kind
  const drop = async (field: CustomField) => {
    if (!await ask({ title: t('custom-field.drop-ask', { name: wordOf(field.name) }), yes: t('custom-field.drop'), danger: true })) return
    try { await call(customFields.drop, { params: { key: field.key } }); toast.done(t('custom-field.dropped')) } catch (fault) { toast.fault(fault) }
    await cache.invalidateQueries({ queryKey: [customFields.list.path] })
  }
  return (
    <div className="list">
      <header className="list-head"><h1>{t('custom-field.plural')}</h1><div className="list-acts"><Can permission="definition.publish"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>{t('custom-field.add')}</Button></Can></div></header>
      <div className="fields-owners"><Segmented<Owner> value={of} onChange={setOf} options={FIELD_OWNERS.map((value) => ({ value, label: t(`custom-field.of.${value}`) }))} /><span className="fields-about quiet">{t('custom-field.about')}</span></div>
      <div className="list-body">
        {isError && !data ? <Fault error={error} again={() => void refetch()} />
          : !isPending && items.length === 0 ? <Blank mark={<InboxOutlined aria-hidden />} title={t('custom-field.empty')} text={t('custom-field.empty-text')} act={may ? <Button onClick={() => setOpen('new')}>{t('custom-field.add')}</Button> : undefined} />
          : (
            <Table<CustomField> className="fields-table" rowKey="key" size="middle" pagination={false} loading={isPending} dataSource={items} scroll={{ x: 720 }}
              columns={[
                { key: 'name', title: t('custom-field.name'), render: (_, field) => may ? <Button type="link" className="fields-name" onClick={() => setOpen(field)}>{wordOf(field.name)}</Button> : wordOf(field.name) },
                { key: 'type', title: t('custom-field.type'), width: 110, render: (_, { type }) => t(`custom-field.type.${type}`) },
                { key: 'kinds', title: t('custom-field.kinds'), render: (_, { kinds }) => kinds.length ? kinds.map((kind) => <Tag key={kind}>{kindWord(kind)}</Tag>) : <span className="quiet">{t('custom-field.kinds-all')}</span> },
                { key: 'required', title: t('custom-field.required'), width: 130, render: (_, { required }) => <span className={required === 'no' ? 'quiet' : undefined}>{t(`custom-field.required.${required}`)}</span> },
                { key: 'order', title: t('custom-field.order'), width: 96, align: 'right', render: (_, { order }) => <span className="num">{order}</span> },
                ...(may ? [{ key: 'acts', width: 96, align: 'right' as const, render: (_: unknown, field: CustomField) => <Button size="small" type="text" danger onClick={() => void drop(field)}>{t('custom-field.drop')}</Button> }] : []),
              ]} />
          )}
      </div>
      {open ? <FieldDrawer key={open === 'new' ? 'new' : open.key} of={of} field={open === 'new' ? null : open} close={() => setOpen(null)} /> : null}
    </div>
  )
}
