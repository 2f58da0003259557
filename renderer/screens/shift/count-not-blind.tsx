import { useEffect, useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { type XRead, xReadSince } from '../../till/x-read.ts'
import { Notice } from '../../ui/notice.tsx'

type Told = Pick<XRead, 'seq'> & { readonly name: string }

type CountNotBlindProps = { readonly fromSeq: number; readonly counted: boolean }

/** Says that an X report was read since the shift was opened at entry `fromSeq`; nothing where the count is blind. */
export const CountNotBlind = ({ fromSeq, counted }: CountNotBlindProps) => {
  const text = useText()
  const journal = useJournal()
  const bridge = useBridge()
  const [told, setTold] = useState<Told | null>(null)
  useEffect(() => {
    const look = async () => {
      const read = await xReadSince(journal, fromSeq)
      if (read === null) return
      const { staff } = await bridge.call['staff.list']({})
      setTold({ seq: read.seq, name: staff.find(({ id }) => id === read.by)?.name ?? read.by })
    }
    void look()
    return journal.subscribe(() => void look())
  }, [journal, bridge, fromSeq])
  if (told === null) return null
  return <Notice testId="count-not-blind">{text(counted ? 'countWasNotBlind' : 'countNotBlind', told)}</Notice>
}
