import { networkInterfaces } from 'node:os';

const EVERY_INTERFACE = new Set(['0.0.0.0', '::']);

/** Where the server can be reached: `url` is what was listened on; with HOST=0.0.0.0 or :: the other addresses follow. */
export function listeningLines(host: string, url: string): string[] {
  const lines = [`Headroom is ready at ${url}`];
  if (!EVERY_INTERFACE.has(host)) return lines;
  const { protocol, port } = new URL(url);
  const others = outerAddresses(host === '::').map((address) => `${protocol}//${address}:${port}`);
  const where = others.length > 0 ? `also ${others.join(', ')}` : 'there is none but the loopback just now';
  return [...lines, `HOST=${host}: it listens on every interface of this machine, ${where}`];
}

function outerAddresses(both: boolean): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family, scopeid }) => !internal && (family === 'IPv4' || (both && scopeid === 0)))
    .map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address));
}
