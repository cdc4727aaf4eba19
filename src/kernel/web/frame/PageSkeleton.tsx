/** The shape of a page while it comes: same margins and heights as the real one, so nothing jumps. */
export function PageSkeleton() {
  return (
    <div className="page-skeleton" aria-busy>
      <span className="grey" style={{ width: 160, height: 22 }} />
      <span className="grey" style={{ width: '60%', height: 28, marginTop: 18 }} />
      {Array.from({ length: 8 }, (_, n) => <span key={n} className="grey" style={{ height: 14, width: `${92 - (n * 17) % 40}%`, marginTop: 22 }} />)}
    </div>
  )
}
