import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { encoded, textOfPart } from '../../test/fixtures/encoded.ts'
import { INVOICE_REQUESTED, PROOF, SALE } from '../../test/fixtures/specimen-entries.ts'
import { decodePaper } from '../escpos/decode.ts'
import { PROFILES, type PrinterProfile } from '../escpos/profile.ts'
import { invoiceSlip } from './invoice-slip.ts'
import type { ReceiptContext } from './parts.ts'
import type { Receipt } from './receipt.ts'
import { saleReceipt } from './sale-receipt.ts'
import { saleQrData, saleTokenText } from './sale-token.ts'
import { scanAddress } from './scan-to-invoice.ts'
import { PLAIN_SLIP } from './slip-template.ts'
import { RECEIPT_LANGUAGES } from './words.ts'

const PAGE = 'https://invoice.example.cn/counterfoil'
const { privateKey } = generateKeyPairSync('ed25519')
const signature = sign(null, Buffer.from(saleTokenText(SALE, PROOF.hash)), privateKey).toString('base64')
const token = saleQrData(SALE, { ...PROOF, signature })

const contextIn = (language: ReceiptContext['language'], invoicePage?: string): ReceiptContext => ({
  restaurant: '存根小馆',
  language,
  sample: false,
  staffName: '王芳',
  nameOf: (staffId) => staffId,
  stationName: (station) => ({ zh: station, en: station }),
  template: invoicePage === undefined ? PLAIN_SLIP : { ...PLAIN_SLIP, invoicePage },
})

const printed = ({ blocks }: Receipt, profile: PrinterProfile) => {
  const { parts } = decodePaper(encoded(blocks, profile), profile)
  return {
    codes: parts.flatMap((part) => (part.kind === 'qr' ? [part.data] : [])),
    text: parts.map((part) => textOfPart(part) ?? '').join('\n'),
  }
}

const papers = PROFILES.filter(({ nativeQr }) => nativeQr).flatMap((profile) =>
  RECEIPT_LANGUAGES.map((language) => ({ profile, language })),
)

/** What the page gets is checked with nothing but the till's public key. */
const isSignedSale = (code: string | undefined): boolean => {
  const address = new URL(code ?? '')
  const given = address.searchParams.get('t') ?? ''
  const cut = given.lastIndexOf(':')
  const [, , till, epoch, seq, hash, total] = given.split(':')
  expect(address.origin + address.pathname).toBe(PAGE)
  expect([till, epoch, seq, hash, total]).toEqual([
    SALE.till.slice(0, 16),
    '1',
    '127',
    PROOF.hash.slice(0, 16),
    String(SALE.body.total),
  ])
  const bytes = Buffer.from(given.slice(cut + 1), 'base64url')
  return verify(null, Buffer.from(given.slice(0, cut)), createPublicKey(privateKey), bytes)
}

test.each(papers)('a guest scans the signed sale off $profile.id in $language', ({ profile, language }) => {
  const slip = printed(invoiceSlip(INVOICE_REQUESTED, PROOF, contextIn(language, PAGE), token), profile)
  const receipt = printed(saleReceipt(SALE, { ...PROOF, signature }, contextIn(language, PAGE)), profile)
  expect(isSignedSale(slip.codes[0])).toBe(true)
  expect(isSignedSale(receipt.codes[0])).toBe(true)
  expect(slip.text).toMatch(language === 'en' ? /Scan to follow/ : /扫码查看开票进度/)
  expect(receipt.text).toMatch(language === 'en' ? /Scan for your invoice/ : /扫码开票/)
})

test.each(papers)('without a page $profile.id in $language says where to go instead', ({ profile, language }) => {
  const noPage = printed(invoiceSlip(INVOICE_REQUESTED, PROOF, contextIn(language), token), profile)
  const noSale = printed(invoiceSlip(INVOICE_REQUESTED, PROOF, contextIn(language, PAGE), null), profile)
  for (const slip of [noPage, noSale]) {
    expect(slip.codes).toEqual([])
    expect(slip.text).toMatch(language === 'en' ? /Ask at the counter/ : /到收银台领取发票/)
  }
})

test('a page with a query of its own keeps it, and no character of a token is lost', () => {
  const odd = 'counterfoil:v2:a b&c=d+é#1'
  const address = new URL(scanAddress(`${PAGE}?shop=3`, odd))
  expect(address.searchParams.get('shop')).toBe('3')
  expect(address.searchParams.get('t')).toBe(odd)
})
