import { ArrowDownOutlined, ArrowUpOutlined, BranchesOutlined, HolderOutlined, WarningFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import type { DragEvent, KeyboardEvent } from 'react'
import { useT } from '../../../../kernel/web/words.ts'
import type { Form, Question } from '../../questions/contract.ts'
import { announceOrder } from '../parts/announce.ts'
import { said } from '../parts/said.ts'
import type { Place } from './build-state.ts'
import { moveQuestion, paletteNameOf, stepQuestion, stepSection } from './build-state.ts'
import { KindIcon } from './KindIcon.tsx'

interface Props { form: Form; place: Place; go: (place: Place) => void; put: (change: { form: Form; place: Place }) => void; wrong: ReadonlySet<string> }
const hasLogic = (question: Question) => ['when', 'requiredWhen', 'skips', 'checks'].some((key) => { const value = (question as unknown as Record<string, unknown>)[key]; return Array.isArray(value) ? value.length > 0 : value !== undefined })

/** Sections and questions in their order: moved by the mouse, by their arrows, or with Alt and the arrow keys. */
export function Outline({ form, place, go, put, wrong }: Props) {
  const t = useT()
  const list = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<{ section: number; question: number } | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const isHere = (section: number, question: number | null) => place?.section === section && place.question === question
  const moved = (change: { form: Form; place: Place }, name: string) => {
    put(change)
    if (change.place) announceOrder(t('form.moved-to', { name, n: (change.place.question ?? change.place.section) + 1 }))
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-current] ')?.focus())
  }
  const keys = (event: KeyboardEvent, section: number, question: number | null, name: string) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!by) return
    event.preventDefault()
    if (event.altKey) return moved(question === null ? stepSection(form, section, by) : stepQuestion(form, { section, question }, by), name)
    const all = [...list.current?.querySelectorAll<HTMLElement>('.build-line-go') ?? []]
    all[all.indexOf(event.currentTarget as HTMLElement) + by]?.focus()
  }
  const dropOn = (event: DragEvent, section: number, question: number) => {
    event.preventDefault()
    setOver(null)
    if (!dragged) return
    // Below itself in the same section the places have closed up by one.
    put(moveQuestion(form, dragged, { section, question: dragged.section === section && dragged.question < question ? question - 1 : question }))
    setDragged(null)
  }
  const arrows = (section: number, question: number | null, name: string) => (
    <span className="build-line-acts">
      <Button type="text" size="small" icon={<ArrowUpOutlined />} aria-label={t('form.move-up', { name })} onClick={() => moved(question === null ? stepSection(form, section, -1) : stepQuestion(form, { section, question }, -1), name)} />
      <Button type="text" size="small" icon={<ArrowDownOutlined />} aria-label={t('form.move-down', { name })} onClick={() => moved(question === null ? stepSection(form, section, 1) : stepQuestion(form, { section, question }, 1), name)} />
    </span>
  )
  return (
    <div className="build-outline" ref={list}>
      <div className="build-line" data-here={place === null || undefined}>
        <button type="button" className="build-line-go build-form-line" aria-current={place === null || undefined} onClick={() => go(null)}>{t('form.build.form')}{wrong.has('') ? <WarningFilled className="build-wrong" aria-label={t('form.build.has-problem')} /> : null}</button>
      </div>
      {form.sections.map((section, at) => {
        const name = section.title ? said(section.title) : t('form.build.section-n', { n: at + 1 })
        return (
          <section key={section.key} aria-label={name}>
            <div className="build-line build-section-line" data-here={isHere(at, null) || undefined} data-over={over === `${at}.0` || undefined} onDragOver={(event) => { if (dragged) { event.preventDefault(); setOver(`${at}.0`) } }} onDrop={(event) => dropOn(event, at, 0)}>
              <button type="button" className="build-line-go" aria-current={isHere(at, null) || undefined} onClick={() => go({ section: at, question: null })} onKeyDown={(event) => keys(event, at, null, name)}>
                <strong className="clip">{name}</strong>{section.newPage ? <small>{t('form.build.page')}</small> : null}{section.repeat ? <small>{t('form.build.repeated')}</small> : null}{wrong.has(`${at}`) ? <WarningFilled className="build-wrong" aria-label={t('form.build.has-problem')} /> : null}
              </button>
              {arrows(at, null, name)}
            </div>
            <ol>
              {section.questions.map((question, nth) => {
                const text = said(question.text) || question.key
                return (
                  <li key={question.key} className="build-line" data-here={isHere(at, nth) || undefined} data-over={over === `${at}.${nth}` || undefined} data-dragged={(dragged?.section === at && dragged.question === nth) || undefined}
                    draggable onDragStart={(event) => { event.dataTransfer.effectAllowed = 'move'; setDragged({ section: at, question: nth }) }} onDragEnd={() => { setDragged(null); setOver(null) }}
                    onDragOver={(event) => { if (dragged) { event.preventDefault(); setOver(`${at}.${nth}`) } }} onDrop={(event) => dropOn(event, at, nth)}>
                    <HolderOutlined className="build-grip" aria-hidden />
                    <button type="button" className="build-line-go" aria-current={isHere(at, nth) || undefined} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown" onClick={() => go({ section: at, question: nth })} onKeyDown={(event) => keys(event, at, nth, text)}>
                      <KindIcon name={paletteNameOf(question)} /><span className="clip">{text}</span>
                      {'required' in question && question.required ? <span className="form-required" aria-label={t('form.required-mark')}>*</span> : null}
                      {hasLogic(question) ? <BranchesOutlined className="build-logic-mark" aria-label={t('form.build.has-logic')} /> : null}
                      {wrong.has(`${at}.${nth}`) ? <WarningFilled className="build-wrong" aria-label={t('form.build.has-problem')} /> : null}
                    </button>
                    {arrows(at, nth, text)}
                  </li>
                )
              })}
            </ol>
          </section>
        )
      })}
    </div>
  )
}
