extension FieldMask {
  private static let conditions: FieldMask = .whole("type", "status", "reason", "message", "lastTransitionTime")
  private static let containerStatuses: FieldMask = .whole("name", "state", "lastState", "ready", "restartCount")
  private static let containers: FieldMask = [
    "name": .all, "image": .all, "ports": .all, "resources": .whole("requests"),
  ]

  static let node: FieldMask = [
    "spec": .whole("podCIDR", "podCIDRs", "taints", "unschedulable"),
    "status": [
      "allocatable": .all, "capacity": .all, "addresses": .all, "conditions": conditions,
      "nodeInfo": .whole("kubeletVersion", "osImage", "containerRuntimeVersion"),
    ],
  ]

  static let pod: FieldMask = [
    "metadata": [
      "ownerReferences": .whole("kind", "name", "controller"), "creationTimestamp": .all, "deletionTimestamp": .all,
    ],
    "spec": [
      "initContainers": containers, "containers": containers, "nodeName": .all, "hostNetwork": .all, "dnsPolicy": .all,
      "dnsConfig": .all,
    ],
    "status": [
      "phase": .all, "reason": .all, "message": .all, "conditions": conditions, "podIP": .all, "podIPs": .all,
      "initContainerStatuses": containerStatuses, "containerStatuses": containerStatuses,
    ],
  ]

  static let workload: FieldMask = [
    "spec": .whole("replicas", "selector"),
    "status": [
      "replicas": .all, "readyReplicas": .all, "availableReplicas": .all, "updatedReplicas": .all,
      "desiredNumberScheduled": .all, "currentNumberScheduled": .all, "numberReady": .all, "numberAvailable": .all,
      "updatedNumberScheduled": .all, "conditions": conditions,
    ],
  ]

  static let service: FieldMask = [
    "spec": .whole("type", "clusterIP", "clusterIPs", "ports", "selector"),
    "status": ["loadBalancer": .all],
  ]

  static let event: FieldMask = [
    "type": .all, "reason": .all, "message": .all, "count": .all, "lastTimestamp": .all, "eventTime": .all,
    "firstTimestamp": .all, "series": .all, "involvedObject": .whole("kind", "name", "namespace"),
  ]
}
