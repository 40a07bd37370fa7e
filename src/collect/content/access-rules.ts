/** What an account may do: rbac.authorization.k8s.io/v1 PolicyRule. */
export type AccessRule = {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
};

const COLUMNS = ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'] as const;

/**
 * Reads the table of `kubectl auth can-i --list`, which has no JSON form
 * (kubernetes/kubectl:pkg/cmd/auth/cani.go printStatus@dee3483a). Rows that are cut short are left out.
 */
export function readAccessRules(table: string): AccessRule[] {
  const [header = '', ...rows] = table.split('\n');
  const starts = COLUMNS.map((column) => header.indexOf(column));
  if (starts.some((start) => start < 0)) return [];

  return rows.flatMap((row) => {
    const cells = starts.map((start, index) => row.slice(start, starts[index + 1]).trim());
    const [resource = '', urls = '', names = '', verbs = ''] = cells;
    if (wordsOf(verbs).length === 0) return [];
    return [
      {
        verbs: wordsOf(verbs),
        ...(resource === '' ? {} : groupAndResource(resource)),
        ...(wordsOf(names).length === 0 ? {} : { resourceNames: wordsOf(names) }),
        ...(wordsOf(urls).length === 0 ? {} : { nonResourceURLs: wordsOf(urls) }),
      },
    ];
  });
}

/**
 * `deployments.apps/scale` is the resource `deployments/scale` of the group `apps`
 * (kubernetes/kubectl:pkg/describe/describe.go CombineResourceGroup).
 */
function groupAndResource(joined: string): Pick<AccessRule, 'apiGroups' | 'resources'> {
  const slash = joined.indexOf('/');
  const [whole, subresource] = slash < 0 ? [joined, ''] : [joined.slice(0, slash), joined.slice(slash)];
  const dot = whole.indexOf('.');
  const [resource, group] = dot < 0 ? [whole, ''] : [whole.slice(0, dot), whole.slice(dot + 1)];
  return { apiGroups: [group], resources: [`${resource}${subresource}`] };
}

function wordsOf(cell: string): string[] {
  return cell
    .replace(/^\[|\]$/g, '')
    .split(' ')
    .filter((word) => word !== '');
}
