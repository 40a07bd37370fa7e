import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';

/** Every way out of the process that Node has: connections, names, datagrams, other programs. */
const WAYS_OUT: [name: string, owner: object][] = [
  ['net', net],
  ['net.Socket', net.Socket.prototype],
  ['net.Server', net.Server.prototype],
  ['tls', tls],
  ['dns', dns],
  ['dns.promises', dns.promises],
  ['http', http],
  ['https', https],
  ['http2', http2],
  ['dgram', dgram],
  ['child_process', childProcess],
  ['global', globalThis],
];
const TRAPPED =
  /^(?:connect|createConnection|listen|lookup|lookupService|resolve\w*|reverse|request|get|createSocket|spawn|spawnSync|exec|execSync|execFile|execFileSync|fork|fetch|WebSocket|EventSource)$/;

/** From now on every way out throws, and is noted; `release` opens them again. */
export function trapNetwork(): { attempts: string[]; release(): void } {
  const attempts: string[] = [];
  const restore: (() => void)[] = [];
  for (const [name, owner] of WAYS_OUT) {
    for (const [key, found] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      if (!TRAPPED.test(key) || !found.configurable) continue;
      const way = `${name}.${key}`;
      const trap = () => {
        attempts.push(way);
        throw new Error(`${way} was called`);
      };
      Object.defineProperty(owner, key, { value: trap, configurable: true, writable: true });
      restore.push(() => Object.defineProperty(owner, key, found));
    }
  }
  // What modules import by name follows.
  syncBuiltinESMExports();
  return {
    attempts,
    release() {
      for (const open of restore) open();
      syncBuiltinESMExports();
    },
  };
}
