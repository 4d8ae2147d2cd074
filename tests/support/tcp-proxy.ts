import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire between a client and a server that can be cut and mended. */
export interface TcpProxy {
  /** The target's URL with this proxy's address. */
  url: string;
  /** Packets get lost: connections stay, new ones are accepted, nothing goes through. */
  partition(): void;
  heal(): void;
  close(): Promise<void>;
}

/** A proxy on a free port of this machine before the server of `target`. */
export async function openTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let cut = false;
  const server = createServer((near) => {
    const far = connect({ host: hostname, port: Number(port || 5432) });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      if (cut) from.pause();
      from.on('data', (chunk) => {
        if (!to.write(chunk)) from.pause();
      });
      from.on('drain', () => !cut && to.resume());
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        if (!cut) to.destroy();
      });
      from.on('end', () => to.end());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.toString(),
    partition() {
      cut = true;
      for (const socket of sockets) socket.pause();
    },
    heal() {
      cut = false;
      for (const socket of sockets) socket.resume();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
