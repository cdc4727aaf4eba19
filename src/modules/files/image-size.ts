/** Width and height in pixels as the header of a PNG, GIF, JPEG or WebP tells them; undefined when it can't be read from these first bytes. */
export function pixelsOf(type: string, head: Buffer): { width: number; height: number } | undefined {
  try {
    const size = READERS[type]?.(head)
    return size && size.width > 0 && size.height > 0 ? size : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

type Size = { width: number; height: number }
const READERS: Record<string, (head: Buffer) => Size | undefined> = {
  'image/png': png, 'image/apng': png, 'image/jpeg': jpeg, 'image/webp': webp, 'image/gif': gif,
}

function png(head: Buffer): Size | undefined {
  return head.toString('latin1', 12, 16) === 'IHDR' ? { width: head.readUInt32BE(16), height: head.readUInt32BE(20) } : undefined
}

/** The larger of the logical screen and the first frame: browsers make room for a frame that is larger than its screen. */
function gif(head: Buffer): Size {
  const tableBytes = (flags: number) => flags & 0x80 ? 3 << ((flags & 7) + 1) : 0
  let at = 13 + tableBytes(head.readUInt8(10))
  while (head.readUInt8(at) === 0x21) {
    at += 2
    for (let length = head.readUInt8(at); length; length = head.readUInt8(at)) at += 1 + length
    at++
  }
  return { width: Math.max(head.readUInt16LE(6), head.readUInt16LE(at + 5)), height: Math.max(head.readUInt16LE(8), head.readUInt16LE(at + 7)) }
}

/** Walks the segments to the first start of frame (ITU T.81, B.1.1). */
function jpeg(head: Buffer): Size | undefined {
  for (let at = 2; ;) {
    if (head.readUInt8(at) !== 0xff) return undefined
    const marker = head.readUInt8(at + 1)
    if (marker === 0xff) { at++; continue }
    if (marker === 0xd9 || marker === 0xda) return undefined
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) { at += 2; continue }
    // C4, C8 and CC are tables, not frames.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) }
    at += 2 + head.readUInt16BE(at + 2)
  }
}

function webp(head: Buffer): Size | undefined {
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X': return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 }
    case 'VP8L': {
      const bits = head.readUInt32LE(21)
      return head[20] === 0x2f ? { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 } : undefined
    }
    case 'VP8 ': return head.readUIntBE(23, 3) === 0x9d012a ? { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff } : undefined
    default: return undefined
  }
}
