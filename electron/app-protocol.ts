import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** The one origin of the app's pages. */
export const APP_ORIGIN = 'app://counterfoil'
/** The page that the till's window shows, and the only one. */
export const APP_URL = `${APP_ORIGIN}/index.html`

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The page may load itself alone: no network, no inline script; inline styles only with this load's nonce. */
const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
  ].join('; ')

type AppFiles = { readonly folder: string; readonly nonce: () => string }
type PageRequest = { readonly method: string; readonly url: string }

/**
 * Serves the built screens from a folder and from nowhere else. In a page, `__CSP_NONCE__` becomes this response's
 * nonce, which react-aria reads from a meta element for the style that it adds.
 */
export const serveApp =
  ({ folder, nonce }: AppFiles) =>
  async ({ method, url }: PageRequest): Promise<Response> => {
    const file = method === 'GET' || method === 'HEAD' ? fileOf(folder, url) : null
    const content = file === null ? null : await readFile(file).catch(() => null)
    const type = file === null ? undefined : TYPES[path.extname(file)]
    if (content === null || type === undefined) return new Response('not found', { status: 404, headers: headers('') })
    const fresh = nonce()
    const body = type.startsWith('text/html') ? content.toString('utf8').replaceAll('__CSP_NONCE__', fresh) : content
    return new Response(body, { status: 200, headers: { ...headers(fresh), 'content-type': type } })
  }

const headers = (nonce: string) => ({
  'content-security-policy': contentSecurityPolicy(nonce),
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
})

/** The file that a URL names, or null where it lies outside the folder, is of another host or cannot be decoded. */
const fileOf = (folder: string, url: string): string | null => {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'app:' || parsed.host !== 'counterfoil') return null
  const asked = decode(parsed.pathname === '/' ? '/index.html' : parsed.pathname)
  if (asked === null || /[\\\0]/.test(asked)) return null
  const file = path.join(folder, asked)
  const relative = path.relative(folder, file)
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? null : file
}

const decode = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
