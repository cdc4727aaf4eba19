import { Input } from 'antd'
import { useId } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { Words } from '../../questions/contract.ts'
import { TONGUES } from '../parts/both-words.ts'

interface Props { label: string; value: Words | undefined; onChange: (words: Words | undefined) => void; many?: boolean; optional?: boolean; hideLabel?: boolean; most?: number }

/** Words in both languages side by side; where one is missing it says so. */
export function WordsField({ label, value, onChange, many = false, optional = false, hideLabel = false, most = 2_000 }: Props) {
  const t = useT()
  const id = useId()
  const now = value ?? { zh: '', en: '' }
  const set = (language: 'zh' | 'en', text: string) => {
    const next = { ...now, [language]: text }
    onChange(optional && !next.zh && !next.en ? undefined : next)
  }
  const isEmpty = !now.zh.trim() && !now.en.trim()
  return (
    <div className="build-words" role="group" aria-label={label}>
      {hideLabel ? null : <span className="build-label">{label}</span>}
      {TONGUES.map(({ key: language, tag, short }) => {
        const isMissing = !now[language].trim() && !(optional && isEmpty)
        const shared = { id: `${id}-${language}`, value: now[language], maxLength: most, lang: tag, 'aria-label': `${label} (${t(`form.build.in-${language}`)})`, 'aria-invalid': isMissing && isEmpty, ...(isMissing ? { status: isEmpty ? 'error' as const : 'warning' as const } : {}), placeholder: isMissing && !isEmpty ? t('form.build.translation-missing') : '' }
        return (
          <label key={language} className="build-words-one" htmlFor={shared.id}>
            <span className="build-language" data-missing={isMissing || undefined} aria-hidden>{short}</span>
            {many ? <Input.TextArea {...shared} autoSize={{ minRows: 1, maxRows: 8 }} onChange={(event) => set(language, event.target.value)} /> : <Input {...shared} onChange={(event) => set(language, event.target.value)} />}
          </label>
        )
      })}
    </div>
  )
}
