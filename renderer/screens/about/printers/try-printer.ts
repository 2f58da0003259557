import { useCallback, useEffect, useState } from 'react'
import { addressText } from '../../../../shared/bridge/address-text.ts'
import type { Bridge, Output } from '../../../../shared/bridge/bridge.ts'
import { profileOf } from '../../../../shared/bridge/profile-of.ts'
import type { Printer } from '../../../../shared/bridge/settings-methods.ts'
import { testPage } from '../../../../shared/receipt/test-page.ts'
import { dotsOf } from '../../../dots/dots-in-worker.ts'
import { encodeWithDots } from '../../../followers/encode-document.ts'
import { useBridge } from '../../../till/parts.ts'
import { withSettingsPermit } from '../settings-permit.tsx'

/** What a printer said when it was asked. */
type Examined = Output<'print.examine'>
/** What became of a test page. `not_laid_out`: no page could be made for this printer. */
type Tested = Output<'print.test'>['sent'] | 'not_laid_out'

type Tried = Pick<Printer, 'address' | 'abilities' | 'profile' | 'columns'>

const printTestPage = async (bridge: Bridge, { address, abilities, ...layout }: Tried): Promise<Tested> => {
  const profile = profileOf(layout)
  const encoded = await encodeWithDots(dotsOf(bridge), bridge)(testPage(profile, addressText(address)), profile)
  if (!encoded.ok) return 'not_laid_out'
  const page = { address, abilities, bytes: encoded.value }
  const { sent } = await withSettingsPermit(
    (permit) => bridge.call['print.test']({ ...page, permit: permit?.secret ?? null }),
    (tested) => tested.sent === 'not_allowed',
  )
  return sent
}

/** What the printer at this address answers, null until it has; `ask` asks it again. */
export const useExamined = (address: Printer['address']) => {
  const bridge = useBridge()
  const [examined, setExamined] = useState<Examined | null>(null)
  const ask = useCallback(async () => {
    setExamined(null)
    setExamined(
      await withSettingsPermit(
        (permit) => bridge.call['print.examine']({ address, permit: permit?.secret ?? null }),
        ({ state }) => state === 'not_allowed',
      ),
    )
  }, [bridge, address])
  useEffect(() => void ask(), [ask])
  return { examined, ask }
}

/** Prints test pages, one at a time; `tested` is what became of the last one. */
export const useTestPage = () => {
  const bridge = useBridge()
  const [tested, setTested] = useState<Tested | 'under_way' | null>(null)
  const test = async (tried: Tried) => {
    setTested('under_way')
    setTested(await printTestPage(bridge, tried))
  }
  return { tested, test }
}
