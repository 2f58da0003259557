const appUrl = /^([a-z][a-z0-9+.-]*):\/\/([a-z0-9-]+)(?=[/?#]|$)(.*)$/i
const pageUrl = /^https:\/\/([a-z0-9-]+)\.([a-z][a-z0-9+-]*)\.localhost(?=[/?#]|$)(.*)$/i

// A scheme that browsers know themselves is never an app's.
const ofBrowsers = ['http', 'https', 'ws', 'wss', 'file', 'data', 'blob', 'about', 'chrome', 'javascript']

const rooted = (rest: string): string => (rest.startsWith('/') ? rest : `/${rest}`)

/**
 * The secure origin that stands for an app's scheme in a browser that knows no such scheme:
 * app://counterfoil/x is https://counterfoil.app.localhost/x. Nothing listens there, and no other place is meant.
 */
export const toPageUrl = (url: string): string => {
  const [, scheme = '', host = '', rest = ''] = appUrl.exec(url) ?? []
  if (scheme === '' || ofBrowsers.includes(scheme.toLowerCase())) throw new Error(`No page can stand for ${url}`)
  return `https://${host.toLowerCase()}.${scheme.toLowerCase()}.localhost${rooted(rest)}`
}

/** The app's name for a page's address; every other address stays as it is. */
export const toAppUrl = (url: string): string => {
  const [, host = '', scheme = '', rest = ''] = pageUrl.exec(url) ?? []
  if (scheme === '' || ofBrowsers.includes(scheme.toLowerCase())) return url
  return `${scheme.toLowerCase()}://${host.toLowerCase()}${rooted(rest)}`
}

/** The origin of an app's address as Electron reports it, such as app://counterfoil. */
export const appOrigin = (url: string): string => {
  const parts = appUrl.exec(url)
  return parts === null ? 'null' : `${parts[1]}://${parts[2]}`.toLowerCase()
}
