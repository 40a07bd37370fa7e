import type { JsonObject } from '../../kube-object.ts';
import { type Described, defined } from '../context.ts';
import { accessModesOf } from './access-modes.ts';
import { conditionsOf } from './conditions.ts';
import { selectorOf } from './metadata.ts';
import { type Field, fieldNamed, longTextAt, textAt, trimmedBelow } from './tree.ts';

export function describedClaim(fields: readonly Field[]): Described {
  const storage = textAt(fields, 'Capacity');
  return {
    spec: defined({
      storageClassName: textAt(fields, 'StorageClass'),
      volumeName: textAt(fields, 'Volume'),
      accessModes: accessModesOf(textAt(fields, 'Access Modes')),
      volumeMode: textAt(fields, 'VolumeMode'),
    }),
    status: defined({
      ...phaseOf(fields),
      capacity: storage ? { storage } : undefined,
      conditions: conditionsOf(fieldNamed(fields, 'Conditions')),
      describedUsedBy: namesOf(fieldNamed(fields, 'Used By', 'Mounted By')),
    }),
  };
}

export function describedVolume(fields: readonly Field[]): Described {
  const [namespace, name] = (textAt(fields, 'Claim') ?? '').split('/');
  const storage = textAt(fields, 'Capacity');
  return {
    spec: defined({
      storageClassName: textAt(fields, 'StorageClass'),
      persistentVolumeReclaimPolicy: textAt(fields, 'Reclaim Policy'),
      accessModes: accessModesOf(textAt(fields, 'Access Modes')),
      volumeMode: textAt(fields, 'VolumeMode'),
      capacity: storage ? { storage } : undefined,
      claimRef: namespace && name ? { kind: 'PersistentVolumeClaim', namespace, name } : undefined,
      ...sourceOf(fieldNamed(fields, 'Source')),
    }),
    status: defined({
      ...phaseOf(fields),
      reason: textAt(fields, 'Reason'),
      message: longTextAt(fields, 'Message'),
    }),
  };
}

export function describedStorageClass(fields: readonly Field[]): Described {
  const isDefault = textAt(fields, 'IsDefaultClass') === 'Yes';
  const annotations = selectorOf(textAt(fields, 'Annotations'));
  return {
    metadata: isDefault
      ? { annotations: { ...annotations, 'storageclass.kubernetes.io/is-default-class': 'true' } }
      : {},
    ...defined({
      provisioner: textAt(fields, 'Provisioner'),
      parameters: selectorOf(textAt(fields, 'Parameters')),
      allowVolumeExpansion: booleanOf(textAt(fields, 'AllowVolumeExpansion')),
      reclaimPolicy: textAt(fields, 'ReclaimPolicy'),
      volumeBindingMode: textAt(fields, 'VolumeBindingMode'),
    }),
  };
}

/** `Terminating (lasts 5m)` stands in place of the phase. */
function phaseOf(fields: readonly Field[]): Record<string, string | undefined> {
  const status = textAt(fields, 'Status');
  return status?.startsWith('Terminating') ? { tableStatus: 'Terminating' } : { phase: status };
}

function namesOf(field: Field | undefined): string[] | undefined {
  const names = field ? [field.value, ...trimmedBelow(field)].filter((name) => name !== '' && name !== '<none>') : [];
  return names.length > 0 ? names : undefined;
}

/** The kinds of volume that matter for where the data lies. */
function sourceOf(section: Field | undefined): Record<string, JsonObject> {
  const fields = section?.fields;
  const type = /^\w+/.exec(textAt(fields, 'Type') ?? '')?.[0];
  if (type === 'CSI') {
    return { csi: defined({ driver: textAt(fields, 'Driver'), volumeHandle: textAt(fields, 'VolumeHandle') }) };
  }
  if (type === 'NFS') return { nfs: defined({ server: textAt(fields, 'Server'), path: textAt(fields, 'Path') }) };
  if (type === 'HostPath') return { hostPath: defined({ path: textAt(fields, 'Path') }) };
  return type === 'LocalVolume' ? { local: defined({ path: textAt(fields, 'Path') }) } : {};
}

function booleanOf(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : text.toLowerCase() === 'true';
}
