import { expect, test } from 'vitest';
import { analyze } from '../../../src/analyze/index.ts';
import { rulesFrom } from '../../../src/commands/rule-files.ts';
import { entriesOf } from '../../support/read-bundle.ts';

const RULES = await rulesFrom([]);

/** What people paste of an application: the rules that find something in it, about whom, and the card's sentence. */
type Form = { text: string; found: string[]; sentence: RegExp };

const FORMS: Record<string, Form> = {
  '`argocd app get`': {
    found: ['argocd-application-unknown Application argocd/shop', 'argocd-path-not-found Application argocd/shop'],
    sentence: /^Desired state: .* deploy: app path does not exist/,
    text: `$ argocd app get shop
Name:               argocd/shop
Project:            default
Server:             https://kubernetes.default.svc
Namespace:          shop
URL:                https://argocd.example.com/applications/shop
Sources:
- Repo:             https://git.example.com/shop.git
  Target:           main
  Path:             deploy
- Repo:             https://git.example.com/values.git
  Target:           main
  Ref:              values
SyncWindow:         Sync Allowed
Sync Policy:        Automated (Prune)
Sync Status:        Unknown
Health Status:      Healthy

CONDITION        MESSAGE                                                                                                                                                          LAST TRANSITION
ComparisonError  Failed to load target state: failed to generate manifest for source 1 of 2: rpc error: code = Unknown desc = deploy: app path does not exist                     2026-03-01 11:30:00 +0000 UTC

`,
  },
  '`argocd app sync`': {
    found: [
      'argocd-application-degraded Application argocd/shop',
      'argocd-namespace-missing Application argocd/shop',
      'argocd-sync-failed Application argocd/shop',
    ],
    sentence: /^Sync: it failed: .* namespaces "shop" not found\.$/,
    text: `$ argocd app sync shop
TIMESTAMP                  GROUP        KIND   NAMESPACE                  NAME    STATUS    HEALTH        HOOK  MESSAGE
2026-03-01T11:58:00+00:00   apps  Deployment        shop                   web  OutOfSync  Missing              
2026-03-01T11:58:01+00:00   apps  Deployment        shop                   web  OutOfSync  Missing              namespaces "shop" not found

Name:               argocd/shop
Project:            default
Server:             https://kubernetes.default.svc
Namespace:          shop
URL:                https://argocd.example.com/applications/shop
Source:
- Repo:             https://git.example.com/shop.git
  Target:           main
  Path:             deploy
SyncWindow:         Sync Allowed
Sync Policy:        Manual
Sync Status:        OutOfSync from main (1ff8a67)
Health Status:      Missing

Operation:          Sync
Sync Revision:      1ff8a6788b0df5a6b7d5d2e3a6b1c0d9e8f7a6b5
Phase:              Failed
Start:              2026-03-01 11:58:00 +0000 UTC
Finished:           2026-03-01 11:58:02 +0000 UTC
Duration:           2s
Message:            one or more objects failed to apply, reason: namespaces "shop" not found

GROUP  KIND        NAMESPACE  NAME  STATUS     HEALTH   HOOK  MESSAGE
apps   Deployment  shop       web   OutOfSync  Missing        namespaces "shop" not found
FATA[0004] Operation has completed with phase: Failed
`,
  },
  '`kubectl get applications`': {
    found: [
      'argocd-application-degraded Application argocd/stock',
      'argocd-application-unknown Application argocd/shop',
    ],
    sentence: /^Argo CD reports Healthy and Unknown, which was not checked/,
    text: `$ kubectl get applications -n argocd
NAME    SYNC STATUS   HEALTH STATUS
shop    Unknown       Healthy
stock   Synced        Degraded
fine    Synced        Healthy
`,
  },
  '`kubectl get applications -A -o wide`': {
    found: ['argocd-application-degraded Application argocd/shop'],
    sentence: /^Runtime: Argo CD reports Degraded/,
    text: `$ kubectl get applications.argoproj.io -A -o wide
NAMESPACE   NAME    SYNC STATUS   HEALTH STATUS   REVISION                                   PROJECT
argocd      shop    OutOfSync     Degraded        1ff8a6788b0df5a6b7d5d2e3a6b1c0d9e8f7a6b5   default
argocd      fine    Synced        Healthy         1ff8a6788b0df5a6b7d5d2e3a6b1c0d9e8f7a6b5   default
`,
  },
  '`argocd app list`': {
    found: ['argocd-application-unknown Application argocd/shop'],
    sentence: /^Argo CD reports Healthy and Unknown, which was not checked/,
    text: `$ argocd app list
NAME         CLUSTER                         NAMESPACE  PROJECT  STATUS     HEALTH    SYNCPOLICY  CONDITIONS                 REPO                              PATH    TARGET
argocd/shop  https://kubernetes.default.svc  shop       default  Unknown    Healthy   Auto-Prune  ComparisonError            https://git.example.com/shop.git  deploy  main
argocd/fine  https://kubernetes.default.svc  shop       default  Synced     Healthy   Manual      <none>                     https://git.example.com/shop.git  fine    main
`,
  },
  '`kubectl describe application`': {
    found: [
      'argocd-application-degraded Application argocd/shop',
      'argocd-namespace-missing Application argocd/shop',
      'argocd-sync-failed Application argocd/shop',
    ],
    sentence: /^Sync: Deployment shop\/web was refused: namespaces "shop" not found\./,
    text: `$ kubectl describe application shop -n argocd
Name:         shop
Namespace:    argocd
Labels:       <none>
Annotations:  <none>
API Version:  argoproj.io/v1alpha1
Kind:         Application
Metadata:
  Creation Timestamp:  2026-02-01T10:00:00Z
  Generation:          12
  Resource Version:    1234
  UID:                 0b0c
Spec:
  Destination:
    Namespace:  shop
    Server:     https://kubernetes.default.svc
  Project:      default
  Source:
    Path:             deploy
    Repo URL:         https://git.example.com/shop.git
    Target Revision:  main
  Sync Policy:
    Automated:
      Prune:      true
      Self Heal:  true
Status:
  Conditions:
    Last Transition Time:  2026-03-01T11:30:00Z
    Message:               Failed last sync attempt to [1ff8a67]: one or more objects failed to apply, reason: namespaces "shop" not found (retried 5 times).
    Type:                  SyncError
  Health:
    Last Transition Time:  2026-03-01T10:30:00Z
    Status:                Missing
  Operation State:
    Finished At:  2026-03-01T11:30:00Z
    Message:      one or more objects failed to apply, reason: namespaces "shop" not found (retried 5 times).
    Operation:
      Initiated By:
        Automated:  true
      Retry:
        Limit:  5
      Sync:
        Prune:     true
        Revision:  1ff8a67
    Phase:         Failed
    Started At:    2026-03-01T11:20:00Z
    Sync Result:
      Resources:
        Group:       apps
        Hook Phase:  Failed
        Kind:        Deployment
        Message:     namespaces "shop" not found
        Name:        web
        Namespace:   shop
        Status:      SyncFailed
        Sync Phase:  Sync
        Version:     v1
      Revision:      1ff8a67
  Reconciled At:     2026-03-01T11:59:00Z
  Resources:
    Group:      apps
    Kind:       Deployment
    Name:       web
    Namespace:  shop
    Status:     OutOfSync
    Version:    v1
  Sync:
    Revision:  1ff8a67
    Status:    OutOfSync
Events:
  Type     Reason              Age   From                           Message
  ----     ------              ----  ----                           -------
  Warning  OperationCompleted  30m   argocd-application-controller  Sync operation to 1ff8a67 failed: one or more objects failed to apply, reason: namespaces "shop" not found (retried 5 times).
`,
  },
};

const analysed = (text: string) => analyze(entriesOf({ 'pasted.txt': text }), RULES, { name: 'test', version: '0' });

test.each(Object.entries(FORMS))('%s is read, and what it shows is found about the application', async (_, form) => {
  const { findings, applications } = await analysed(form.text);
  const found = findings
    .filter(({ current }) => current)
    .map(({ rule, subject: { kind, namespace, name } }) => `${rule} ${kind} ${namespace}/${name}`);
  expect(found.sort()).toEqual(form.found);
  expect(applications.find(({ name }) => name === 'shop')?.sentence).toMatch(form.sentence);
});

/** The same text of an application that is well: the words of each trouble put right. */
const MENDED: [RegExp, string][] = [
  [/(?:OutOfSync|Unknown)(?: from main \(1ff8a67\))?/g, 'Synced'],
  [/Degraded|Missing/g, 'Healthy'],
  [/(Phase: +)Failed|FATA.*/g, '$1Succeeded'],
  [/^(?:ComparisonError|CONDITION) .*/gm, ''],
  [/ComparisonError|SyncError/g, '<none>'],
  [/Failed last sync attempt.*|one or more objects failed.*|namespaces "shop" not found/g, ''],
];
const mended = (text: string) => MENDED.reduce((whole, [words, right]) => whole.replace(words, right), text);

test.each(Object.entries(FORMS))('%s of an application that is well shows nothing', async (_, form) => {
  const { findings } = await analysed(mended(form.text));
  expect(findings.filter(({ current }) => current)).toEqual([]);
});
