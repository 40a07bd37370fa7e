import { type Described, defined } from '../context.ts';
import { accessModesOf } from '../describe/access-modes.ts';
import type { Cells } from './columns.ts';

/** VOLUME, CAPACITY and ACCESS MODES are empty while a claim is pending. */
export function claimRow(cells: Cells): Described {
  return {
    spec: defined({
      volumeName: cells.VOLUME,
      storageClassName: cells.STORAGECLASS,
      volumeMode: cells.VOLUMEMODE,
    }),
    status: defined({
      ...phaseOf(cells.STATUS),
      capacity: cells.CAPACITY ? { storage: cells.CAPACITY } : undefined,
      accessModes: accessModesOf(cells['ACCESS MODES'] ?? cells.ACCESSMODES),
    }),
  };
}

export function volumeRow(cells: Cells): Described {
  const [namespace, name] = (cells.CLAIM ?? '').split('/');
  return {
    spec: defined({
      capacity: cells.CAPACITY ? { storage: cells.CAPACITY } : undefined,
      accessModes: accessModesOf(cells['ACCESS MODES'] ?? cells.ACCESSMODES),
      persistentVolumeReclaimPolicy: cells['RECLAIM POLICY'] ?? cells.RECLAIMPOLICY,
      claimRef: namespace && name ? { kind: 'PersistentVolumeClaim', namespace, name } : undefined,
      storageClassName: cells.STORAGECLASS,
    }),
    status: defined({ ...phaseOf(cells.STATUS), reason: cells.REASON }),
  };
}

export function storageClassRow(cells: Cells): Described {
  return {
    metadata: cells.DEFAULT ? { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } : {},
    ...defined({
      provisioner: cells.PROVISIONER,
      reclaimPolicy: cells.RECLAIMPOLICY,
      volumeBindingMode: cells.VOLUMEBINDINGMODE,
      allowVolumeExpansion:
        cells.ALLOWVOLUMEEXPANSION === undefined ? undefined : cells.ALLOWVOLUMEEXPANSION === 'true',
    }),
  };
}

export function attachmentRow(cells: Cells): Described {
  return {
    spec: defined({
      attacher: cells.ATTACHER,
      source: cells.PV ? { persistentVolumeName: cells.PV } : undefined,
      nodeName: cells.NODE,
    }),
    status: defined({ attached: cells.ATTACHED === undefined ? undefined : cells.ATTACHED === 'true' }),
  };
}

/** `Terminating` stands in place of the phase. */
function phaseOf(word: string | undefined): Record<string, string | undefined> {
  return word === 'Terminating' ? { tableStatus: word } : { phase: word };
}
