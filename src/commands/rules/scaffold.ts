import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CasefileError } from '../../errors.ts';
import { OWN_FOLDER } from '../../own-files.ts';

/** Completes and checks rules in editors. A build in one file has no schema beside it. */
const SCHEMA = fileURLToPath(new URL('schema/rule.schema.json', OWN_FOLDER));

/** Writes a rule that already passes its own examples; what it is about is to be filled in. */
export async function writeNewRule(id: string, folder: string): Promise<string[]> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    throw new CasefileError('USAGE', `${id} is not an id`, {
      hint: 'An id is a noun, the failing state, in lower case with hyphens: shop-key-unset.',
    });
  }
  const file = path.join(folder, `${id}.yaml`);
  if (existsSync(file)) throw new CasefileError('USAGE', `${file} exists already`, { hint: 'Choose another id.' });
  await mkdir(folder, { recursive: true });
  const pack = path.join(folder, '_pack.yaml');
  const made = [file];
  await writeFile(file, ruleText(id));
  if (!existsSync(pack)) {
    await writeFile(pack, packText(path.basename(path.resolve(folder))));
    made.push(pack);
  }
  return made;
}

const ruleText = (id: string) => `${existsSync(SCHEMA) ? `# yaml-language-server: $schema=${SCHEMA}\n` : ''}id: ${id}
title: The program cannot reach its store          # what is wrong, in words for a reader who does not know the rule
severity: error                                    # critical: down now; error: broken now; warning: will break; info
role: cause                                        # cause, symptom, context, or noise for a line that means nothing
needs: [logs]                                      # what must have been collected for a verdict: kinds, logs, events, text
where: {}                                          # e.g. { container: shop }: globs over container, image, app, namespace
match:
  log:
    pattern: 'cannot reach store "(?P<store>[^"]+)"'   # RE2, in any case; a named group can be used below
what: '{{name}} cannot reach its store {{store}}.'
why: Nothing is saved until it can.
do:
  - text: See whether the store is up.
    command: kubectl -n {{namespace}} get pods
verify:
  - kubectl -n {{namespace}} logs {{name}} --tail=20
falsePositives:
  - The store may come up seconds later.
references: []
hits:                                              # each of these must be found
  - 'level=error msg="cannot reach store \\"orders\\""'
misses:                                            # and none of these
  - 'level=info msg="reached store \\"orders\\""'
`;

const packText = (name: string) => `name: ${name}
version: 0.1.0
recognise:                # a rule is never tried on another system's log; with \`generic: true\` it is tried on all
  containers: []
  images: []
  labels: []
  logs: []
`;
