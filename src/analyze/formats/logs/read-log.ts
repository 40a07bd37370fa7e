import type { OpenFile } from '../bundle-reading.ts';
import type { LogPlace } from '../place.ts';
import { originOf } from './log-origin.ts';

/** Hands a log to the sink, which reads its bytes, and keeps its origin to be completed when the bundle is known. */
export async function readLog(content: AsyncIterable<Uint8Array>, file: OpenFile): Promise<void> {
  const place: LogPlace | undefined = file.place?.role === 'log' ? file.place : undefined;
  const origin = originOf(file.path, place);
  if (place?.joined !== undefined || place?.onlyIn !== undefined) {
    const { joined, onlyIn, namespace, pod, container } = place;
    file.bundle.pendingLogs.push({
      origin,
      ...(joined === undefined ? {} : { joined }),
      ...(onlyIn === undefined ? {} : { onlyIn }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(pod === undefined ? {} : { pod }),
      ...(container === undefined ? {} : { container }),
    });
  }
  file.used = true;
  await file.bundle.sink.log(origin, content);
}
