import { Input, Select } from 'antd'
import { urlOf } from '../../../../kernel/client.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { files } from '../../../files/contract.ts'
import type { Answer, Of, Option } from '../../questions/contract.ts'
import { OTHER, keysIn } from '../../questions/rules.ts'
import { said } from '../parts/said.ts'
import type { ControlProps } from './control.ts'

type Props = ControlProps<Of<'single' | 'multiple'>> & { other: Answer | undefined; giveOther: (words: Answer) => void }

/** One or some of the options: as buttons, as a list that opens, or with pictures; an own one is written beside it. */
export function ChoiceControl({ question, id, describedBy, isWrong, answer, give, other, giveOther }: Props) {
  const t = useT()
  const isMany = question.kind === 'multiple'
  const options: Option[] = [...question.options, ...(question.other ? [{ key: OTHER, text: { zh: t('form.other'), en: t('form.other') } }] : [])]
  const chosen = isMany ? keysIn(answer) : typeof answer === 'string' ? [answer] : []
  const choose = (key: string, isOn: boolean) => {
    if (!isMany) return give(key)
    const alone = question.options.some((option) => option.key === key && option.alone)
    const kept = alone ? [] : chosen.filter((one) => one !== key && !question.options.some((option) => option.key === one && option.alone))
    give(isOn ? [...kept, key] : chosen.filter((one) => one !== key))
  }
  const own = chosen.includes(OTHER) && question.other
    ? <Input className="form-other" value={typeof other === 'string' ? other : ''} onChange={(event) => giveOther(event.target.value)} maxLength={500} aria-label={t('form.other-which')} placeholder={t('form.other-which')} /> : null
  if (question.look === 'list') {
    return (
      <>
        <Select id={id} value={chosen[0] ?? null} onChange={(key: string | null) => give(key ?? null)} allowClear={!question.required} style={{ width: '100%', maxWidth: 420 }} placeholder={t('form.choose-one')} aria-describedby={describedBy} {...(isWrong ? { status: 'error' as const } : {})}
          showSearch={{ optionFilterProp: 'label' }} options={options.map((option) => ({ value: option.key, label: said(option.text) }))} />
        {own}
      </>
    )
  }
  const pictures = question.look === 'pictures'
  return (
    <div className={pictures ? 'form-choices form-choices-pictures' : 'form-choices'}>
      {options.map((option) => (
        <label key={option.key} className="form-choice" data-on={chosen.includes(option.key) || undefined}>
          {pictures && option.picture ? <img src={urlOf(files.get, { params: { id: option.picture }, query: { inline: 'true' } })} alt="" /> : null}
          <input type={isMany ? 'checkbox' : 'radio'} name={id} checked={chosen.includes(option.key)} onChange={(event) => choose(option.key, event.target.checked)} />
          <span>{said(option.text)}</span>
        </label>
      ))}
      {own}
    </div>
  )
}
