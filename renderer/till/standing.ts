import { create } from 'zustand'
import type { Output } from '../../shared/bridge/bridge.ts'
import type { SyncStatus } from '../../shared/bridge/sync-methods.ts'

/** How far each follower has come, as far as it is proven; null means that nothing has answered yet. */
export type Standing = {
  /** The epoch in use, and the number of its newest entry; what is proven beside them is of this epoch. */
  readonly epoch: number
  readonly seq: number
  readonly mirror: { readonly durable: number; readonly failing: string | null }
  /** The second copy was found damaged since the app started, and was made again. */
  readonly mirrorRepaired: boolean
  /** The copy on a stick or a share, which nothing waits for. */
  readonly outside: Output<'mirror.outside'> | null
  readonly backup: Output<'backup.status'> | null
  /** The last epoch of the tills whose place this one took, and whether head office gave it back; null where it took none. */
  readonly before: { readonly epoch: number; readonly signed: boolean } | null
  /** A number that is missing in the middle of the journal, and that no other copy could give. */
  readonly hole: number | null
  /** The printer for receipts, with the others beside it. */
  readonly printer: Output<'print.status'> | null
  /** Tickets that the kitchen has waited for too long. */
  readonly lateTickets: number
  readonly office: SyncStatus | null
  /** Room on the disk: low is to be said, with full no new order may begin. */
  readonly disk: 'enough' | 'low' | 'full'
  /** Without the device key closings stand, but nothing is signed and head office takes nothing. */
  readonly keyMissing: boolean
  readonly shell: { readonly name: 'electron' | 'chromium'; readonly version: string } | null
}

/** What the status strip shows; main.tsx feeds it from the journal, the followers and the bridge. */
export const useStanding = create<Standing>(() => ({
  epoch: 1,
  seq: 0,
  mirror: { durable: 0, failing: null },
  mirrorRepaired: false,
  before: null,
  hole: null,
  outside: null,
  backup: null,
  printer: null,
  lateTickets: 0,
  office: null,
  disk: 'enough',
  keyMissing: false,
  shell: null,
}))
