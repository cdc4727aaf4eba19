import { CopyOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { toast } from '../toast.tsx'
import { useT } from '../words.ts'
import { diffLines, foldSame, type DiffLine } from './diff-lines.ts'
import { jsonText, tokensOf } from './json-text.ts'

export const Coloured = ({ line }: { line: string }) => tokensOf(line).map(({ text, kind }, n) => kind === 'sign' ? text : <span key={n} data-token={kind}>{text}</span>)

/** A body to read, line by line. */
export function Code({ body, label }: { body: unknown; label: string }) {
  const t = useT()
  const text = useMemo(() => jsonText(body), [body])
  return (
    <div className="definition-code-frame">
      <Button className="definition-copy" size="small" type="text" icon={<CopyOutlined aria-hidden />} onClick={() => void navigator.clipboard.writeText(text).then(() => toast.done(t('definition.copied')))}>{t('definition.copy')}</Button>
      <pre className="definition-code" tabIndex={0} aria-label={label}>{text.split('\n').map((line, n) => <code key={n}><Coloured line={line} />{'\n'}</code>)}</pre>
    </div>
  )
}

/** What became of one body in another. What is the same far from any change is folded. */
export function Difference({ before, after, label }: { before: unknown; after: unknown; label: string }) {
  const t = useT()
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const lines = useMemo(() => diffLines(jsonText(before).split('\n'), jsonText(after).split('\n')), [before, after])
  const runs = useMemo(() => foldSame(lines), [lines])
  const gone = lines.filter(({ kind }) => kind === 'gone').length
  const come = lines.filter(({ kind }) => kind === 'new').length
  if (gone + come === 0) return <p className="definition-same">{t('definition.same')}</p>
  return (
    <>
      <p className="definition-sum num">{t('definition.lines-changed', { gone, come })}</p>
      <div className="definition-code definition-diff" role="table" aria-label={label} tabIndex={0}>
        {runs.map((run, n) => run.folded && !open.has(n)
          ? <div key={n} role="row" className="definition-fold"><div role="cell"><button type="button" className="num" onClick={() => setOpen(new Set([...open, n]))}><PlusOutlined aria-hidden />{t('definition.folded', { n: run.lines.length })}</button></div></div>
          : run.lines.map((line, at) => <DiffRow key={`${n}-${at}`} line={line} />))}
      </div>
    </>
  )
}

const SIGN = { gone: '−', new: '+', same: ' ' } as const
function DiffRow({ line }: { line: DiffLine }) {
  return <div role="row" data-diff={line.kind}><span role="cell" className="num">{line.before ?? ''}</span><span role="cell" className="num">{line.after ?? ''}</span><span role="cell" aria-hidden={line.kind === 'same' || undefined}>{SIGN[line.kind]}</span><code role="cell"><Coloured line={line.text} /></code></div>
}
