import type { CaptureRecord, Manifest } from '../../bundle-format/manifest.ts';
import type { Cluster } from '../cluster.ts';
import type { CollectEnvironment } from '../collect.ts';
import type { FailClosedRedactor } from '../content/fail-closed.ts';
import type { CollectOptions } from '../options.ts';
import type { Transport } from '../transport/transport.ts';

type Capturing = {
  capturedAt: Date;
  complete: boolean;
  cluster: Cluster;
  transport: Pick<Transport, 'name'>;
  options: CollectOptions;
  environment: Pick<CollectEnvironment, 'redactor' | 'toolVersion'>;
  redactor: FailClosedRedactor;
  records: CaptureRecord[];
};

/** What a bundle says about itself, as far as the capture has come. */
export function manifestOf(capturing: Capturing): Manifest {
  const { capturedAt, complete, cluster, transport, options, environment, redactor, records } = capturing;
  return {
    schemaVersion: 1,
    tool: { name: 'casefile', version: environment.toolVersion },
    capturedAt: capturedAt.toISOString(),
    complete,
    cluster: cluster.identity,
    kubectl: { ...(cluster.clientVersion === '' ? {} : { version: cluster.clientVersion }), transport: transport.name },
    options: optionsRecord(options),
    captures: records,
    redaction: {
      ...(environment.redactor.isOff ? { off: true } : {}),
      counts: redactor.counts(),
      files: redactor.rows(),
      withheld: redactor.withheld(),
    },
  };
}

/** All but what says which cluster: that names files and contexts of the machine that collects. */
function optionsRecord(options: CollectOptions): Manifest['options'] {
  const { context: _context, kubeconfig: _kubeconfig, proxy: _proxy, selection, ...bounds } = options;
  const { profile, include, exclude } = selection;
  return {
    ...bounds,
    namespaces: [...options.namespaces],
    profile,
    ...(include.length === 0 ? {} : { include: [...include] }),
    ...(exclude.length === 0 ? {} : { exclude: [...exclude] }),
  };
}
