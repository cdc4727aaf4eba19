import '../knowledge-tools.css'
import './library.css'
import { BarChartOutlined, EditOutlined, HistoryOutlined, PhoneOutlined, PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { usePhone } from '../../../../kernel/web/appearance.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { Can } from '../../../../kernel/web/session.tsx'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { scripts } from '../../scripts/contract.ts'
import type { Script } from '../../scripts/contract.ts'
import { SCENES, SCRIPT_CHANNELS } from '../../scripts/rules.ts'
import type { Scene } from '../../scripts/rules.ts'

const inMine = (of: { zh: string; en: string }) => language() === 'en' ? of.en : of.zh

/** The library of scripts: the tree of scenes at the left, the chosen one in both languages at the right. */
export function ScriptPage() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const phone = usePhone()
  const shown = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState(search['q'] ?? '')
  const q = useSettled(typed.trim(), 200)
  const channel = SCRIPT_CHANNELS.find((one) => one === search['channel'])
  usePageTitle(t('script.plural'))
  const found = useQuery({ ...query(scripts.listScripts, { query: { ...(q ? { q } : {}), ...(channel ? { channel } : {}) } }), placeholderData: keepPreviousData })
  const set = (more: Record<string, string | undefined>) => void navigate({ to: '.', replace: true, resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, ...more })) as never })
  const items = found.data?.items ?? []
  const chosen = items.find((one) => one.key === search['key']) ?? items[0]
  return (
    <div className="script-page">
      <header>
        <h1>{t('script.plural')}</h1>
        <Can permission="definition.read"><Link to={'/scripts/calls' as string}><Button icon={<PhoneOutlined aria-hidden />}>{t('call-script.plural')}</Button></Link></Can>
        <Link to={'/scripts/usage' as string}><Button icon={<BarChartOutlined aria-hidden />}>{t('script.usage')}</Button></Link>
        <Can permission="definition.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate({ to: '/scripts/$key' as string, params: { key: 'new' } as never })}>{t('script.new')}</Button></Can>
      </header>
      <section>
        <div className="script-tools">
          <Input.Search allowClear value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={t('script.search')} aria-label={t('script.search')} />
          <Select allowClear value={channel ?? null} onChange={(to?: string | null) => set({ channel: to ?? undefined })} placeholder={t('case.channel')} aria-label={t('case.channel')} options={SCRIPT_CHANNELS.map((value) => ({ value, label: t(`case.channel.${value}`) }))} />
        </div>
        {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <PageSkeleton /> : items.length === 0 ? <Blank title={t('list.no-match')} /> : (
          <nav className="script-tree" aria-label={t('script.scene')}>
            {SCENES.map((scene) => <Branch key={scene} scene={scene} items={items.filter((one) => one.scene === scene)} chosen={chosen?.key} choose={(key) => { set({ key }); if (phone) shown.current?.scrollIntoView({ behavior: 'smooth' }) }} />)}
          </nav>
        )}
      </section>
      <div ref={shown} className="script-place">{chosen ? <Chosen of={chosen} /> : null}</div>
    </div>
  )
}

function Branch({ scene, items, chosen, choose }: { scene: Scene; items: readonly Script[]; chosen: string | undefined; choose: (key: string) => void }) {
  const t = useT()
  if (!items.length) return null
  return (
    <details open>
      <summary><span>{t(`script.scene.${scene}`)}</span><span className="quiet num">{items.length}</span></summary>
      {items.map((one) => (
        <button key={one.key} type="button" aria-current={one.key === chosen || undefined} onClick={() => choose(one.key)}>
          <span className="clip">{inMine(one.name)}</span><span className="quiet num">{one.uses || ''}</span>
        </button>
      ))}
    </details>
  )
}

function Chosen({ of }: { of: Script }) {
  const t = useT()
  return (
    <section className="script-shown" aria-label={inMine(of.name)}>
      <header>
        <h2>{inMine(of.name)}</h2>
        <Can permission="definition.read"><Link to={`/definitions/script/${of.key}` as string}><Button icon={<HistoryOutlined aria-hidden />}>{t('definition.versions')}</Button></Link></Can>
        <Can permission="definition.write"><Link to={`/scripts/${of.key}` as string}><Button icon={<EditOutlined aria-hidden />}>{t('template.edit')}</Button></Link></Can>
      </header>
      <p className="script-marks"><i>{t(`script.scene.${of.scene}`)}</i>{of.channels.map((one) => <i key={one}>{t(`case.channel.${one}`)}</i>)}{of.standard ? <i data-tone="standard">{t('script.standard')}</i> : null}{of.source ? <span className="quiet">{t('script.source', { source: of.source })}</span> : null}</p>
      {(['zh', 'en'] as const).map((tongue) => <blockquote key={tongue} lang={tongue === 'zh' ? 'zh-CN' : 'en'}><Words text={of.text[tongue]} of={of} /></blockquote>)}
      <p className="quiet script-foot">{of.uses ? <>{t('script.used', { n: of.uses })} · <RelativeTime at={of.lastUsedAt} /></> : t('script.never-used')} · {t('script.version', { n: of.version })}</p>
    </section>
  )
}

/** The words with their places drawn as what will stand there. */
function Words({ text, of }: { text: string; of: Script }) {
  const t = useT()
  return text.split(/(\{\{[^{}]+\}\})/).map((part, at) => {
    const name = /^\{\{\s*(.*?)\s*\}\}$/.exec(part)?.[1]
    if (name === undefined) return <span key={at}>{part}</span>
    const field = of.fields.find(({ key }) => key === name)
    return <span key={at} className="script-place-name" data-blank={field !== undefined || undefined}>{field ? inMine(field.name) : t(`script.known.${name}`)}</span>
  })
}
