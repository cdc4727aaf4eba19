import { ClearOutlined, EditOutlined, FontSizeOutlined } from '@ant-design/icons'
import { Alert, Button, Input } from 'antd'
import { use, useEffect, useRef, useState } from 'react'
import type { PointerEvent } from 'react'
import { urlOf } from '../../../../kernel/client.ts'
import { faultText } from '../../../../kernel/web/problem.tsx'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { files } from '../../../files/contract.ts'
import { FileDrop, sendWhole } from '../../../files/web/index.ts'
import type { Attached } from '../../../files/web/index.ts'
import type { Of } from '../../questions/contract.ts'
import { faultOfFile, keysIn } from '../../questions/rules.ts'
import { Around } from './control.ts'
import type { ControlProps } from './control.ts'

/** What this page knows of files it has sent; of others only their ids are known. */
const known = new Map<string, Attached>()

/** Files, each looked at by the question's limits as soon as it has arrived. */
export function FileControl({ question, answer, give }: ControlProps<Of<'file'>>) {
  const t = useT()
  const { place, trial } = use(Around)
  const ids = keysIn(answer)
  const limits = [t('form.at-most-files', { n: question.most }), ...(question.types?.length ? [question.types.map((type) => t(`form.file-type.${type}`)).join(t('form.comma'))] : []), ...(question.megabytes ? [`≤ ${question.megabytes} MB`] : [])].join(' · ')
  const take = (next: readonly Attached[]) => {
    for (const file of next) known.set(file.id, file)
    const wrong = next.flatMap((file) => { const fault = ids.includes(file.id) ? undefined : faultOfFile(question, file); return fault ? [{ file, fault }] : [] })
    for (const { file, fault } of wrong) toast.warn(`${file.name}: ${t(fault.code, fault.params)}`)
    give(next.filter((file) => !wrong.some((one) => one.file.id === file.id)).map(({ id }) => id))
  }
  return (
    <div className="form-files">
      {trial ? <p className="form-file-trial quiet">{t('form.file-trial')}</p>
        : <FileDrop place={`${place}.${question.key}`} most={question.most} value={ids.map((id, at) => known.get(id) ?? { id, name: t('form.file-nth', { n: at + 1 }), size: 0, type: '' })} onChange={take} />}
      <small className="quiet">{limits}</small>
    </div>
  )
}

const WIDTH = 640
const HEIGHT = 200

/** Drawn with a pointer or a finger; typed by those who use a keyboard. Either way it is kept as a picture. */
export function SignatureControl({ question, id, describedBy, answer, give }: ControlProps<Of<'signature'>>) {
  const t = useT()
  const { trial } = use(Around)
  const canvas = useRef<HTMLCanvasElement>(null)
  const pen = useRef<{ x: number; y: number } | null>(null)
  const [typing, setTyping] = useState(false)
  const [name, setName] = useState('')
  const [hasInk, setHasInk] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const [tried, setTried] = useState<string | null>(null)
  const clear = () => {
    const brush = canvas.current?.getContext('2d')
    brush?.clearRect(0, 0, WIDTH, HEIGHT)
    setHasInk(false)
  }
  useEffect(() => {
    if (!typing) return
    const brush = canvas.current?.getContext('2d')
    if (!brush) return
    brush.clearRect(0, 0, WIDTH, HEIGHT)
    brush.fillStyle = '#16212e'
    brush.font = `italic ${Math.min(88, Math.floor(1_000 / Math.max(6, name.length)))}px "Kaiti SC", KaiTi, STKaiti, "Segoe Script", cursive`
    brush.textBaseline = 'middle'
    brush.textAlign = 'center'
    brush.fillText(name, WIDTH / 2, HEIGHT / 2, WIDTH - 40)
    setHasInk(name.trim() !== '')
  }, [typing, name])
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - box.left) / box.width * WIDTH, y: (event.clientY - box.top) / box.height * HEIGHT }
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    if (typing) return
    event.currentTarget.setPointerCapture(event.pointerId)
    pen.current = at(event)
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const brush = canvas.current?.getContext('2d')
    if (!pen.current || !brush) return
    const to = at(event)
    Object.assign(brush, { lineWidth: 3.2, lineCap: 'round', lineJoin: 'round', strokeStyle: '#16212e' })
    brush.beginPath()
    brush.moveTo(pen.current.x, pen.current.y)
    brush.lineTo(to.x, to.y)
    brush.stroke()
    pen.current = to
    setHasInk(true)
  }
  const keep = async () => {
    const blob = await new Promise<Blob | null>((done) => { if (canvas.current) canvas.current.toBlob(done, 'image/png'); else done(null) })
    if (!blob) return
    if (trial) { setTried(URL.createObjectURL(blob)); return give(TRIED) }
    setBusy(true)
    setFault(null)
    try { give((await sendWhole(blob, `${question.key}.png`)).id) } catch (error) { setFault(faultText(error)) } finally { setBusy(false) }
  }
  if (typeof answer === 'string' && answer) {
    const source = answer === TRIED ? tried : urlOf(files.get, { params: { id: answer }, query: { inline: 'true' } })
    return (
      <div className="form-signature">
        {source ? <img className="form-signed" src={source} alt={t('form.signature-of', { question: t('form.signature') })} /> : null}
        <Button size="small" icon={<EditOutlined aria-hidden />} onClick={() => { give(null); setName(''); setTyping(false); setHasInk(false) }}>{t('form.sign-again')}</Button>
      </div>
    )
  }
  return (
    <div className="form-signature" role="group" aria-describedby={describedBy}>
      <canvas ref={canvas} width={WIDTH} height={HEIGHT} onPointerDown={begin} onPointerMove={draw} onPointerUp={() => { pen.current = null }} onPointerCancel={() => { pen.current = null }} data-typing={typing || undefined} role="img" aria-label={t('form.sign-here')} />
      {typing ? <Input id={id} value={name} onChange={(event) => setName(event.target.value)} maxLength={60} placeholder={t('form.type-name')} aria-label={t('form.type-name')} autoFocus /> : null}
      {fault ? <Alert type="error" showIcon title={fault} /> : null}
      <div className="form-sign-acts">
        <Button type="primary" disabled={!hasInk} loading={busy} onClick={() => void keep()}>{t('form.sign-keep')}</Button>
        <Button icon={<FontSizeOutlined aria-hidden />} onClick={() => { setTyping(!typing); setName(''); clear() }}>{t(typing ? 'form.sign-draw' : 'form.sign-type')}</Button>
        {hasInk && !typing ? <Button type="text" icon={<ClearOutlined aria-hidden />} onClick={clear}>{t('form.sign-clear')}</Button> : null}
      </div>
    </div>
  )
}
/** Stands for a signature that was only tried. */
const TRIED = '00000000-0000-7000-8000-000000000000'
