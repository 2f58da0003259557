import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { decodePaper } from '../../../shared/escpos/decode.ts'
import type { DotImage } from '../../../shared/escpos/dot-image.ts'
import type { PrinterProfile } from '../../../shared/escpos/profile.ts'
import { dotsOf } from '../../dots/dots-in-worker.ts'
import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { dotPixels, dotWidth } from './paint-dots.ts'
import { marksOf, paperWords } from './paper-words.ts'
import './paper.css'

/** What a slip's bytes put on paper: 'drawing' until the worker has drawn it, null where nothing can be drawn. */
const useDrawn = (bytes: Uint8Array, profile: PrinterProfile): DotImage | 'drawing' | null => {
  const bridge = useBridge()
  const [drawn, setDrawn] = useState<DotImage | 'drawing' | null>('drawing')
  useEffect(() => {
    let current = true
    const draw = async () => {
      const answer = await dotsOf(bridge).draw(bytes, profile)
      if (current) setDrawn(answer.ok ? answer.value : null)
      if (!answer.ok) await bridge.call['app.log']({ level: 'error', event: 'paper.no_font', detail: answer.detail })
    }
    void draw()
    return () => {
      current = false
    }
  }, [bridge, bytes, profile])
  return drawn
}

const DotCanvas = ({ image }: { readonly image: DotImage }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const dot = dotWidth(window.devicePixelRatio)
  // Not after painting: a sheet is never seen without its dots.
  useLayoutEffect(() => {
    const pixels = new ImageData(dotPixels(image), image.width, image.height)
    canvas.current?.getContext('2d')?.putImageData(pixels, 0, 0)
  }, [image])
  return (
    <canvas
      ref={canvas}
      className="paper-dots"
      data-testid="paper-dots"
      width={image.width}
      height={image.height}
      style={{ width: image.width * dot, height: image.height * dot }}
    />
  )
}

type PaperPictureProps = { readonly bytes: Uint8Array; readonly profile: PrinterProfile }

/**
 * What bytes put on a printer's paper, dot by dot, with its words for whoever cannot see it; the words are shown where the
 * font to draw with is missing. Draws again when it is given another array of bytes.
 */
export const PaperPicture = ({ bytes, profile }: PaperPictureProps) => {
  const text = useText()
  const drawn = useDrawn(bytes, profile)
  const paper = useMemo(() => decodePaper(bytes, profile), [bytes, profile])
  const dot = dotWidth(window.devicePixelRatio)
  return (
    <div className="paper-sheet" style={{ width: profile.dots * dot, minHeight: paper.height * dot }}>
      {drawn === null || drawn === 'drawing' || drawn.height === 0 ? null : <DotCanvas image={drawn} />}
      <pre className={drawn === null ? 'paper-words' : 'only-read-out'} data-testid="paper-words">
        {paperWords(paper, text).join('\n')}
      </pre>
      {drawn === null
        ? null
        : marksOf(paper, text).map(({ top, words }) => (
            <span key={top} className="paper-mark" style={{ top: top * dot }} aria-hidden="true">
              {words}
            </span>
          ))}
    </div>
  )
}
