import type { JsonObject } from '../../kube-object.ts';
import { defined } from '../context.ts';
import { type Field, setValue, textAt } from './tree.ts';

/** The `Volumes:` of a pod or of a template, each with its source as the API has it. */
export function volumesOf(section: Field | undefined): JsonObject[] | undefined {
  const volumes = section?.fields.flatMap((volume): JsonObject[] => {
    const type = /^\w+/.exec(textAt(volume.fields, 'Type') ?? '')?.[0] ?? '';
    const source = Object.hasOwn(SOURCES, type) ? SOURCES[type]?.(volume) : undefined;
    return volume.fields.length > 0 ? [{ name: volume.key, ...source }] : [];
  });
  return volumes && volumes.length > 0 ? volumes : undefined;
}

const SOURCES: Record<string, (volume: Field) => JsonObject> = {
  Secret: ({ fields }) => ({
    secret: defined({ secretName: textAt(fields, 'SecretName'), optional: optionalOf(textAt(fields, 'Optional')) }),
  }),
  ConfigMap: ({ fields }) => ({
    configMap: defined({ name: textAt(fields, 'Name'), optional: optionalOf(textAt(fields, 'Optional')) }),
  }),
  PersistentVolumeClaim: ({ fields }) => ({
    persistentVolumeClaim: defined({
      claimName: textAt(fields, 'ClaimName'),
      readOnly: optionalOf(textAt(fields, 'ReadOnly')),
    }),
  }),
  Projected: projected,
  EmptyDir: ({ fields }) => ({
    emptyDir: defined({ medium: textAt(fields, 'Medium'), sizeLimit: textAt(fields, 'SizeLimit') }),
  }),
  HostPath: ({ fields }) => ({
    hostPath: defined({ path: textAt(fields, 'Path'), type: textAt(fields, 'HostPathType') }),
  }),
  NFS: ({ fields }) => ({ nfs: defined({ server: textAt(fields, 'Server'), path: textAt(fields, 'Path') }) }),
  CSI: ({ fields }) => ({ csi: defined({ driver: textAt(fields, 'Driver') }) }),
  DownwardAPI: () => ({ downwardAPI: {} }),
  EphemeralVolume: ({ fields }) => ({
    ephemeral: { volumeClaimTemplate: { spec: defined({ storageClassName: textAt(fields, 'StorageClass') }) } },
  }),
};

/** A projection prints its sources one after another, so the same field may occur several times. */
function projected({ fields }: Field): JsonObject {
  const sources: JsonObject[] = [];
  for (const { key, value } of fields) {
    const name = setValue(value);
    const last = sources.at(-1);
    if (key === 'SecretName' && name) sources.push({ secret: { name } });
    else if (key === 'ConfigMapName' && name) sources.push({ configMap: { name } });
    else if (key === 'DownwardAPI') sources.push({ downwardAPI: {} });
    else if (key === 'TokenExpirationSeconds')
      sources.push({ serviceAccountToken: { expirationSeconds: Number(value) } });
    else if (/^(?:SecretOptionalName|ConfigMapOptional|Optional)$/.test(key) && name && last)
      for (const source of Object.values(last)) Object.assign(source as JsonObject, { optional: name === 'true' });
  }
  return { projected: { sources } };
}

function optionalOf(text: string | undefined): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
