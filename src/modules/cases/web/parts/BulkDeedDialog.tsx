import './dialogs.css'
import './bulk.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { toast } from '../../../../kernel/web/toast.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { bulks } from '../../bulk/contract.ts'
import type { Bulk, BulkDeed } from '../../bulk/contract.ts'
import { BulkForm, beginningOf, isReady } from './BulkForm.tsx'
import { BulkStanding } from './BulkStanding.tsx'
import { askAgain } from './case-cache.ts'

export type BulkKind = Exclude<BulkDeed['kind'], 'merge'>
/** The cases named, or the filters of the list whose every case is meant. */
export type BulkOf = { ids: readonly string[] } | { view: Readonly<Record<string, string>> }
type Props = { close: () => void } & ({ kind: BulkKind; of: BulkOf; id?: never } | { id: string; kind?: never; of?: never })

/** One deed to many cases: what, then how it would go, then how it goes. `id` shows one that was started before. */
export function BulkDeedDialog({ kind, of, id, close }: Props) {
  const t = useT()
  const cache = useQueryClient()
  const [deed, setDeed] = useState<BulkDeed>(() => beginningOf(kind ?? 'claim'))
  const [known, setKnown] = useState<string | null>(id ?? null)
  const [busy, setBusy] = useState(false)
  const { data: bulk } = useQuery({ ...query(bulks.bulkDeed, { params: { id: known ?? '' } }), enabled: known !== null, refetchInterval: ({ state }) => (state.data as Bulk | undefined)?.state === 'running' ? 500 : false })
  const keep = (it: Bulk) => { cache.setQueryData(query(bulks.bulkDeed, { params: { id: it.id } }).queryKey, it); setKnown(it.id) }
  const doing = async (what: () => Promise<Bulk>) => {
    setBusy(true)
    try { keep(await what()) } catch (error) { toast.fault(error) } finally { setBusy(false) }
  }
  const preview = () => { if (of && isReady(deed)) void doing(() => call(bulks.prepare, { body: { deed, choice: 'ids' in of ? { ids: [...of.ids] } : { view: { ...of.view } } } })) }
  const start = (it: Bulk) => void doing(() => call(bulks.start, { params: { id: it.id }, body: { version: it.version } }))
  const stop = (it: Bulk) => void doing(() => call(bulks.cancel, { params: { id: it.id }, body: { version: it.version } }))
  // Nothing is to be asked of a claim: it shows at once what it would do.
  const begin = useEffectEvent(() => { if (kind === 'claim') preview() })
  useEffect(() => { begin() }, [])
  const isOver = bulk !== undefined && bulk.state !== 'prepared' && bulk.state !== 'running'
  useEffect(() => { if (isOver) void askAgain(cache) }, [isOver, cache])
  const leave = () => {
    if (bulk?.state === 'running') toast.done(t('bulk.behind-said'))
    close()
  }
  const shownKind = bulk?.deed.kind ?? deed.kind
  return (
    <Modal open onCancel={leave} width={520} title={t(`bulk.kind.${shownKind}`)} mask={{ closable: false }} destroyOnHidden
      footer={!known ? (
        <><Button onClick={close}>{t('frame.cancel')}</Button><Button type="primary" loading={busy} disabled={!isReady(deed)} onClick={preview}>{t('bulk.preview')}</Button></>
      ) : bulk?.state === 'prepared' ? (
        <>{kind && kind !== 'claim' ? <Button onClick={() => setKnown(null)}>{t('bulk.back')}</Button> : <Button onClick={close}>{t('frame.cancel')}</Button>}
          <Button type="primary" autoFocus loading={busy} disabled={!bulk.may.includes('start')} onClick={() => start(bulk)}>{t('bulk.begin', { n: bulk.waiting.toLocaleString() })}</Button></>
      ) : bulk?.state === 'running' ? (
        <><Button danger loading={busy} onClick={() => stop(bulk)}>{t('bulk.stop')}</Button><Button type="primary" onClick={leave}>{t('bulk.behind')}</Button></>
      ) : <Button type="primary" autoFocus onClick={close}>{t('frame.close')}</Button>}>
      {of && !known ? <p className="dialog-of num">{'ids' in of ? t('bulk.of', { n: of.ids.length }) : t('bulk.of-view')}</p> : null}
      {bulk && known ? <BulkStanding of={bulk} /> : known ? <div className="bulk-standing"><span className="grey" style={{ height: 64 }} /></div> : <BulkForm deed={deed} change={setDeed} done={preview} />}
    </Modal>
  )
}
