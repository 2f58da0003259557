const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

/** Head office's address without a trailing slash: https, or http on this very machine; null for anything else. */
export const cleanUrl = (text: string): string | null => {
  const url = URL.parse(text.trim())
  if (url === null || url.username !== '' || url.search !== '' || url.hash !== '') return null
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  return allowed ? url.href.replace(/\/+$/, '') : null
}
