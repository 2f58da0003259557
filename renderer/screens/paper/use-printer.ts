import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/bridge/bridge.ts'
import { useBridge } from '../../till/parts.ts'

const SLIPS = 40

/** A print job that waits, is in doubt or failed. */
export type OpenJob = Output<'print.open'>['jobs'][number]

/** What the printer received and what waits, asked again whenever main says that something changed. */
export type PrinterPaper = {
  readonly virtual: boolean
  readonly slips: Output<'print.paper'>['jobs']
  readonly open: readonly OpenJob[]
}

/** null until main has answered. */
export const usePrinter = (): PrinterPaper | null => {
  const bridge = useBridge()
  const [printer, setPrinter] = useState<PrinterPaper | null>(null)
  useEffect(() => {
    let current = true
    const read = async () => {
      const [paper, open] = await Promise.all([
        bridge.call['print.paper']({ limit: SLIPS }),
        bridge.call['print.open']({}),
      ])
      if (current) setPrinter({ virtual: paper.virtual, slips: paper.jobs, open: open.jobs })
    }
    void read()
    const stop = bridge.on['print.changed'](() => void read())
    return () => {
      current = false
      stop()
    }
  }, [bridge])
  return printer
}
