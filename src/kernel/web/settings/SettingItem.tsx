import { EditOutlined, HistoryOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Switch, Tag, Tooltip } from 'antd'
import { useState } from 'react'
import { ApiError, call } from '../../client.ts'
import { SettingEntry, shell } from '../../shell.ts'
import { useCan } from '../session.tsx'
import { toast } from '../toast.tsx'
import { useT } from '../words.ts'
import { SettingInput } from './SettingInput.tsx'
import { formOf, sameValue, type JsonSchema, type SettingForm } from './setting-form.ts'
import { amountText, membersOf, settingAbout, settingName, valueWords } from './setting-text.ts'

const NO_FAULTS: ReadonlyMap<string, string> = new Map()
const FEW = 8

/** One setting: what it is, how it stands, and the input it is changed with. */
export function SettingItem({ entry, showHistory }: { entry: SettingEntry; showHistory: () => void }) {
  const t = useT()
  const may = useCan()('setting.write')
  const cache = useQueryClient()
  const [draft, setDraft] = useState<{ value: unknown } | null>(null)
  const [faults, setFaults] = useState(NO_FAULTS)
  const [theirs, setTheirs] = useState<SettingEntry | null>(null)
  const [busy, setBusy] = useState(false)
  const name = settingName(entry.key)
  const form = formOf(entry.schema as JsonSchema)
  const changed = !sameValue(entry.value, entry.default)

  const close = () => { setDraft(null); setFaults(NO_FAULTS); setTheirs(null) }
  const put = (fresh: SettingEntry) => cache.setQueryData<{ items: SettingEntry[] }>([shell.settings.path, {}], (was) => was && { items: was.items.map((one) => one.key === fresh.key ? fresh : one) })
  const send = async (wanted: unknown, version = entry.version) => {
    if (busy) return
    const value = form.form === 'json' && typeof wanted === 'string' ? parsed(wanted) : wanted
    if (value === undefined || value === null) return setFaults(new Map([['', t(form.form === 'json' ? 'setting.not-json' : 'form.required')]]))
    if (sameValue(value, entry.value) && version === entry.version) return close()
    setBusy(true)
    try {
      put(await call(shell.changeSetting, { params: { key: entry.key }, body: { value: value as SettingEntry['value'], version } }))
      toast.done(t('setting.saved', { name }))
      close()
      // The frame shows the company's name and zone; histories grow.
      void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== shell.settings.path })
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : undefined
      const current = SettingEntry.safeDecode(problem?.current as never)
      if (problem?.status === 409 && current.success) { setDraft({ value: wanted }); setTheirs(current.data) }
      else if (problem?.status === 400 && problem.errors?.length) { setDraft({ value: wanted }); setFaults(new Map(problem.errors.map(({ path, message }) => [path.replace(/^value\.?/, ''), message]))) }
      else toast.fault(error)
    } finally {
      setBusy(false)
    }
  }

  const whole = faults.get('') ?? (form.form === 'rows' ? undefined : [...faults.values()][0])
  const about = settingAbout(entry.key)
  return (
    <li className="setting" data-changed={changed || undefined} data-wide={(draft && (form.form === 'rows' || form.form === 'json')) || undefined}>
      <div className="setting-what">
        <h3>{name}</h3>
        {about ? <p>{about}</p> : null}
        <code>{entry.key}</code>
      </div>
      <div className="setting-is">
        {theirs ? (
          <Alert type="warning" showIcon className="setting-conflict" title={t('setting.conflict', { value: valueWords(entry, theirs.value) })} description={(
            <div className="setting-acts">
              <Button size="small" onClick={() => { put(theirs); close() }}>{t('form.conflict-take')}</Button>
              <Button size="small" type="primary" loading={busy} onClick={() => { put(theirs); void send(draft?.value, theirs.version) }}>{t('form.conflict-keep')}</Button>
            </div>
          )} />
        ) : draft ? (
          <form className="setting-form" onSubmit={(event) => { event.preventDefault(); void send(draft.value) }} onKeyDown={(event) => { if (event.key === 'Escape') close() }}>
            <SettingInput settingKey={entry.key} form={form} unit={entry.unit} value={draft.value} onChange={(value) => { setDraft({ value }); setFaults(NO_FAULTS) }} label={name} faults={faults} done={() => void send(draft.value)} />
            {whole ? <p className="setting-fault" role="alert">{whole}</p> : null}
            <Hint form={form} entry={entry} />
            <div className="setting-acts">
              <Button size="small" type="primary" htmlType="submit" loading={busy}>{t('form.save')}</Button>
              <Button size="small" onClick={close}>{t('frame.cancel')}</Button>
              {sameValue(draft.value, entry.default) ? null : <Button size="small" type="link" onClick={() => { setDraft({ value: entry.default }); setFaults(NO_FAULTS) }}>{t('setting.fill-default')}</Button>}
            </div>
          </form>
        ) : (
          <>
            {form.form === 'switch' && may ? <Switch checked={entry.value === true} loading={busy} onChange={(value) => void send(value)} aria-label={name} /> : <Value entry={entry} />}
            <p className="setting-default">
              {changed ? <>{membersOf(entry.default) ? t('setting.default-n', { n: membersOf(entry.default)?.length }) : t('setting.default', { value: valueWords(entry, entry.default) })}{may ? <Button size="small" type="link" loading={busy} onClick={() => void send(entry.default)}>{t('setting.to-default')}</Button> : null}</> : t('setting.is-default')}
            </p>
          </>
        )}
      </div>
      <div className="setting-tools">
        {entry.version > 0 ? <Tooltip title={t('history.title')}><Button type="text" size="small" icon={<HistoryOutlined aria-hidden />} aria-label={t('setting.history-of', { name })} onClick={showHistory} /></Tooltip> : null}
        {may && form.form !== 'switch' && !draft ? <Tooltip title={t('setting.change')}><Button type="text" size="small" icon={<EditOutlined aria-hidden />} aria-label={t('setting.change-named', { name })} onClick={() => setDraft({ value: entry.value })} /></Tooltip> : null}
      </div>
    </li>
  )
}

const parsed = (text: string): unknown => {
  try { return JSON.parse(text) } catch { return undefined }
}

/** What may be entered, below the input. */
function Hint({ form, entry }: { form: SettingForm; entry: SettingEntry }) {
  const t = useT()
  if (form.form === 'words' && !form.options) return <p className="setting-hint">{t('setting.words-hint')}</p>
  if (form.form !== 'number' || (form.least === undefined && form.most === undefined)) return null
  const least = form.least === undefined ? undefined : amountText(form.least, entry.unit)
  const most = form.most === undefined ? undefined : amountText(form.most, entry.unit)
  return <p className="setting-hint num">{least && most ? t('setting.between', { least, most }) : least ? t('setting.at-least', { least }) : t('setting.at-most', { most })}</p>
}

function Value({ entry }: { entry: SettingEntry }) {
  const t = useT()
  const [all, setAll] = useState(false)
  const members = membersOf(entry.value)
  if (!members?.length) return <span className={`setting-value num ${entry.value === '' || members ? 'quiet' : ''}`}>{valueWords(entry, entry.value)}</span>
  const shown = all ? members : members.slice(0, FEW)
  return (
    <span className="setting-members">
      {shown.map((one, n) => <Tag key={`${n}${one}`}>{one}</Tag>)}
      {members.length > FEW ? <Button size="small" type="link" aria-expanded={all} onClick={() => setAll(!all)}>{all ? t('setting.fewer') : t('setting.more', { n: members.length - FEW })}</Button> : null}
    </span>
  )
}
