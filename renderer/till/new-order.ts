import type { Order } from '../../shared/sale/order.ts'
import type { Standing } from './standing.ts'

/**
 * Whether the next line would begin an order that the disk has no room to keep in both copies. An order that has begun is
 * never held up: its guest is waiting, and the room below the floor is kept for it.
 */
export const refusesNewOrder = ({ disk }: Pick<Standing, 'disk'>, { lines }: Pick<Order, 'lines'>): boolean =>
  disk === 'full' && lines.length === 0
