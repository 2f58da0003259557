import type { Parent } from './checks/epochs.ts'
import type { Report } from './verify-archive.ts'

/** Whole fen in, exact digits out: nothing is divided into a fraction. */
const yuan = (fen: number): string => {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}￥${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const placeOf = ({ epoch, seq }: { epoch: number | null; seq: number | null }): string =>
  epoch === null ? '存档 archive' : `账段 epoch ${epoch} · #${seq}`

const origin = (parent: NonNullable<Parent>, till: string): string =>
  `${parent.till === till ? '' : `收银机 till ${parent.till} · `}账段 epoch ${parent.epoch} · #${parent.seq} ${parent.hash}`

const explained = (items: readonly { epoch: number | null; seq: number | null; zh: string; en: string }[]): string[] =>
  items.flatMap((item, index) => [`${index + 1}. ${placeOf(item)}`, `   ${item.zh}`, `   ${item.en}`])

/** The report for people, in Chinese and English. */
export const writeReport = (report: Report): string => {
  const { till, publicKey, headOfficeKeys, app, madeAt, epochs, days, findings, notes, unlisted } = report
  const more = Object.entries(unlisted).map(([code, count]) => `   + ${count} × ${code}`)
  return [
    '存根存档核对 · Counterfoil archive check',
    '',
    `收银机 till      ${till}`,
    `公钥 public key  ${publicKey ?? '—'}`,
    ...headOfficeKeys.map((key) => `总部公钥 head office key  ${key}`),
    `导出 exported    ${madeAt} · Counterfoil ${app}`,
    ...epochs.flatMap(({ epoch, entries, head, parent }) => [
      `账段 epoch ${epoch}   ${entries} 条 entries · #${head.seq} ${head.hash}`,
      ...(parent === null ? [] : [`  接着 goes on from   ${origin(parent, till)}`]),
    ]),
    '',
    ...(days.length === 0 ? [] : ['小票号 receipt numbers']),
    ...days.map(
      (day) =>
        `  ${day.date}  ${day.first} – ${day.last} · 销售 sales ${day.sales} · ${yuan(day.total)} · 其中退款 refunded ${day.refunded} · 作废（无号）voided, without a number ${day.voided}`,
    ),
    ...(days.length === 0 ? [] : ['']),
    ...(notes.length === 0 ? [] : ['说明 notes', ...explained(notes), '']),
    ...(findings.length === 0
      ? ['结果 result: 没有发现问题。Nothing was found wrong.']
      : [`结果 result: ${findings.length} 处问题。${findings.length} findings.`, '', ...explained(findings), ...more]),
  ].join('\n')
}
