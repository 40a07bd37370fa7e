import { oneLine } from '../gaps.ts';
import type { NoteReader } from './read-note.ts';

/** The words with which a gather, or the client that started it, says that it ended early. */
const ENDED_EARLY = [
  // redhat-developer/gitops-must-gather:gather_gitops.sh@cb9160c: the first command that fails ends the script.
  /\bError on line \d+: .*/,
  // openshift/oc:pkg/cli/admin/mustgather/mustgather.go@6b8e30c
  /\bDisk usage exceeds the volume percentage.*/,
  /\bgather (?:never finished|did not start|output not downloaded).*/,
  /\bFalling back to `oc adm inspect.*/,
];

/** openshift/oc:pkg/cli/admin/inspect/{resource,namespace}.go@6b8e30c */
const SKIPPED = /\bskipping gathering (\S+) due to error: (.*)/;
const PODS_OF = /\bone or more errors occurred while gathering pod-specific data for namespace: (\S+)/;

/** What is not in the cluster was not missed. */
const NOT_THERE = /\bnot found\b|\bdoesn't have a resource type\b/;

/** The log of a must-gather's script, the only place where its errors stand. */
export const readGatherLog: NoteReader = ({ text }, _about, file) => {
  const add = (what: string, why: string) => file.bundle.sink.gap({ what, why: oneLine(why), file: file.path });
  for (const line of text.split('\n')) {
    const [, skipped, why = ''] = SKIPPED.exec(line) ?? [];
    const namespace = PODS_OF.exec(line)?.[1];
    const ended = ENDED_EARLY.map((pattern) => pattern.exec(line)?.[0]).find((words) => words !== undefined);
    if (skipped && !NOT_THERE.test(why)) add(skipped, why);
    else if (namespace) add(`pods of namespace ${namespace}`, 'not all of them could be gathered');
    else if (ended) add('whatever would have come later', `the gather ended early: ${ended}`);
  }
  return true;
};
