import { Input, Select } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import { LEVELS, LEXICON_KINDS, OVERRIDES } from '../../guard/rules.ts'
import type { Lines } from '../LexiconEditor.tsx'
import type { LexiconDraft } from './lexicon-text.ts'

interface Props { of: LexiconDraft; change: (to: LexiconDraft) => void; lines: Lines; write: (to: Lines) => void; /** Lines of the proving sentences that begin with neither sign. */ wrong: readonly number[] }
const TONGUES = ['zh', 'en'] as const

/** Everything a lexicon consists of, as a form: its lists one thing a line. */
export function LexiconForm({ of, change, lines, write, wrong }: Props) {
  const t = useT()
  const set = (more: Partial<LexiconDraft>) => change({ ...of, ...more })
  return (
    <>
      <fieldset>
        <legend>{t('lexicon.basics')}</legend>
        <div className="template-two">{TONGUES.map((tongue) => <label key={tongue}>{t(`lexicon.name.${tongue}`)}<Input value={of.name[tongue]} maxLength={120} onChange={(event) => set({ name: { ...of.name, [tongue]: event.target.value } })} /></label>)}</div>
        <label>{t('lexicon.finds')}<Select value={of.finds} onChange={(finds) => set({ finds })} options={LEXICON_KINDS.map((value) => ({ value, label: t(`lexicon.finds.${value}`) }))} /></label>
        <div className="template-two">
          <label>{t('lexicon.level')}<Select value={of.level} onChange={(level) => set({ level })} options={LEVELS.map((value) => ({ value, label: t(`lexicon.level.${value}`) }))} /></label>
          <label>{t('lexicon.override')}<Select value={of.override} disabled={of.level !== 'refuse' && of.finds !== 'apology'} onChange={(override) => set({ override })} options={OVERRIDES.map((value) => ({ value, label: t(`lexicon.override.${value}`) }))} /></label>
        </div>
        <div className="template-two">{TONGUES.map((tongue) => <label key={tongue}>{t(`lexicon.suggestion.${tongue}`)}<Input value={of.suggestion[tongue]} maxLength={500} onChange={(event) => set({ suggestion: { ...of.suggestion, [tongue]: event.target.value } })} /></label>)}</div>
      </fieldset>
      {(['entries', 'harmless', 'tests'] as const).map((part) => (
        <fieldset key={part} className="lexicon-lines">
          <legend>{t(`lexicon.${part}`)}</legend>
          <label>{t(`lexicon.${part}-help`)}<Input.TextArea value={lines[part]} autoSize={{ minRows: 4, maxRows: 18 }} spellCheck={false} onChange={(event) => write({ ...lines, [part]: event.target.value })} /></label>
          {part === 'tests' && wrong.length ? <p className="template-faults" role="alert">{t('lexicon.test-line-wrong', { n: wrong[0] ?? 0 })}</p> : null}
        </fieldset>
      ))}
    </>
  )
}
