/** The test API server as a process of its own: `api-server.ts <pods> <latency ms> <MB of each large log>`. Prints its URL. */
import type { ServerResponse } from 'node:http';
import { startApiServer } from '../test/support/api-server/server.ts';
import { generator, logText } from './generate.ts';

const [pods = 0, latencyMs = 0, largeMb = 0] = process.argv.slice(2).map(Number);
const CONTAINERS = ['app', 'proxy'];
const MB = 1_000_000;

const text = logText(MB, generator(3), 0.004, 20);
const small = text.slice(0, 20_000);

const pod = (index: number) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: `worker-${index}`, namespace: `team-${index % 10}` },
  spec: {
    nodeName: `node-${index % 20}`,
    containers: CONTAINERS.map((name) => ({ name, image: `registry.example.com/${name}:1` })),
  },
  status: {
    phase: 'Running',
    containerStatuses: CONTAINERS.map((name) => ({ name, ready: true, restartCount: 0, state: { running: {} } })),
  },
});
const objects = [
  ...Array.from({ length: 10 }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `team-${index}` },
  })),
  ...Array.from({ length: pods }, (_, index) => pod(index)),
];
const logs = Object.fromEntries(
  Array.from({ length: pods }, (_, index) =>
    CONTAINERS.map((container) => [`team-${index % 10}/worker-${index}/${container}`, small]),
  ).flat(),
);

/** The same megabyte time and again, as fast as it is taken. */
function sendLarge(response: ServerResponse): 'handled' {
  response.writeHead(200, { 'content-type': 'text/plain' });
  let sent = 0;
  const more = () => {
    while (sent < largeMb && !response.destroyed) {
      sent += 1;
      if (!response.write(text)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
  return 'handled';
}

const server = await startApiServer({
  objects,
  logs,
  latencyMs,
  intercept: ({ target }, response) => (largeMb > 0 && target?.subresource === 'log' ? sendLarge(response) : undefined),
});
console.log(server.url);
