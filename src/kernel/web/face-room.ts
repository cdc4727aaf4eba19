/**
 * A face of 336 bytes without any drawing: every Chinese character, full-width mark and quote as wide as Noto Sans SC sets it (1 em, the long dash
 * 0.881), and as high. A cmap of format 13 leads them all to one empty glyph.
 */
const ROOM = 'd09GMgABAAAAAAFQAAoAAAAAAtgAAAEGAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAABmAAgRQKGDgBNgIkAwwLCAAEIAVvByAbQAIALgpspzXUWHPpXFme0vXneB7+vnbuf2/alp3SwWwnSuxjYAmOJhRnDUjaV7cNnooxK10MQ4N+IIw3Cc8kqXxAk8xyLwCbHScU8G1JW24tYAmwAg3sQZ/sQd5tTPE4pU4jft2qlK986KnMY1D/AAw6tf3/obbZAwDsgSgmMGUatIAJDCiEvSXQsLem1xH2tuw2wt6BEPZOQLhT6iM8gs8uQgc7CJ1PCShgBEFFD1BBoCaTJAGCcPIwk39jpQzhu9UDERQNCFvqlyHlVwQAMMuVvoOgqIQ0wNiq7gXEFAIao6YUqeNizWKfNmZcviUX8yl13Kd6dwyHWKHUvBJ5OtrsWr4QAAAA'

/**
 * Keeps the room of Chinese text while its face is fetched, in pieces, on machines without one of their own: words neither stand there as narrow
 * boxes nor push what follows about when they come. A piece that can't be fetched gives its characters back to whatever the machine has.
 */
export function keepFaceRoom(): void {
  const face = new FontFace('Shouwen Room', Uint8Array.from(atob(ROOM), (one) => one.charCodeAt(0)))
  document.fonts.add(face)
  document.fonts.addEventListener('loadingerror', () => document.fonts.delete(face))
}
/** Milliseconds that a page waits for a face before it is drawn with another, whose words are not as wide. */
const PATIENCE = 600
/** Fetches the Latin letters of a face before anything is drawn in it; late or missing ones hold nothing up. */
export const faceReady = (family: string): Promise<unknown> => Promise.race([document.fonts.load(`14px '${family}'`).catch(() => {}), new Promise((resolve) => { setTimeout(resolve, PATIENCE) })])
/** Of all systems only these come without a Chinese face, and would show boxes. */
export const lacksChineseFace = (): boolean => /Linux|CrOS/.test(navigator.userAgent) && !/Android/.test(navigator.userAgent)
