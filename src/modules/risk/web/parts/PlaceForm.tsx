import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Modal, Popconfirm, Switch } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffName, StaffPicker, TeamPicker } from '../../../people/web/index.ts'
import { alarms } from '../../contract.ts'
import type { Place } from '../../contract.ts'

const MOST_STEPS = 5

/** Sets up a place, or changes it: where it is, who is on duty for it, and whom to tell when nobody answers. */
export function PlaceForm({ of, close }: { of: Place | null; close: () => void }) {
  const t = useT()
  const [name, setName] = useState(of?.name ?? '')
  const [where, setWhere] = useState(of?.location ?? '')
  const [teamId, setTeamId] = useState<string | null>(of?.team?.id ?? null)
  const [active, setActive] = useState(of?.active ?? true)
  const [tree, setTree] = useState<string[][]>(of?.tree.map(({ staff }) => staff.map(({ id }) => id)) ?? [])
  const options = { said: 'sos-place.added', refresh: [alarms.places] }
  const add = useCall(alarms.addPlace, options)
  const change = useCall(alarms.changePlace, options)
  const isMissing = !name.trim() || !where.trim()
  const set = (at: number, ids: string[]) => setTree(tree.map((one, n) => n === at ? ids : one))
  const save = () => {
    if (isMissing || add.busy || change.busy) return
    const body = { name: name.trim(), location: where.trim(), teamId, active, tree: tree.filter((ids) => ids.length).map((staffIds) => ({ staffIds })) }
    void (of ? change.run({ params: { id: of.id }, body: { ...body, version: of.version } }) : add.run({ body })).then((done) => { if (done) close() })
  }
  return (
    <Modal open onCancel={close} width={520} title={t(of ? 'sos-place.change' : 'sos-place.add')} okButtonProps={{ disabled: isMissing, loading: add.busy || change.busy }} onOk={save}>
      <Form layout="vertical" component="div" requiredMark={false}>
        <Form.Item label={t('sos-place.name')} htmlFor="sos-name"><Input id="sos-name" autoFocus value={name} maxLength={80} onChange={(event) => setName(event.target.value)} /></Form.Item>
        <Form.Item label={t('sos-place.location')} htmlFor="sos-where"><Input id="sos-where" value={where} maxLength={200} placeholder={t('sos-place.location-hint')} onChange={(event) => setWhere(event.target.value)} /></Form.Item>
        <Form.Item label={t('sos-place.team')}><TeamPicker value={teamId} onChange={(id) => setTeamId(id ?? null)} /></Form.Item>
        <Form.Item label={t('sos-place.tree')} extra={t('sos-place.tree-help')}>
          <ol className="sos-steps">
            {tree.map((ids, at) => (
              <li key={at}>
                <span className="quiet">{t('sos-place.step', { n: at + 1 })}</span>
                <span className="sos-people">{ids.map((id) => <span key={id} className="sos-person"><StaffName id={id} /><Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('sos-place.drop-step', { n: at + 1 })} onClick={() => set(at, ids.filter((one) => one !== id))} /></span>)}<StaffPicker value={null} onChange={(id) => { if (id) set(at, [...new Set([...ids, id])]) }} /></span>
                <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('sos-place.drop-step', { n: at + 1 })} onClick={() => setTree(tree.filter((_, n) => n !== at))} />
              </li>
            ))}
          </ol>
          {tree.length < MOST_STEPS ? <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setTree([...tree, []])}>{t('sos-place.add-step')}</Button> : null}
        </Form.Item>
        <div className="sos-line"><label><Switch checked={active} onChange={setActive} /> {t('sos-place.active')}</label>{of ? <Popconfirm title={t('sos-place.new-code-sure')} onConfirm={() => void change.run({ params: { id: of.id }, body: { newCode: true, version: of.version } }).then((done) => { if (done) close() })}><Button size="small" danger>{t('sos-place.new-code')}</Button></Popconfirm> : null}</div>
      </Form>
    </Modal>
  )
}
