import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze/index.ts';
import { builtinRules } from '../../src/commands/rule-files.ts';
import type { Report } from '../../src/report-format/report.ts';
import { kubectlVersion } from '../support/api-server/kubectl.ts';
import { bifrost, logOf, STARTED } from '../support/products/bifrost.ts';
import { mustGatherOf, pastedOf, renamed, supportBundleOf } from '../support/products/forms.ts';
import type { Golden } from '../support/products/golden.ts';
import { withLogs } from '../support/products/golden.ts';
import { platform } from '../support/products/platform.ts';
import { GOLDEN } from '../support/products/rows/index.ts';
import { entriesOf } from '../support/read-bundle.ts';
import type { Story } from '../support/stories/bundle.ts';
import { filesOf } from '../support/stories/bundle.ts';
import { inCluster } from '../support/stories/cluster.ts';
import { alarmsOf, findingOf } from '../support/stories/report.ts';

type Form = {
  name: string;
  filesOf(story: Story): Record<string, string> | Promise<Record<string, string>>;
  rows: Golden[];
  /** Rows of which this form tells less, and the cause that it can tell: `undefined` for none. */
  except?: Record<string, string | undefined>;
};

const bifrostRows = GOLDEN.filter(({ row }) => row.startsWith('A'));
const productRows = GOLDEN.filter(({ row }) => !/^B(?:1[7-9]|2[0-3])$/.test(row));

const FORMS: Form[] = [
  {
    name: 'of a release of another name in another namespace',
    filesOf: (story) => filesOf(renamed(story, 'edge-llm', 'platform-ai')),
    rows: bifrostRows,
  },
  { name: 'as a must-gather', filesOf: mustGatherOf, rows: productRows },
  {
    name: 'as a support bundle, which holds no Secrets',
    filesOf: supportBundleOf,
    rows: productRows,
    except: {
      'the Secret of a provider has no key api-key': 'secret-key-missing',
      'the password of the database comes from a key that the Secret lacks': 'bifrost-database-setting-empty',
    },
  },
  {
    name: 'as pasted descriptions and logs',
    filesOf: (story) => pastedOf(story, ['ai-gateway', 'argocd', 'data', 'identity']),
    rows: kubectlVersion === undefined ? [] : bifrostRows,
    except: {
      // The description of a claim leaves out its age.
      'the volume of before the upgrade is mounted by nothing': undefined,
    },
  },
];

async function reportOn(form: Form, story: Story): Promise<Report> {
  const files = await form.filesOf(inCluster(story));
  return analyze(entriesOf(files), await builtinRules(), { name: 'story', version: '0' });
}

const ruleOf = (report: Report) => report.diagnoses[0] && findingOf(report, report.diagnoses[0].cause).rule;

describe.each(FORMS.filter(({ rows }) => rows.length > 0))('a bundle $name', (form) => {
  test.each(form.rows)('$row: $name', async ({ name, cause, broken }) => {
    const { except = {} } = form;
    const expected = name in except ? except[name] : cause.split(' ')[0];
    expect(ruleOf(await reportOn(form, broken))).toBe(expected);
  });

  test('of a Bifrost that is well, on either store, alarms nobody', async () => {
    for (const storage of ['postgres', 'sqlite'] as const) {
      const kind = storage === 'sqlite' ? 'StatefulSet' : 'Deployment';
      const story = withLogs(bifrost({ storage }), { [logOf(0, kind)]: STARTED });
      expect(alarmsOf(await reportOn(form, story))).toEqual([]);
    }
  });

  test('of a platform that is well alarms nobody', async () => {
    expect(alarmsOf(await reportOn(form, platform()))).toEqual([]);
  });
});
