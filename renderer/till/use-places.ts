import { useEffect, useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { gigabytes } from '../ui/gigabytes.ts'
import { useBridge } from './parts.ts'

/** A folder on a stick or a share, and how the screen calls it. */
export type NamedPlace = { readonly folder: string; readonly words: string }

/** The sticks and shares that are there now, each with the room on it in words. */
export const usePlaces = (): readonly NamedPlace[] => {
  const text = useText()
  const bridge = useBridge()
  const [places, setPlaces] = useState<readonly { folder: string; freeBytes: number }[]>([])
  useEffect(() => {
    void bridge.call['app.places']({}).then((found) => setPlaces(found.places))
  }, [bridge])
  return places.map(({ folder, freeBytes }) => ({
    folder,
    words: text('placeFree', { folder, gigabytes: gigabytes(freeBytes) }),
  }))
}
