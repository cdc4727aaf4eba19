const COPIED = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-size', 'font-weight', 'font-family', 'visibility'] as const

/** Puts a file into the reader's downloads. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A picture as it stands on the screen, with its looks written into it, so that it is the same wherever it is opened. */
function pictureOf(svg: SVGSVGElement): { text: string; width: number; height: number } {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const [from, to] = [svg.querySelectorAll('*'), copy.querySelectorAll('*')]
  for (const [i, element] of from.entries()) {
    const looks = getComputedStyle(element)
    for (const name of COPIED) (to[i] as SVGElement).style.setProperty(name, looks.getPropertyValue(name))
    // Keys of ways hold signs that XML has no place for.
    for (const key of ['data-key', 'data-id']) to[i]!.removeAttribute(key)
  }
  const { width, height } = svg.viewBox.baseVal
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  ground.setAttribute('width', String(width))
  ground.setAttribute('height', String(height))
  ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor)
  copy.prepend(ground)
  return { text: new XMLSerializer().serializeToString(copy), width, height }
}

export const saveSvg = (svg: SVGSVGElement, name: string): void => saveFile(`${name}.svg`, new Blob([pictureOf(svg).text], { type: 'image/svg+xml' }))

/** The same as an image of dots, two for each on the screen. */
export async function savePng(svg: SVGSVGElement, name: string): Promise<void> {
  const { text, width, height } = pictureOf(svg)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  // Browsers draw no larger than this.
  const scale = Math.min(2, 8_000 / Math.max(width, height))
  canvas.width = Math.ceil(width * scale)
  canvas.height = Math.ceil(height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((done) => { canvas.toBlob(done, 'image/png') })
  if (blob) saveFile(`${name}.png`, blob)
}
