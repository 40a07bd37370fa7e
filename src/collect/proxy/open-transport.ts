import { connectionFlags, type KubectlOptions } from '../transport/kubectl.ts';
import type { Transport } from '../transport/transport.ts';
import { createProxyTransport } from './proxy.ts';
import { startProxy } from './start-proxy.ts';

type Opened = { transport: Transport; close(): Promise<void> };

/** The proxy where it starts and is not forbidden, plain processes of kubectl elsewhere. */
export async function openTransport(kubectl: Transport, options: KubectlOptions & { proxy: boolean }): Promise<Opened> {
  const { binary, now, signal } = options;
  const running = options.proxy ? await startProxy(binary, connectionFlags(options), signal) : undefined;
  if (!running) return { transport: kubectl, close: async () => undefined };
  const transport = createProxyTransport({ socket: running.socket, kubectl, now, signal });
  return {
    transport,
    async close() {
      transport.close();
      await running.stop();
    },
  };
}
