import { expect, test } from 'vitest';
import { reading } from './reading.ts';

const TABLE = `NAME    READY   STATUS    RESTARTS   AGE
web-0   1/1     Running   0          5m`;

test.each([
  ['alice@laptop:~/work$ kubectl get pods -n shop'],
  ['alice@laptop:~/> kubectl get pods -n shop'],
  ['[root@node-1 ~]# kubectl get pods -n shop'],
  ['root@node-1:/home/alice# kubectl -n shop get pod'],
  ['$ kubectl get pods --namespace=shop'],
  ['# kubectl get pods --namespace shop'],
  ['$ (minikube) kubectl get po -nshop'],
  ['(⎈|prod:shop) ➜  ~ kubectl get pods -n shop'],
  ['❯ k get po -n shop'],
  ['PS C:\\Users\\Jürgen> kubectl.exe get pods -n shop'],
  ['C:\\>kubectl get pods -n shop'],
  ['пользователь@машина:~$ kubectl get pods -n shop'],
  ['[ユーザー@ホスト ~]$ oc get pods -n shop'],
  ['controlplane $ kubectl get pods -n shop'],
  ['bash-5.1$ sudo microk8s kubectl get pods -n shop'],
  ['+ k3s kubectl get pods -n shop'],
  ['$ KUBECONFIG=./x minikube kubectl -- get pods -n shop'],
  ['kubectl get pods -n shop'],
  ['kgp -n shop'],
  ['$ kubectl get pods \\\n>   -n shop'],
  ['$ kubectl config use-context prod; kubectl get pods -n shop'],
])('`%s` lends its namespace', async (typed) => {
  const { objects } = await reading(`${typed}\n${TABLE}\n`);
  expect(objects.map(({ kind, namespace, name }) => [kind, namespace, name])).toEqual([['Pod', 'shop', 'web-0']]);
});

test.each([
  ['kubectl get pods -n shop', true],
  ['kubectl get pods -n shop | cat', true],
  ['kubectl get pods -n shop -o wide', true],
  ['kubectl get pods -n shop web-0', false],
  ['kubectl get pods -n shop -l app=web', false],
  ['kubectl get pods -n shop --selector=app=web', false],
  ['kubectl get pods -n shop --field-selector status.phase=Running', false],
  ['kubectl get pods -n shop | grep web', false],
  ['kubectl get pods -n shop | head -5', false],
  ['kubectl get pods -n shop -w', false],
  // Of the namespace that was current then, which nothing tells.
  ['kubectl get pods', false],
])('`%s` lists everything: %s', async (typed, complete) => {
  const { lists } = await reading(`$ ${typed}\n${TABLE}\n`);
  expect(lists.map((list) => list.complete)).toEqual([complete]);
});

test('a list that was cut is not complete', async () => {
  const { lists } = await reading(`$ kubectl get pods -n shop\n${TABLE}\n...\n`);
  expect(lists[0]?.complete).toBe(false);
});

test('a bare table is a list that may lack anything', async () => {
  const { lists } = await reading(`${TABLE}\n`);
  expect(lists).toEqual([{ kind: 'Pod', complete: false, file: 'notes.txt' }]);
});

const SECRET = 'Name: db\nNamespace: shop\nLabels: <none>\n\nType: Opaque\n\nData\n====\nurl: 4 bytes\n';

test.each([
  ['get/pods.txt', `NAMESPACE   ${TABLE.replace('\n', '\nshop        ')}`, { kind: 'Pod', complete: true }],
  ['get/pods.txt', TABLE, { kind: 'Pod', complete: false }],
  ['get/storage-classes.txt', 'No resources found', { kind: 'StorageClass', complete: true }],
  ['describe/secrets/shop.txt', SECRET, { kind: 'Secret', namespace: 'shop', complete: true }],
  ['describe/pods/shop.txt', 'Error from server (Forbidden): pods is forbidden', undefined],
])('%s is believed as far as its text bears it out', async (path, text, list) => {
  const { lists } = await reading(`${text}\n`, path);
  expect(lists).toMatchObject(list ? [list] : []);
});

test('several commands, a namespace that is switched, and outputs that are no tables', async () => {
  const { objects, texts, lists } = await reading(`alice@laptop:~$ kubectl config set-context --current --namespace=shop
Context "prod" modified.
alice@laptop:~$ kubectl get pods
${TABLE}
alice@laptop:~$ kubectl get pvc
No resources found in shop namespace.
alice@laptop:~$ ls
a.yaml
alice@laptop:~$
`);
  expect(objects.map(({ namespace }) => namespace)).toEqual(['shop']);
  expect(texts.map(({ origin, text }) => [origin.firstLine, origin.kind, text])).toEqual([
    [2, 'output', 'Context "prod" modified.'],
    [9, 'output', 'a.yaml'],
  ]);
  expect(lists.map(({ kind, namespace, complete }) => [kind, namespace, complete])).toEqual([
    ['Pod', 'shop', true],
    ['PersistentVolumeClaim', 'shop', true],
  ]);
});

test('Markdown: words are text, blocks are outputs, and the words before a block may name its command', async () => {
  const { objects, texts, logs } = await reading(`# Pods fail

NAME of the cluster: prod

Output of \`kubectl describe certificate shop -n web\`:

\`\`\`
Name:         shop
Namespace:    web
Labels:       <none>
Status:       broken
\`\`\`

\`\`\`console
$ kubectl logs deploy/web -n shop --previous
level=error msg="no such host"
\`\`\`
Thanks!
`);
  expect(objects.map(({ kind, namespace, name, source }) => [kind, namespace, name, source.line])).toEqual([
    ['Certificate', 'web', 'shop', 8],
  ]);
  expect(logs.map(({ origin, text }) => [origin, text])).toEqual([
    [
      { file: 'notes.txt', firstLine: 16, namespace: 'shop', previous: true, stem: 'web' },
      'level=error msg="no such host"\n',
    ],
  ]);
  expect(texts.map(({ text }) => text)).toEqual([
    '# Pods fail\n\nNAME of the cluster: prod\n\nOutput of `kubectl describe certificate shop -n web`:',
    'Thanks!',
  ]);
});

test('YAML and JSON between prompts go to the reader of structured files with their line', async () => {
  const { structured, texts } = await reading(`$ kubectl get deploy web -o yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web

spec:
  replicas: 1
$ kubectl get svc web -o json
{
    "apiVersion": "v1",
    "kind": "Service",
    "metadata": { "name": "web" }
}
$ kubectl version
Client Version: v1.30.2
`);
  expect(structured).toEqual([
    { text: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n\nspec:\n  replicas: 1', firstLine: 2 },
    {
      text: '{\n    "apiVersion": "v1",\n    "kind": "Service",\n    "metadata": { "name": "web" }\n}',
      firstLine: 10,
    },
  ]);
  expect(texts.map(({ text }) => text)).toEqual(['Client Version: v1.30.2']);
});

test('what was typed into a here-document was not captured from a cluster', async () => {
  const { structured, texts } = await reading(`$ cat <<EOF | kubectl apply -f -
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
EOF
configmap/web created
`);
  expect(structured).toEqual([]);
  expect(texts.map(({ text }) => text)).toEqual(['configmap/web created']);
});

test.each([
  ['kubectl logs web-0 app', { pod: 'web-0', container: 'app', previous: false, stem: 'web-0' }],
  [
    'kubectl logs -f web-0 -c app -n shop',
    { pod: 'web-0', container: 'app', namespace: 'shop', previous: false, stem: 'web-0' },
  ],
  ['kubectl -n shop logs pod/web-0 --previous', { pod: 'web-0', namespace: 'shop', previous: true, stem: 'web-0' }],
  ['kubectl logs -l app=web --tail=20', { previous: false, stem: 'web' }],
  ['journalctl -u kubelet', { previous: false, nodeLog: true, stem: 'notes' }],
])('`%s` tells whose log it is', async (typed, origin) => {
  const { logs } = await reading(`$ ${typed}\n\nstarting\n\nfailed\n`);
  expect(logs).toEqual([{ origin: { file: 'notes.txt', firstLine: 3, ...origin }, text: 'starting\n\nfailed\n' }]);
});

test('what kubectl says before a log belongs to its origin', async () => {
  const { logs } = await reading(`$ kubectl logs deploy/web
Found 2 pods, using pod/web-7c9b-abcde
Defaulted container "app" out of: app, proxy
starting
`);
  expect(logs).toEqual([
    {
      origin: {
        file: 'notes.txt',
        firstLine: 4,
        pod: 'web-7c9b-abcde',
        container: 'app',
        previous: false,
        stem: 'web',
      },
      text: 'starting\n',
    },
  ]);
});

test('a program that prints what it runs does not end its log', async () => {
  const { logs, objects } = await reading(`alice@laptop:~$ kubectl logs web-0
yarn run v1.22
$ node server.js
+ kubectl get pods -n shop
done
alice@laptop:~$ kubectl get pods -n shop
${TABLE}
`);
  expect(logs.map(({ text }) => text)).toEqual([
    'yarn run v1.22\n$ node server.js\n+ kubectl get pods -n shop\ndone\n',
  ]);
  expect(objects).toHaveLength(1);
});

test('a quoted block is read without its marks', async () => {
  const { objects } = await reading(TABLE.replace(/^/gm, '> '));
  expect(objects.map(({ name }) => name)).toEqual(['web-0']);
});

test('a list in YAML has its kind at its end', async () => {
  const list = 'apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata:\n    name: web\nkind: List';
  const { structured, lists } = await reading(`$ kubectl get secrets -n shop -o yaml\n${list}\n$\n`);
  expect(structured).toEqual([{ text: list, firstLine: 2 }]);
  expect(lists).toMatchObject([{ kind: 'Secret', namespace: 'shop', complete: true }]);
});

test('without a command, what looks like a log is one', async () => {
  const { logs, texts } = await reading(
    `2024-01-01T00:00:00Z INFO starting
2024-01-01T00:00:01Z ERROR no such host
java.net.UnknownHostException: db
`,
    'shop/web-0-previous.txt',
    'shop',
  );
  expect(logs.map(({ origin }) => origin)).toEqual([
    { file: 'shop/web-0-previous.txt', firstLine: 1, namespace: 'shop', previous: true, stem: 'web-0' },
  ]);
  expect(texts).toEqual([]);
});

test.each([
  ['k get it now.'],
  ['kubectl is the tool of choice'],
  ['kubectl logs show nothing'],
  ['kubectl describe the trouble please'],
  ['kubectl get pods fails for me, why?'],
])('the sentence `%s` is no command', async (sentence) => {
  const { texts } = await reading(`${sentence}\nSo what?\n`);
  expect(texts.map(({ text }) => text)).toEqual([`${sentence}\nSo what?`]);
});

test('nothing but white space is not read', async () => {
  expect((await reading(' \n\n')).result).toBe('unread');
});

test('who lists again wants to see what has changed: the later row counts', async () => {
  const { objects } = await reading(`$ kubectl get pods -n shop
${TABLE.replace('Running', 'Pending')}
$ kubectl get pods -n shop
${TABLE}
`);
  expect(objects.map(({ name, source, body }) => [name, source.line, body.status])).toEqual([
    ['web-0', 6, { phase: 'Running', tableStatus: 'Running', tableReady: '1/1', tableRestarts: 0, tableAge: 300 }],
  ]);
});

test('what grep leaves of a description does not stand for the object', async () => {
  const { objects, texts } = await reading('$ kubectl describe pod web-0 -n shop | grep Status\nStatus:  Running\n');
  expect(objects).toEqual([]);
  expect(texts.map(({ text }) => text)).toEqual(['Status:  Running']);
});
