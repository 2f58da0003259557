import type { Paper, PaperPart } from '../../../shared/escpos/paper.ts'
import { useText } from '../../i18n/use-text.ts'
import { placeParts, placeRuns } from './lay-out-paper.ts'
import { PaperQr } from './paper-qr.tsx'

/** One half-width column and one line, in units of the drawing. */
const COLUMN = 8
const LINE = 20
const BASELINE = 15

type Line = Extract<PaperPart, { kind: 'line' }>

const PaperLine = ({ line, columns, height }: { line: Line; columns: number; height: number }) => (
  <svg className="paper-line" viewBox={`0 0 ${columns * COLUMN} ${height * LINE}`} role="presentation">
    {placeRuns(line, columns).map(({ text, bold, start, step, scaleX, scaleY }) => (
      <text
        key={start}
        className={`paper-step-${step}${bold ? ' paper-bold' : ''}`}
        transform={`translate(${start * COLUMN} ${(height - scaleY) * LINE}) scale(${scaleX} ${scaleY})`}
        x={Array.from(text, (_, index) => index * step * COLUMN).join(' ')}
        y={BASELINE}
      >
        {text}
      </text>
    ))}
  </svg>
)

const Part = ({ part, columns, height }: { part: PaperPart; columns: number; height: number }) => {
  const text = useText()
  switch (part.kind) {
    case 'line':
      return <PaperLine line={part} columns={columns} height={height} />
    case 'qr':
      return <PaperQr data={part.data} moduleDots={part.size} />
    case 'raster':
      return <p className="paper-mark">{text('paperRaster', { width: part.width, height: part.height })}</p>
    case 'cut':
      return <p className="paper-mark">✂ {text('paperCut')}</p>
    case 'drawer':
      return <p className="paper-mark">▣ {text('paperDrawer')}</p>
    case 'unknown':
      return <p className="paper-mark paper-unknown">{text('paperUnknown', { hex: part.hex })}</p>
  }
}

type PaperSlipProps = { readonly title: string; readonly paper: Paper; readonly columns: number }

/** One slip as the printer would put it on paper, each character in the column in which it prints. */
export const PaperSlip = ({ title, paper, columns }: PaperSlipProps) => (
  <figure className="paper-slip" data-testid="paper-slip">
    <figcaption className="soft small">{title}</figcaption>
    <div className="paper-sheet" style={{ width: columns * COLUMN + 32 }}>
      {placeParts(paper).map(({ top, height, part }) => (
        <Part key={top} part={part} columns={columns} height={height} />
      ))}
    </div>
  </figure>
)
