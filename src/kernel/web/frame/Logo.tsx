/** The product's mark: a word of answer within a first mark. Its words stand beside it, so it is silent. */
export function Logo({ size = 26 }: { size?: number }) {
  return <img src="/favicon.svg" width={size} height={size} alt="" draggable={false} />
}
