import { useRef } from 'react'

/** The edge of a column's heading: dragged by pointer, or moved by arrow keys. */
export function WidthHandle({ width, onWiden, label }: { width: number; onWiden: (width: number) => void; label: string }) {
  const from = useRef<{ x: number; width: number } | null>(null)
  return (
    <span
      className="list-table-handle" role="separator" aria-orientation="vertical" aria-label={label} aria-valuenow={width} tabIndex={0}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        from.current = { x: event.clientX, width }
      }}
      onPointerMove={(event) => { if (from.current) onWiden(from.current.width + event.clientX - from.current.x) }}
      onPointerUp={() => { from.current = null }} onPointerCancel={() => { from.current = null }}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key]
        if (!step) return
        event.preventDefault()
        event.stopPropagation()
        onWiden(width + step)
      }} />
  )
}
