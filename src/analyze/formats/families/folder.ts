import { kindNamed } from '../objects/kinds.ts';
import type { Family, Place } from '../place.ts';
import { objectsAt } from './objects-at.ts';

const NODE_LOG =
  /^(?:kubelet|containerd|cri-?o|dockerd|docker|journal(?:ctl|d)?|k3s(?:-(?:service|agent|agent-service))?|rke2-(?:server|agent)|dmesg|syslog|messages)$/i;

/** A folder of whatever was pasted or saved, and the leftovers of every other family. */
export const folder: Family = {
  format: 'folder',
  recognises: () => true,
  place(path) {
    const name = path.split('/').at(-1) ?? path;
    return looseLog(path, name) ?? looseObjects(name) ?? looseNote(name);
  },
};

function looseLog(path: string, name: string): Place | undefined {
  const file = /^(.+?)(?:\.log|\.log\.txt)(?:\.\d+)?$/.exec(name);
  const inLogs = /(?:^|\/)logs?\/(.+)$/i.exec(path)?.[1]?.split('/') ?? [];
  if (!file && !(inLogs.length > 0 && /^[^.]+(?:\.txt)?$/.test(name))) return undefined;

  const base = (file?.[1] ?? name.replace(/\.txt$/, '')).replace(/[-_.](?:prev(?:ious)?)$/i, '');
  const previous = /[-_.]prev(?:ious)?(?:\.log)?(?:\.txt)?$/i.test(name) || /\.log\.1$/.test(name);
  if (NODE_LOG.test(base)) return { role: 'log', nodeLog: true };

  // `logs/<namespace>/<pod>.log` and `logs/<namespace>/<pod>/<container>.log`; `logs/<pod>.log` tells no namespace.
  const [first = '', second = ''] = inLogs;
  if (inLogs.length === 3) return { role: 'log', namespace: first, pod: second, container: base, previous };
  if (inLogs.length === 2) return { role: 'log', namespace: first, previous };
  return { role: 'log', previous };
}

function looseObjects(name: string): Place | undefined {
  const file = /^(.+?)\.(?:json|jsonl|ya?ml)$/.exec(name);
  const known = file ? (kindNamed(file[1]?.split(/[._-]/)[0] ?? '') ?? kindNamed(file[1] ?? '')) : undefined;
  return known ? objectsAt(known.kind.toLowerCase(), { complete: false }) : undefined;
}

function looseNote(name: string): Place | undefined {
  if (/^.+\.stderr$/.test(name)) return { role: 'note', note: 'stderr' };
  if (/^(?:.+-)?errors\.json$/.test(name)) return { role: 'note', note: 'errors' };
  return undefined;
}
