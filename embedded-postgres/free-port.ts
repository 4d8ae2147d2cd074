import { createServer, type AddressInfo } from 'node:net';
import { errorCode } from './error-code';

/** A port of 127.0.0.1 that nobody listens on at this moment: the preferred one if possible. */
export function findFreePort(preferred = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (preferred !== 0 && errorCode(error) === 'EADDRINUSE') resolve(findFreePort());
      else reject(error);
    });
    server.listen(preferred, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
