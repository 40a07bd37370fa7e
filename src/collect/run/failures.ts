import {
  CUSTOM_RESOURCE_ERRORS_FILE,
  describeFile,
  listErrorsFile,
  logErrorsFile,
  outputErrorsFile,
} from '../../bundle-format/layout.ts';
import { jsonText } from '../content/json-text.ts';
import type { NewFile } from '../content/list-files.ts';
import type { Keep } from '../plan/capture.ts';

/** The convention's error files are keyed by namespace; all of them together are the empty name, as in the API itself. */
const ALL_NAMESPACES = '';

/** The error files of the convention, filled while captures fail. Messages are already redacted. */
export type Failures = {
  add(keep: Keep, message: string): void;
  files(): NewFile[];
};

export function createFailures(): Failures {
  const byNamespace = new Map<string, Record<string, string>>();
  const ofCluster = new Map<string, string[]>();
  const texts = new Map<string, string>();

  return {
    add(keep, message) {
      if (keep.as !== 'list') {
        texts.set(errorsFileOf(keep), `${message}\n`);
        return;
      }
      const { row, custom } = keep.of;
      if (custom) {
        const key = keep.namespace === undefined ? row.directory : `${row.directory}/${keep.namespace}`;
        const known = byNamespace.get(CUSTOM_RESOURCE_ERRORS_FILE);
        byNamespace.set(CUSTOM_RESOURCE_ERRORS_FILE, { ...known, [key]: message });
        return;
      }
      const file = listErrorsFile(row.directory);
      if (!row.namespaced) ofCluster.set(file, [...(ofCluster.get(file) ?? []), message]);
      else byNamespace.set(file, { ...byNamespace.get(file), [keep.namespace ?? ALL_NAMESPACES]: message });
    },

    files: () => [
      ...[...byNamespace, ...ofCluster].map(([path, errors]) => ({
        path,
        text: jsonText(errors),
      })),
      ...[...texts].map(([path, text]) => ({ path, text })),
    ],
  };
}

function errorsFileOf(keep: Exclude<Keep, { as: 'list' }>): string {
  if (keep.as === 'log') return logErrorsFile(keep.stream);
  if (keep.as === 'access') return outputErrorsFile(`cluster-resources/auth-cani-list/${keep.namespace}.json`);
  if (keep.as === 'descriptions') return outputErrorsFile(describeFile({ ...keep.row, namespaced: false }));
  return outputErrorsFile(keep.file);
}
