import { readCode } from '../../rules.ts'
import { announce, fill, h } from './dom.ts'
import { busyButton, inputField } from './fields.ts'
import { matterView } from './matter.ts'
import type { Stage } from './place.ts'
import { keepCode, keptCode } from './place.ts'
import { Refusal, getMatter } from './wire.ts'
import { t } from './words.ts'

/** The page that a code opens. The code may come behind `#` in the address, from a mail; it is taken out at once. */
export function showTrack(stage: Stage): void {
  const fromAddress = decodeURIComponent(location.hash.slice(1))
  if (fromAddress) {
    keepCode(fromAddress)
    history.replaceState(null, '', location.pathname)
  }
  const code = fromAddress || keptCode()
  if (code) void open(stage, code, (said) => ask(stage, code, said))
  else ask(stage, '', null)
}

/** Asks for the code. */
function ask(stage: Stage, typed: string, said: string | null): void {
  stage.name(t('portal.page.track.title'))
  let code = typed
  const field = inputField('code', { label: t('portal.page.track.code'), about: t('portal.page.track.code.about') },
    h('input', { type: 'text', class: 'code-input', value: typed, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: '40', translate: 'no' }), (value) => { code = value })
  const look = async () => {
    if (!readCode(code)) {
      field.fault(t('portal-case.not-found'))
      field.focus()
      return
    }
    await open(stage, code, (why) => { field.fault(why); field.focus() })
  }
  const button = busyButton(t('portal.page.track.look'), t('portal.page.track.looking'), look)
  fill(stage.main, h('h1', {}, t('portal.page.track.title')), h('form', { novalidate: true, class: 'card', onsubmit: (event: Event) => { event.preventDefault(); button.click() } }, field.element, h('div', { class: 'acts' }, button)))
  if (said) { field.fault(said); announce(said) }
  // The one field of the page; a form's own button sends it when Enter is pressed.
  button.type = 'submit'
  field.focus()
}

async function open(stage: Stage, typed: string, failed: (said: string) => void): Promise<void> {
  const code = readCode(typed) ?? typed
  try {
    const matter = await getMatter(code)
    keepCode(code)
    matterView(stage, code, matter, () => { keepCode(null); ask(stage, '', null) })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.status === 404) keepCode(null)
    failed(error.code === 'portal-case.not-found' ? t('portal-case.not-found') : error.message)
  }
}
