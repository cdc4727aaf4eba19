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
function pictureOf(svg: SVGSVGElement, hasWords = true): { text: string; width: number; height: number } {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const [from, to] = [svg.querySelectorAll('*'), copy.querySelectorAll('*')]
  for (const [i, element] of from.entries()) {
    const looks = getComputedStyle(element)
    for (const name of COPIED) (to[i] as SVGElement).style.setProperty(name, looks.getPropertyValue(name))
    // Keys of ways hold signs that XML has no place for.
    for (const key of ['data-key', 'data-id']) to[i]!.removeAttribute(key)
  }
  if (!hasWords) for (const word of copy.querySelectorAll('text')) word.remove()
  const { width, height } = svg.viewBox.baseVal
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  ground.setAttribute('width', String(width))
  ground.setAttribute('height', String(height))
  ground.setAttribute('fill', groundOf(svg))
  copy.prepend(ground)
  return { text: new XMLSerializer().serializeToString(copy), width, height }
}

/** The colour that shows behind it. */
function groundOf(element: Element | null): string {
  if (!element) return '#fff'
  const { backgroundColor } = getComputedStyle(element)
  return /^(transparent|rgba\(.*, 0\))$/.test(backgroundColor) ? groundOf(element.parentElement) : backgroundColor
}

/** Writes the words of the picture with the faces of this page: an image that stands for itself knows none of them. */
function writeWords(svg: SVGSVGElement, canvas: CanvasRenderingContext2D, scale: number): void {
  const home = svg.getScreenCTM()?.inverse()
  for (const text of home ? svg.querySelectorAll('text') : []) {
    const place = text.getScreenCTM()
    if (!home || !place) continue
    const looks = getComputedStyle(text)
    const { a, b, c, d, e, f } = home.multiply(place)
    canvas.setTransform(a * scale, b * scale, c * scale, d * scale, e * scale, f * scale)
    canvas.font = `${looks.fontWeight} ${looks.fontSize} ${looks.fontFamily}`
    canvas.fillStyle = looks.fill
    canvas.textAlign = looks.textAnchor === 'middle' ? 'center' : 'start'
    canvas.fillText(text.textContent, Number(text.getAttribute('x')), Number(text.getAttribute('y')))
  }
}

export const saveSvg = (svg: SVGSVGElement, name: string): void => saveFile(`${name}.svg`, new Blob([pictureOf(svg).text], { type: 'image/svg+xml' }))

/** The same as an image of dots, two for each on the screen. */
export async function savePng(svg: SVGSVGElement, name: string): Promise<void> {
  const { text, width, height } = pictureOf(svg, false)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  // Browsers draw no larger than this.
  const scale = Math.min(2, 8_000 / Math.max(width, height))
  canvas.width = Math.ceil(width * scale)
  canvas.height = Math.ceil(height * scale)
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  writeWords(svg, pen, scale)
  const blob = await new Promise<Blob | null>((done) => { canvas.toBlob(done, 'image/png') })
  if (blob) saveFile(`${name}.png`, blob)
}
