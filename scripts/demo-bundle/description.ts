import { brokenPods, kubeletMessage, NAMESPACE } from './gateway.ts';

/** `kubectl describe pods` of the story's pods, as a person would read it at 09:45. */
export function describedPods(): string {
  return `${brokenPods.map((name, index) => describedPod(name, index)).join('\n\n\n')}\n`;
}

function describedPod(name: string, index: number): string {
  const [node, ip, address] =
    index === 0 ? ['worker-1', '10.42.1.31', '192.0.2.21'] : ['worker-2', '10.42.2.27', '192.0.2.22'];
  return `Name:             ${name}
Namespace:        ${NAMESPACE}
Priority:         0
Service Account:  default
Node:             ${node}/${address}
Start Time:       Tue, 03 Mar 2026 09:12:06 +0000
Labels:           app.kubernetes.io/component=server
                  app.kubernetes.io/instance=bifrost
                  app.kubernetes.io/name=bifrost
                  pod-template-hash=7d9c8b6f54
Annotations:      <none>
Status:           Pending
IP:               ${ip}
IPs:
  IP:           ${ip}
Controlled By:  ReplicaSet/bifrost-7d9c8b6f54
Containers:
  bifrost:
    Container ID:   
    Image:          docker.io/maximhq/bifrost:v1.4.8
    Image ID:       
    Port:           8080/TCP
    Host Port:      0/TCP
    State:          Waiting
      Reason:       CreateContainerConfigError
    Ready:          False
    Restart Count:  0
    Limits:
      cpu:     2
      memory:  2Gi
    Requests:
      cpu:      500m
      memory:   512Mi
    Liveness:   http-get http://:http/health delay=30s timeout=5s period=10s #success=1 #failure=3
    Readiness:  http-get http://:http/health delay=10s timeout=5s period=10s #success=1 #failure=3
    Environment:
      APP_PORT:                   8080
      APP_HOST:                   0.0.0.0
      BIFROST_POSTGRES_PASSWORD:  <set to the key 'password' in secret 'bifrost-postgresql'>   Optional: false
      OPENAI_API_KEY:             <set to the key 'api-key' in secret 'openai-credentials'>  Optional: false
    Mounts:
      /app/data/config.json from config (rw,path="config.json")
Conditions:
  Type                        Status
  PodReadyToStartContainers   True 
  Initialized                 True 
  Ready                       False 
  ContainersReady             False 
  PodScheduled                True 
Volumes:
  config:
    Type:        ConfigMap (a volume populated by a ConfigMap)
    Name:        bifrost-config
    Optional:    false
QoS Class:       Burstable
Node-Selectors:  <none>
Tolerations:     node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
                 node.kubernetes.io/unreachable:NoExecute op=Exists for 300s
Events:
  Type     Reason     Age                   From               Message
  ----     ------     ----                  ----               -------
  Normal   Scheduled  32m                   default-scheduler  Successfully assigned ${NAMESPACE}/${name} to ${node}
  Normal   Pulled     20s (x148 over 32m)   kubelet            spec.containers{bifrost}: Container image "docker.io/maximhq/bifrost:v1.4.8" already present on machine
  Warning  Failed     20s (x148 over 32m)   kubelet            spec.containers{bifrost}: Error: ${kubeletMessage}`;
}
