import { Radio } from 'antd'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffName, StaffPicker, TeamName, TeamPicker } from '../../../people/web/index.ts'

interface Props { value?: string; onChange: (value: string | undefined) => void }

/** Oneself, nobody, or somebody by name: the filter for who works on a case. */
export function HandlerPicker({ value, onChange }: Props) {
  const t = useT()
  return <WithWords value={value} onChange={onChange} words={[['me', t('case.handler.me')], ['none', t('case.handler.none')]]} picker={<StaffPicker value={isWord(value) ? null : value ?? null} onChange={onChange} />} />
}
export function HandlerName({ id }: { id: string }) {
  const t = useT()
  return isWord(id) ? <>{t(`case.handler.${id}`)}</> : <StaffName id={id} />
}
export function TeamFilterPicker({ value, onChange }: Props) {
  const t = useT()
  return <WithWords value={value} onChange={onChange} words={[['mine', t('case.team.mine')], ['none', t('case.team.none')]]} picker={<TeamPicker value={isWord(value) ? null : value ?? null} onChange={onChange} />} />
}
export function TeamFilterName({ id }: { id: string }) {
  const t = useT()
  return isWord(id) ? <>{t(`case.team.${id}`)}</> : <TeamName id={id} />
}
const isWord = (id: string | undefined) => id === 'me' || id === 'none' || id === 'mine'

function WithWords({ value, onChange, words, picker }: { value: string | undefined; onChange: Props['onChange']; words: readonly (readonly [string, string])[]; picker: React.ReactNode }) {
  return (
    <>
      <div className="pill-options">{words.map(([word, label]) => <Radio key={word} checked={value === word} onClick={() => onChange(value === word ? undefined : word)}>{label}</Radio>)}</div>
      <div className="picker-below">{picker}</div>
    </>
  )
}
