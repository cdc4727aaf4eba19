import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PictureOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, InputNumber, Tooltip, Upload } from 'antd'
import { useState } from 'react'
import { call, urlOf } from '../../../../kernel/client.ts'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { files } from '../../../files/contract.ts'
import { sendWhole } from '../../../files/web/index.ts'
import { forms } from '../../contract.ts'
import type { Option } from '../../questions/contract.ts'
import { NEW_ITEM } from '../parts/both-words.ts'
import { WordsField } from './WordsField.tsx'

interface Props { label: string; word: 'option' | 'row' | 'column'; items: readonly Option[]; onChange: (items: Option[]) => void; scores?: boolean; pictures?: boolean; alone?: boolean; least?: number }

/** Options, rows or columns: their words in both languages, their keys, scores and pictures, their order. */
export function ListEditor({ label, word, items, onChange, scores = false, pictures = false, alone = false, least = 1 }: Props) {
  const t = useT()
  const set = (at: number, next: Partial<Option>) => onChange(items.map((item, n) => n === at ? tidy({ ...item, ...next }) : item))
  const move = (at: number, by: number) => { const item = items[at]; if (item) onChange(items.toSpliced(at, 1).toSpliced(at + by, 0, item)) }
  const add = () => {
    const taken = new Set(items.map(({ key }) => key))
    let n = items.length + 1
    while (taken.has(`${word}-${n}`)) n++
    onChange([...items, { key: `${word}-${n}`, text: NEW_ITEM(n) }])
  }
  return (
    <fieldset className="build-list">
      <legend className="build-label">{label}</legend>
      <ol>{items.map((item, at) => {
        const name = `${label} ${at + 1}`
        return (
          <li key={at}>
            <WordsField label={name} hideLabel value={item.text} onChange={(text) => set(at, { text: text ?? { zh: '', en: '' } })} most={500} />
            <div className="build-list-more">
              <Tooltip title={t('form.build.key-help')}><Input size="small" className="build-key" value={item.key} maxLength={60} onChange={(event) => set(at, { key: event.target.value })} aria-label={t('form.build.key-of', { name })} {...(/^[a-z][a-z0-9-]*$/.test(item.key) ? {} : { status: 'error' as const })} /></Tooltip>
              {scores ? <InputNumber size="small" min={0} max={100} value={item.score ?? null} onChange={(score) => set(at, { score: score ?? undefined })} placeholder={t('form.build.score')} aria-label={t('form.build.score-of', { name })} className="build-score" /> : null}
              {alone ? <Checkbox checked={item.alone ?? false} onChange={(event) => set(at, { alone: event.target.checked || undefined })}>{t('form.build.alone')}</Checkbox> : null}
              {pictures ? <PictureField id={item.picture} name={name} onChange={(picture) => set(at, { picture })} /> : null}
              <span className="build-list-acts">
                <Button type="text" size="small" icon={<ArrowUpOutlined />} disabled={at === 0} aria-label={t('form.move-up', { name })} onClick={() => move(at, -1)} />
                <Button type="text" size="small" icon={<ArrowDownOutlined />} disabled={at === items.length - 1} aria-label={t('form.move-down', { name })} onClick={() => move(at, 1)} />
                <Button type="text" size="small" icon={<DeleteOutlined />} disabled={items.length <= least} aria-label={t('form.take-out', { name })} onClick={() => onChange(items.toSpliced(at, 1))} />
              </span>
            </div>
          </li>
        )
      })}</ol>
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={add}>{t(`form.build.add-${word}`)}</Button>
    </fieldset>
  )
}
/** What is undefined is left out, as the schema wants it. */
const tidy = (item: { [K in keyof Option]: Option[K] | undefined }): Option => Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as unknown as Option

function PictureField({ id, name, onChange }: { id: string | undefined; name: string; onChange: (id: string | undefined) => void }) {
  const t = useT()
  const [busy, setBusy] = useState(false)
  const send = async (file: File) => {
    setBusy(true)
    try {
      const sent = await sendWhole(file, file.name)
      onChange((await call(forms.picture, { body: { fileId: sent.id } })).id)
    } catch (error) { toast.fault(error) } finally { setBusy(false) }
  }
  return (
    <span className="build-picture">
      {id ? <img src={urlOf(files.get, { params: { id }, query: { inline: 'true' } })} alt="" /> : null}
      <Upload accept="image/*" fileList={[]} beforeUpload={(file) => { void send(file); return false }}><Button size="small" loading={busy} icon={<PictureOutlined aria-hidden />} aria-label={t('form.build.picture-of', { name })}>{t('form.build.picture')}</Button></Upload>
    </span>
  )
}
