import type { House } from '../demo/house.ts'
import { type CampaignOptions, openHouse, runCampaign } from './campaign.ts'
import { heal } from './heal.ts'
import { makeLedger } from './ledger.ts'
import { type Reckoning, reckon } from './reckoning.ts'

const HEALING_MINUTES = 5

type Attack = Pick<CampaignOptions, 'kills' | 'seed' | 'onKill'>
/** How an attack ended: what was acknowledged, what is wrong, and in which shell it ran. */
export type AttackResult = Reckoning & { readonly acknowledged: number; readonly sales: number; readonly shell: string }

/** Opens a house, sells in it under a seeded schedule of kills, lets it heal and compares. Stopping the house is the caller's. */
export const attackByKills = async (house: House, attack: Attack): Promise<AttackResult> => {
  const ledger = makeLedger()
  await openHouse(house)
  await runCampaign({ house, ledger, ...attack })
  const found = await heal(house, HEALING_MINUTES)
  const sales = found.copies.indexedDb?.filter((text) => JSON.parse(text).kind === 'SALE').length ?? 0
  const reckoning = reckon({ pressed: ledger.pressed, acknowledged: ledger.acknowledged, ...found })
  return { ...reckoning, acknowledged: ledger.acknowledged.length, sales, shell: house.till().shell }
}
