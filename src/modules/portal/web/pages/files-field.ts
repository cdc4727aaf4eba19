import { ICONS, announce, fill, h, icon } from './dom.ts'
import type { Field } from './fields.ts'
import { groupField, newId } from './fields.ts'
import { Refusal, sendFile } from './wire.ts'
import type { PageLook } from './wire.ts'
import { size, t } from './words.ts'

/** Files that are sent while the reader goes on writing. Kept apart from what is drawn, so that another language loses none. */
export interface Sending { file: { name: string; size: number }; state: 'sending' | 'sent' | 'failed'; share: number; id?: string; said?: string; stop?: () => void }
export interface FileList { items: Sending[]; ids: () => string[]; isSending: () => boolean }
export const newFileList = (): FileList => {
  const list: FileList = { items: [], ids: () => list.items.flatMap((one) => one.id ?? []), isSending: () => list.items.some((one) => one.state === 'sending') }
  return list
}

/** @param holder asked for when a file is chosen: the ticket or the code it belongs to */
export function filesField(list: FileList, { mostFiles, mostBytes }: Pick<PageLook, 'mostFiles' | 'mostBytes'>, holder: () => Promise<{ ticket: string } | { code: string }>): Field {
  const shown = h('ul', { class: 'files' })
  const id = newId('files')
  const input = h('input', { type: 'file', multiple: true, id, class: 'unseen' })
  const field = groupField({ label: t('portal.page.files.title'), about: t('portal.page.files.about', { most: mostFiles, size: size(mostBytes) }), optional: true }, shown, input, h('label', { for: id, class: 'button plain' }, icon(ICONS.clip), t('portal.page.files.add')))

  const draw = () => {
    fill(shown, list.items.map((one) => h('li', { class: one.state },
      icon(ICONS.paper), h('span', { class: 'file-name' }, one.file.name), h('span', { class: 'file-size' }, one.said ?? size(one.file.size)),
      one.state === 'sending' ? h('progress', { max: '1', value: one.share, 'aria-label': t('portal.page.files.sending', { name: one.file.name }) }) : null,
      h('button', { type: 'button', class: 'icon', 'aria-label': t('portal.page.files.remove', { name: one.file.name }), onclick: () => { one.stop?.(); list.items = list.items.filter((other) => other !== one); draw(); input.focus() } }, icon(ICONS.cross)))))
    shown.hidden = !list.items.length
  }
  const send = async (file: File) => {
    if (list.items.filter((one) => one.state !== 'failed').length >= mostFiles) { field.fault(t('portal.page.files.about', { most: mostFiles, size: size(mostBytes) })); return }
    const one: Sending = { file, state: 'sending', share: 0 }
    list.items.push(one)
    draw()
    try {
      if (file.size > mostBytes) throw new Refusal(413, 'file.too-large', t('portal.page.files.too-large', { name: file.name, size: size(mostBytes) }))
      const going = sendFile(file, await holder(), (share) => {
        one.share = share
        const bar = shown.children[list.items.indexOf(one)]?.querySelector('progress')
        if (bar) bar.value = share
      })
      one.stop = going.stop
      one.id = (await going.done).id
      one.state = 'sent'
      announce(t('portal.page.files.sent', { name: file.name }))
    } catch (error) {
      one.state = 'failed'
      one.said = error instanceof Refusal && error.message ? error.message : t('portal.page.files.failed', { name: file.name })
      if (list.items.includes(one)) announce(one.said)
    }
    draw()
  }
  input.addEventListener('change', () => {
    field.fault(null)
    const chosen = [...input.files ?? []]
    input.value = ''
    void chosen.reduce<Promise<void>>((before, file) => before.then(() => send(file)), Promise.resolve())
  })
  draw()
  return field
}
