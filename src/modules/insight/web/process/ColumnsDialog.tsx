import { Form, Modal, Select } from 'antd'
import { useState } from 'react'
import type { CsvColumns } from '../../../../pure/process/index.ts'
import { useT } from '../../../../kernel/web/words.ts'

const NEEDED = ['caseId', 'activity', 'at'] as const
const MORE = ['startedAt', 'resource'] as const

/** Says which column of a table is what, where their headers do not say it. */
export function ColumnsDialog({ file, header, why, close, read }: { file: string; header: readonly string[]; why: string; close: () => void; read: (columns: Partial<CsvColumns>) => void }) {
  const t = useT()
  const [columns, setColumns] = useState<Partial<CsvColumns>>({})
  return (
    <Modal open width={460} title={t('process.columns')} okText={t('process.read')} okButtonProps={{ disabled: NEEDED.some((field) => !columns[field]) }} onCancel={close} onOk={() => read(columns)}>
      <p className="process-hint quiet">{t('process.columns-text', { file })}<br /><small>{why}</small></p>
      <Form layout="vertical" component="div">
        {[...NEEDED, ...MORE].map((field) => (
          <Form.Item key={field} label={t(`process.column.${field}`)} required={NEEDED.includes(field as 'at')} htmlFor={`process-column-${field}`}>
            <Select id={`process-column-${field}`} allowClear={MORE.includes(field as 'resource')} showSearch value={columns[field] ?? null} options={header.map((title) => ({ value: title, label: title }))} onChange={(title: string | null) => setColumns((was) => ({ ...Object.fromEntries(Object.entries(was).filter(([key]) => key !== field)), ...(title ? { [field]: title } : {}) }))} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  )
}
