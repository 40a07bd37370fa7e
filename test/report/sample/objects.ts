/** The objects of the sample's story. */
export const secret = { kind: 'Secret', namespace: 'ai', name: 'bifrost-provider-keys' };
export const pod = { kind: 'Pod', namespace: 'ai', name: 'bifrost-6c9d5f7b44-x2k8p' };
export const deployment = { kind: 'Deployment', namespace: 'ai', name: 'bifrost' };
export const service = { kind: 'Service', namespace: 'ai', name: 'bifrost' };
export const ingress = { kind: 'Ingress', namespace: 'ai', name: 'bifrost-public' };
export const application = { kind: 'Application', namespace: 'argocd', name: 'ai-gateway' };
export const coredns = { kind: 'Pod', namespace: 'kube-system', name: 'coredns-7b98449c4-9lm2t' };
export const webhookPod = { kind: 'Pod', namespace: 'billing', name: 'billing-worker-0' };

export const podsFile = 'cluster-resources/pods/ai.json';
export const log = 'cluster-resources/pods/logs/ai/bifrost-6c9d5f7b44-x2k8p/bifrost-previous.log';
