import { Input, Select } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import type { Question, Words } from '../../questions/contract.ts'
import { FILE_TYPES } from '../../questions/contract.ts'
import { ListEditor } from './ListEditor.tsx'
import { DayField, Labelled, NumberField, TextField, Toggle } from './small-fields.tsx'
import { WordsField } from './WordsField.tsx'

/** What one kind of question takes, and no other. */
export function KindFields({ question, put }: { question: Question; put: (changes: Record<string, unknown>) => void }) {
  const t = useT()
  const words = (key: 'low' | 'high' | 'unit', value: Words | undefined) => <WordsField label={t(`form.build.${key}`)} value={value} onChange={(next) => put({ [key]: next })} optional most={200} />
  const shuffle = (value: boolean | undefined) => <Toggle label={t('form.build.shuffle')} value={value} onChange={(next) => put({ shuffle: next || undefined })} />
  switch (question.kind) {
    case 'single': case 'multiple': return (
      <>
        <ListEditor label={t('form.build.options')} word="option" items={question.options} onChange={(options) => put({ options })} scores pictures={question.look === 'pictures'} alone={question.kind === 'multiple'} />
        <div className="build-toggles"><Toggle label={t('form.build.other')} value={question.other} onChange={(other) => put({ other: other || undefined })} />{shuffle(question.shuffle)}</div>
        {question.kind === 'multiple' ? <div className="build-row"><NumberField label={t('form.build.least-chosen')} value={question.least} min={0} max={200} whole onChange={(least) => put({ least })} /><NumberField label={t('form.build.most-chosen')} value={question.most} min={1} max={200} whole onChange={(most) => put({ most })} /></div> : null}
      </>
    )
    case 'ranking': return <><ListEditor label={t('form.build.options')} word="option" items={question.options} onChange={(options) => put({ options })} least={2} /><NumberField label={t('form.build.rank-most')} value={question.most} min={1} max={200} whole onChange={(most) => put({ most })} />{shuffle(question.shuffle)}</>
    case 'sum': return <><ListEditor label={t('form.build.options')} word="option" items={question.options} onChange={(options) => put({ options })} /><NumberField label={t('form.build.total')} value={question.total} min={0} onChange={(total) => put({ total: total ?? 100 })} />{words('unit', question.unit)}</>
    case 'scale': return (
      <>
        <div className="build-row">
          <Labelled label={t('form.build.from')}>{(id) => <Select id={id} value={question.from} onChange={(from) => put({ from, labels: undefined })} options={[0, 1].map((value) => ({ value, label: value }))} style={{ width: '100%' }} />}</Labelled>
          <NumberField label={t('form.build.to')} value={question.to} min={2} max={11} whole onChange={(to) => put({ to: to ?? 5, labels: undefined })} />
        </div>
        {question.labels ? question.labels.map((label, at) => <WordsField key={at} label={t('form.build.point-n', { n: question.from + at })} value={label} onChange={(next) => put({ labels: question.labels?.map((one, n) => n === at ? next ?? { zh: '', en: '' } : one) })} most={200} />) : <>{words('low', question.low)}{words('high', question.high)}</>}
      </>
    )
    case 'nps': return <>{words('low', question.low)}{words('high', question.high)}</>
    case 'slider': return <><div className="build-row"><NumberField label={t('form.build.min')} value={question.min} onChange={(min) => put({ min: min ?? 0 })} /><NumberField label={t('form.build.max')} value={question.max} onChange={(max) => put({ max: max ?? 100 })} /><NumberField label={t('form.build.step')} value={question.step} min={0.001} onChange={(step) => put({ step: step ?? 1 })} /></div>{words('unit', question.unit)}{words('low', question.low)}{words('high', question.high)}</>
    case 'matrix': return (
      <>
        <ListEditor label={t('form.build.rows')} word="row" items={question.rows} onChange={(rows) => put({ rows: rows.map(({ key, text }) => ({ key, text })) })} />
        {question.mode === 'rating' ? <><NumberField label={t('form.build.points')} value={question.to} min={2} max={10} whole onChange={(to) => put({ to: to ?? 5 })} />{words('low', question.low)}{words('high', question.high)}</>
          : <ListEditor label={t('form.build.columns')} word="column" items={question.columns ?? []} onChange={(columns) => put({ columns })} scores least={2} />}
        {shuffle(question.shuffle)}
      </>
    )
    case 'number': return <><div className="build-row"><NumberField label={t('form.build.min')} value={question.min} onChange={(min) => put({ min })} /><NumberField label={t('form.build.max')} value={question.max} onChange={(max) => put({ max })} /></div><Toggle label={t('form.build.whole')} value={question.whole} onChange={(whole) => put({ whole })} />{words('unit', question.unit)}</>
    case 'text': return (
      <div className="build-row">
        <NumberField label={t('form.build.least-length')} value={question.least} min={1} max={20_000} whole onChange={(least) => put({ least })} />
        <NumberField label={t('form.build.most-length')} value={question.most} min={1} max={20_000} whole onChange={(most) => put({ most: most ?? 2_000 })} />
        {question.many ? null : <Labelled label={t('form.build.format')}>{(id) => <Select id={id} value={question.format ?? ''} onChange={(next) => put({ format: next || undefined })} options={['', 'email', 'phone', 'web'].map((value) => ({ value, label: t(`form.text-format.${value || 'any'}`) }))} style={{ width: '100%' }} />}</Labelled>}
      </div>
    )
    case 'date': return <div className="build-row"><DayField label={t('form.build.from-day')} value={question.from} onChange={(from) => put({ from })} /><DayField label={t('form.build.to-day')} value={question.to} onChange={(to) => put({ to })} /></div>
    case 'time': return <div className="build-row">{(['from', 'to'] as const).map((end) => <Labelled key={end} label={t(`form.build.${end}-time`)}>{(id) => <Input id={id} type="time" value={question[end] ?? ''} onChange={(event) => put({ [end]: event.target.value || undefined })} />}</Labelled>)}</div>
    case 'file': return (
      <div className="build-row">
        <NumberField label={t('form.build.most-files')} value={question.most} min={1} max={20} whole onChange={(most) => put({ most: most ?? 5 })} />
        <NumberField label={t('form.build.megabytes')} value={question.megabytes} min={1} max={1_000} whole onChange={(megabytes) => put({ megabytes })} />
        <Labelled label={t('form.build.file-types')}>{(id) => <Select id={id} mode="multiple" value={question.types ?? []} onChange={(types) => put({ types: types.length ? types : undefined })} placeholder={t('form.build.any-type')} options={FILE_TYPES.map((value) => ({ value, label: t(`form.file-type.${value}`) }))} style={{ width: '100%' }} />}</Labelled>
      </div>
    )
    case 'hidden': return <TextField label={t('form.build.hidden-value')} value={question.value} onChange={(value) => put({ value })} />
    case 'calculated': return <><TextField label={t('form.build.formula')} help={t('form.build.formula-help')} value={question.formula} onChange={(formula) => put({ formula: formula ?? '0' })} placeholder="{price} * {count}" /><div className="build-row"><NumberField label={t('form.build.decimals')} value={question.decimals} min={0} max={6} whole onChange={(decimals) => put({ decimals: decimals ?? 0 })} /></div>{words('unit', question.unit)}</>
    default: return null
  }
}
