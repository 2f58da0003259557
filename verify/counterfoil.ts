#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { type VerifyResult, verifyArchive } from './verify-archive.ts'
import { writeReport } from './write-report.ts'

const USAGE = `usage: counterfoil verify ARCHIVE [--acks FILE] [--key KEY] [--head-office-key KEY]
                                  [--token TEXT] [--json]
  ARCHIVE               存根导出的存档文件夹。The folder that a till exported.
  --acks FILE           总部给出的回执。Acknowledgements that head office gave (node server/admin.ts acks).
  --key KEY             您从别处知道的收银机公钥。The till's public key as you know it from elsewhere.
  --head-office-key KEY 您从总部得到的总部公钥。Head office's public key as head office told it (node server/admin.ts key).
  --token TEXT          小票二维码里的文字：它属于这本账吗？The text of a receipt's QR code: does it belong to this journal?
  --json                最后一行是 JSON。The last line is JSON; the report goes to standard error.
公钥是 Ed25519 的 32 个字节，写成 base64。A public key is the 32 bytes of Ed25519's, in base64.
退出码 exit code: 0 没有问题 nothing wrong, 1 有问题 findings, 2 用法不对或读不懂 usage, or unreadable.`

type Refused = Extract<VerifyResult, { ok: false }>

const REFUSALS: Readonly<Record<Refused['reason'], string>> = {
  no_archive: '这里没有存档（没有 archive.json）。There is no archive here (no archive.json).',
  not_an_archive: 'archive.json 不是这个版本读得懂的存档。archive.json is no archive that this version can read.',
  unfinished:
    '这是没有做完的导出（文件夹名以 .unfinished 结尾），不是存档；收银机的账没有少。请在收银机上再导出一次。This export was not finished (its folder’s name ends in .unfinished) and is no archive; nothing is missing at the till. Export again there.',
  no_acks_file: '没有这个回执文件。There is no such file of acknowledgements.',
}

const isKey = (text: string): boolean => Buffer.from(text, 'base64').length === 32

const readArguments = () => {
  const text = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        acks: text,
        key: text,
        'head-office-key': text,
        token: text,
        json: { type: 'boolean', default: false },
      },
    })
    const [command, archive, ...more] = positionals
    const isWhole = command === 'verify' && archive !== undefined && more.length === 0
    const keys = [values.key, values['head-office-key']]
    return isWhole && keys.every((key) => key === undefined || isKey(key)) ? { ...values, archive } : null
  } catch {
    return null
  }
}

const run = async (): Promise<number> => {
  const given = readArguments()
  if (given === null) {
    console.error(USAGE)
    return 2
  }
  const { archive, acks, key, 'head-office-key': headOfficeKey, token, json } = given
  const result = await verifyArchive(archive, { acks, key, headOfficeKey, token })
  if (!result.ok) {
    console.error(`${REFUSALS[result.reason]}\n${result.detail}`)
    if (json) console.log(JSON.stringify({ ok: false, reason: result.reason, detail: result.detail }))
    return 2
  }
  const { report } = result
  const ok = report.findings.length === 0
  if (json) {
    console.error(writeReport(report))
    console.log(JSON.stringify({ ok, ...report }))
  } else console.log(writeReport(report))
  return ok ? 0 : 1
}

// A disk that fails in the middle must not look like findings.
process.exitCode = await run().catch((error: unknown) => {
  console.error(`读取失败，没有核对完。Reading failed, and the check was not finished.\n${String(error)}`)
  return 2
})
