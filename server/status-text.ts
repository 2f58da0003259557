import type { TillStanding } from './store/read-tills.ts'

const troubleOf = (till: TillStanding): string[] => [
  ...(till.frozen ? ['分叉，已冻结：请联系门店 FORK, frozen: call the store'] : []),
  ...(till.cameBack
    ? ['替换后又回来了：请联系门店停用 CAME BACK after it was replaced: have it taken out of use']
    : []),
  ...(till.holdsCode || till.replacedBy !== null
    ? []
    : ['收银机代码与另一台相同 shares its till code with another till']),
  ...(till.quarantined > 0 ? [`隔离 ${till.quarantined} 条 quarantined`] : []),
  ...(till.besideSales > 0
    ? [`另一分支有 ${till.besideSales} 笔销售，未计入汇总 sales in another branch, in no sum`]
    : []),
]

const placeOf = (till: TillStanding): string[] => [
  ...(till.replaces === null ? [] : [`接替 replaces ${till.replaces.slice(0, 8)}`]),
  ...(till.replacedBy === null ? [] : [`已由 ${till.replacedBy.slice(0, 8)} 接替 replaced by it`]),
]

const lineOf = (till: TillStanding): string => {
  const arrived = till.lastEntryAt?.slice(0, 19).replace('T', ' ') ?? '尚无记录 nothing yet'
  const epoch = till.epoch !== null && till.epoch > 1 ? ` (epoch ${till.epoch})` : ''
  const parts = [
    till.store,
    till.tillCode,
    till.till.slice(0, 8),
    `#${till.seq ?? 0}${epoch}`,
    arrived,
    ...placeOf(till),
    ...troubleOf(till),
  ]
  return parts.join('  ')
}

/** What an operator of head office wants to see first: each till, how far it is signed, and what asks for a person. */
export const statusText = (tills: readonly TillStanding[]): string => {
  const troubled = tills.filter((till) => troubleOf(till).length > 0).length
  const heading = '门店 store  代码 code  收银机 till  已签收 signed to  最新到达 newest arrived (UTC)'
  const verdict =
    troubled === 0
      ? '没有需要处理的。Nothing asks for a person.'
      : `${troubled} 行需要处理。${troubled} of these ask for a person.`
  return [
    heading,
    ...tills.map(lineOf),
    tills.length === 0 ? '还没有收银机登记。No till is enrolled yet.' : verdict,
  ].join('\n')
}
