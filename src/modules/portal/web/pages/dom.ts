/** The few strokes by which the customer's pages are drawn: no framework, so that a telephone on a thin line has them at once. */

export type Child = Node | string | null | undefined | false | readonly Child[]
type Props = Readonly<Record<string, unknown>>

/** An element with its attributes, listeners (`onclick`) and children; what is null or false is left out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith('on') && typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener)
    else if (name === 'value' || name === 'checked' || name === 'disabled') Object.assign(element, { [name]: value })
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  add(element, children)
  return element
}
function add(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue
    if (Array.isArray(child)) add(parent, child as readonly Child[])
    else parent.appendChild(typeof child === 'string' ? document.createTextNode(child) : child as Node)
  }
}
/** What stands in a place from now on. */
export function fill(place: Element, ...children: Child[]): void {
  place.replaceChildren()
  add(place, children)
}

const SVG = 'http://www.w3.org/2000/svg'
/** A line drawing, 24 units wide; silent, for words stand beside it. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', width: '20', height: '20', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.8', 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true', focusable: 'false' })) svg.setAttribute(name, value)
  const line = document.createElementNS(SVG, 'path')
  line.setAttribute('d', path)
  svg.appendChild(line)
  return svg
}
export const ICONS = {
  consultation: 'M21 12a8 8 0 0 1-8 8H4l1.6-3.2A8 8 0 1 1 21 12zM10.2 9.6a2.3 2.3 0 1 1 3.3 2.1c-.8.4-1.3.8-1.3 1.6M12.2 16h.01',
  complaint: 'M12 8.5v4.5M12 16.2h.01M10.3 3.9 2.6 17.2A2 2 0 0 0 4.3 20h15.4a2 2 0 0 0 1.7-2.8L13.7 3.9a2 2 0 0 0-3.4 0z',
  suggestion: 'M9.5 18.5h5M10.5 21.5h3M12 2.5a6.5 6.5 0 0 0-4 11.6c.7.6 1 1.3 1.1 2.1h5.8c.1-.8.4-1.5 1.1-2.1A6.5 6.5 0 0 0 12 2.5z',
  request: 'M14.6 6.4a4.2 4.2 0 0 0-5.5 5.3L3.5 17.3a2.2 2.2 0 1 0 3.2 3.2l5.6-5.6a4.2 4.2 0 0 0 5.3-5.5l-2.6 2.6-2.7-.7-.7-2.7z',
  paper: 'M14 3v5h5M7 3h7l5 5v11a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z',
  clip: 'm20.5 11.5-8.6 8.6a5.5 5.5 0 0 1-7.8-7.8l8.6-8.6a3.7 3.7 0 0 1 5.2 5.2l-8.6 8.6a1.8 1.8 0 0 1-2.6-2.6l7.9-7.9',
  done: 'm5 12.5 4.5 4.5L19 7.5', cross: 'M6 6l12 12M18 6 6 18', sun: 'M12 4V2M12 22v-2M4 12H2M22 12h-2M6 6 4.6 4.6M19.4 19.4 18 18M6 18l-1.4 1.4M19.4 4.6 18 6M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z', moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
} as const

let speaker: HTMLElement | undefined
/** Says something to whoever listens to the page; every voice says it once. */
export function announce(text: string): void {
  speaker ??= document.body.appendChild(h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' }))
  speaker.textContent = ''
  requestAnimationFrame(() => { if (speaker) speaker.textContent = text })
}
