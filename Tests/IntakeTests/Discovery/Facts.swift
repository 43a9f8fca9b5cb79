import Foundation
import Model

@testable import Intake

/// What readers found, by the names that the expectations use. Facts that follow from a table of sizes or that say how a
/// document is laid out are not readers' to find.
enum Facts {
  static func of(_ resources: [Resource], kind: String) -> [String: Any?] {
    if kind == "agentpool-list" {
      return ["pools": resources.compactMap { pool($0).map { $0.compactMapValues { $0 } } }]
    }
    if kind == "kubectl" { return kubernetes(resources) }
    guard let resource = resources.first else { return [:] }
    switch resource {
    case .managedCluster(let cluster): return of(cluster)
    case .agentPool: return pool(resource) ?? [:]
    case .registry(let registry): return of(registry)
    case .storageAccount(let account): return of(account)
    case .workspace(let workspace): return of(workspace)
    case .compute(let compute): return of(compute)
    case .virtualNetwork(let network): return of(network)
    case .subnet(let subnet): return of(subnet)
    case .kubeconfig(let config): return of(config)
    default: return [:]
    }
  }

  private static func of(_ cluster: ManagedCluster) -> [String: Any?] {
    let ranges = cluster.podCIDRs.compactMap { IPPrefix($0.value) }
    let services = cluster.serviceCIDRs.compactMap { IPPrefix($0.value) }
    let dns = cluster.dnsServiceIP.flatMap { IPAddress($0.value) }
    let first = services.first
    func overlap(_ left: [IPPrefix], _ right: [IPPrefix]) -> Bool? {
      if left.isEmpty || right.isEmpty { return nil }
      return left.contains { l in right.contains { l.contains($0.network) || $0.contains(l.network) } }
    }
    let isFlat = cluster.networkPlugin?.value == "azure" && cluster.networkPluginMode == nil
    let flat = cluster.pools.map { (($0.count?.value ?? 0) + 1) * (($0.maxPods?.value ?? 0) + 1) }.reduce(0, +)
    var offset: Int?
    if case .v4(let start)? = first?.network, case .v4(let address)? = dns { offset = Int(address) - Int(start) }
    return [
      "name": cluster.name?.value, "region": cluster.region?.value,
      "provisioning_state": cluster.provisioningState?.value, "power_state": cluster.powerState?.value,
      "fqdn": cluster.fqdn?.value, "private_fqdn": cluster.privateFQDN?.value, "is_private": cluster.isPrivate?.value,
      "api_server_host": cluster.apiServerHost?.value, "public_fqdn_of_private": cluster.publicFQDNOfPrivate?.value,
      "private_dns_zone": cluster.privateDNSZone?.value, "vnet_integration": cluster.vnetIntegration?.value,
      "authorized_ip_ranges": cluster.authorizedIPRanges?.value.map(\.value),
      "network_plugin": cluster.networkPlugin?.value, "network_plugin_mode": cluster.networkPluginMode?.value,
      "network_policy": cluster.networkPolicy?.value, "network_dataplane": cluster.networkDataplane?.value,
      "outbound_type": cluster.outboundType?.value, "load_balancer_sku": cluster.loadBalancerSKU?.value,
      "pod_cidrs": cluster.podCIDRs.map(\.value), "service_cidrs": cluster.serviceCIDRs.map(\.value),
      "dns_service_ip": cluster.dnsServiceIP?.value, "docker_bridge_cidr": cluster.dockerBridgeCIDR?.value,
      "pools": cluster.pools.map { profile($0).compactMapValues { $0 } }, "pool_count": cluster.pools.count,
      "node_count": cluster.pools.compactMap { $0.count?.value }.reduce(0, +),
      "vm_sizes": Array(Set(cluster.pools.flatMap { $0.vmSizes.map(\.value) })).sorted(),
      "kubernetes_version": cluster.kubernetesVersion?.value,
      "current_kubernetes_version": cluster.currentKubernetesVersion?.value,
      "k8s_minor": cluster.version?.value.split(separator: ".").prefix(2).joined(separator: "."),
      "http_proxy": cluster.proxy.map { proxy -> [String: Any] in
        var facts: [String: Any] = ["noProxy": proxy.exceptions.map(\.value)]
        facts["httpProxy"] = proxy.http?.value
        facts["httpsProxy"] = proxy.https?.value
        return facts
      },
      "dns_in_service_cidr": dns.flatMap { address in first.map { $0.contains(address) } }, "dns_host_offset": offset,
      "dns_is_first_address": offset.map { $0 == 1 }, "service_overlaps_pod": overlap(services, ranges),
      "pod_cidr_blocks_of_24": ranges.first.map { 1 << (24 - $0.length) },
      "flat_cni_ips_n_plus_1": isFlat ? flat : nil,
    ]
  }

  private static func profile(_ pool: AgentPool) -> [String: Any?] {
    [
      "name": pool.name?.value, "count": pool.count?.value, "vm_sizes": pool.vmSizes.map(\.value),
      "os_type": pool.osType?.value, "mode": pool.mode?.value, "max_pods": pool.maxPods?.value,
      "min_count": pool.minCount?.value, "max_count": pool.maxCount?.value, "autoscaling": pool.autoscaling?.value,
      "vnet_subnet": pool.vnetSubnet?.value.text, "pod_subnet": pool.podSubnet?.value.text,
      "orchestrator_version": pool.orchestratorVersion?.value,
    ]
  }

  private static func pool(_ resource: Resource) -> [String: Any?]? {
    guard case .agentPool(let pool) = resource else { return nil }
    return profile(pool).filter { $0.key != "vm_sizes" }.merging([
      "vm_size": pool.vmSizes.first?.value, "provisioning_state": pool.provisioningState?.value,
      "priority": pool.priority?.value, "gpu_instance_profile": pool.gpuInstanceProfile?.value,
    ]) { $1 }
  }

  private static func of(_ registry: Registry) -> [String: Any?] {
    [
      "name": registry.name?.value, "region": registry.region?.value, "login_server": registry.loginServer?.value,
      "sku": registry.sku?.value, "admin_enabled": registry.adminEnabled?.value,
      "public_network_access": registry.publicNetworkAccess?.value,
      "data_endpoint_enabled": registry.dataEndpointEnabled?.value,
      "data_endpoint_hosts": registry.dataEndpointHosts.map(\.value), "default_action": registry.defaultAction?.value,
      "ip_rules": registry.ipRules.map(\.value), "private_endpoints": registry.privateEndpoints?.value ?? 0,
      "provisioning_state": registry.provisioningState?.value,
    ]
  }

  private static func of(_ account: StorageAccount) -> [String: Any?] {
    [
      "name": account.name?.value, "region": account.region?.value, "kind": account.kind?.value,
      "sku": account.sku?.value, "primary_hosts": account.primaryHosts.mapValues(\.value),
      "secondary_hosts": account.secondaryHosts.mapValues(\.value), "https_only": account.httpsOnly?.value,
      "min_tls": account.minimumTLS?.value, "default_action": account.defaultAction?.value,
      "public_network_access": account.publicNetworkAccess?.value, "hns": account.hierarchicalNamespace?.value,
      "dns_endpoint_type": account.dnsEndpointType?.value, "custom_domain": account.customDomain?.value,
    ]
  }

  private static func of(_ workspace: Workspace) -> [String: Any?] {
    [
      "name": workspace.name?.value, "region": workspace.region?.value, "kind": workspace.kind?.value,
      "storage_account": workspace.storageAccount?.value.name,
      "container_registry": workspace.containerRegistry?.value.name, "key_vault": workspace.keyVault?.value.name,
      "application_insights": workspace.applicationInsights?.value.name,
      "discovery_host": workspace.discoveryHost?.value, "mlflow_host": workspace.mlflowHost?.value,
      "notebook_fqdn": workspace.notebookHost?.value, "workspace_id": workspace.workspaceID?.value,
      "public_network_access": workspace.publicNetworkAccess?.value, "hbi": workspace.isHighBusinessImpact?.value,
      "private_link_count": workspace.privateLinkCount?.value, "isolation_mode": workspace.isolationMode?.value,
      "provisioning_state": workspace.provisioningState?.value, "identity": workspace.identity?.value,
    ]
  }

  private static func of(_ compute: MachineLearningCompute) -> [String: Any?] {
    [
      "name": compute.name?.value, "compute_type": compute.computeType?.value, "resource": compute.cluster?.value.name,
      "cluster_fqdn": compute.clusterHost?.value, "agent_count": compute.agentCount?.value,
      "agent_vm_size": compute.agentVMSize?.value, "cluster_purpose": compute.clusterPurpose?.value,
      "load_balancer_type": compute.loadBalancerType?.value, "ssl_status": compute.tlsStatus?.value,
      "ssl_cname": compute.tlsHost?.value, "service_cidr": compute.serviceCIDR?.value,
      "dns_service_ip": compute.dnsServiceIP?.value, "docker_bridge_cidr": compute.dockerBridgeCIDR?.value,
      "namespace": compute.namespace?.value,
    ]
  }

  private static func of(_ network: VirtualNetwork) -> [String: Any?] {
    let prefixes = network.addressPrefixes.map(\.value)
    return [
      "name": network.name?.value, "region": network.region?.value, "address_prefixes": prefixes,
      "unparsable": prefixes.filter { IPPrefix($0) == nil }, "dns_servers": network.dnsServers.map(\.value),
      "subnets": network.subnets.map { of($0).compactMapValues { $0 } }, "peerings": network.peerings,
    ]
  }

  private static func of(_ subnet: Subnet) -> [String: Any?] {
    let prefixes = subnet.prefixes.map(\.value)
    return [
      "name": subnet.name?.value, "prefixes": prefixes, "valid_prefixes": prefixes.map { IPPrefix($0) != nil },
      "usable_ipv4": prefixes.compactMap { IPPrefix($0) }.map { (1 << (32 - $0.length)) - 5 },
      "ip_configurations": subnet.ipConfigurations?.value.count, "delegations": subnet.delegations.map(\.value),
      "service_endpoints": subnet.serviceEndpoints.map(\.value),
    ]
  }

  private static func of(_ config: Kubeconfig) -> [String: Any?] {
    [
      "current_context": config.currentContext?.value, "clusters": config.clusters, "contexts": config.contexts,
      "users": config.users, "user_found": config.isUserFound, "server": config.server?.value,
      "scheme": config.scheme, "host": config.host?.value, "port": config.port?.value, "path": config.path,
      "namespace": config.namespace?.value, "tls_server_name": config.tlsServerName?.value,
      "insecure_skip_tls_verify": config.isTLSUnverified?.value, "proxy_url": config.proxyURL?.value,
      "ca_data": config.hasAuthorityData, "ca_file": config.authorityFile?.value, "auth": config.authentication,
      "exec_command": config.execCommand?.value, "usable": config.server != nil,
    ]
  }

  private static func kubernetes(_ resources: [Resource]) -> [String: Any?] {
    var facts: [String: Any?] = ["count": resources.count]
    var names: [String] = []
    var nodes: [KubernetesNode] = []
    var pods: [KubernetesPod] = []
    var services: [KubernetesService] = []
    var deployments: [KubernetesDeployment] = []
    for resource in resources {
      switch resource {
      case .node(let node): (names, nodes) = (names + [node.name?.value ?? ""], nodes + [node])
      case .pod(let pod): (names, pods) = (names + [pod.name?.value ?? ""], pods + [pod])
      case .service(let service): (names, services) = (names + [service.name?.value ?? ""], services + [service])
      case .kubernetesDeployment(let item):
        (names, deployments) = (names + [item.name?.value ?? ""], deployments + [item])
      case .autoscaler(let scaler):
        names.append(scaler.name?.value ?? "")
        let numbers = [
          "min": scaler.min?.value, "max": scaler.max?.value, "current": scaler.current?.value,
          "desired": scaler.desired?.value,
        ]
        facts["hpa"] = [numbers.compactMapValues { $0 }]
      case .configMap(let map):
        names.append(map.name?.value ?? "")
        facts["keys"] = [map.keys]
      default: break
      }
    }
    facts["names"] = names
    if !nodes.isEmpty {
      facts["cpu_capacity"] = nodes.compactMap { $0.cpus?.value }.reduce(0, +)
      facts["kubelet_versions"] = nodes.compactMap { $0.kubeletVersion?.value }
      facts["ready"] = nodes.count(where: \.isReady)
      facts["instance_types"] = nodes.compactMap { $0.vmSize?.value }
    }
    if !pods.isEmpty {
      facts["ready_pods"] = pods.count(where: \.isReady)
      facts["waiting_reasons"] = pods.flatMap(\.waitingReasons)
      facts["phases"] = Dictionary(grouping: pods.compactMap { $0.phase?.value }) { $0 }.mapValues(\.count)
    }
    if !services.isEmpty {
      facts["load_balancer_ips"] = services.flatMap { $0.loadBalancerAddresses.map(\.value) }
      facts["types"] = Array(Set(services.compactMap { $0.type?.value })).sorted()
    }
    if !deployments.isEmpty {
      facts["desired"] = deployments.compactMap { $0.desired?.value }
      facts["available"] = deployments.compactMap { $0.available?.value }
    }
    return facts
  }
}
