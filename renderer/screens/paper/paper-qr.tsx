import { useMemo } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { qrCode } from './qr-code.ts'

/** Printers have 12 dots to a half-width column, the drawing 8 units. */
const DOT = 8 / 12

type PaperQrProps = { readonly data: string; readonly moduleDots: number }

/** A QR code as large as the printer would print it; as words where it is too long to be drawn. */
export const PaperQr = ({ data, moduleDots }: PaperQrProps) => {
  const text = useText()
  const modules = useMemo(() => qrCode(data), [data])
  const words = text('paperQr', { data })
  if (modules === null) return <p className="paper-qr-words">{words}</p>
  const width = modules.length * moduleDots * DOT
  const dark = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
  return (
    <svg
      className="paper-qr"
      width={width}
      height={width}
      viewBox={`0 0 ${modules.length} ${modules.length}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={words}
    >
      <path d={dark.join('')} />
    </svg>
  )
}
