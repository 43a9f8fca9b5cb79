import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case name, namespace, nodePool, authentication, models, cpuCores, memoryGB, gpus, replicas, autoscale
    case horizontalPodAutoscaler, expectedLoad, versions
  }

  /// A model to be deployed. Numbers are bounded by what can be meant, not by what the service allows: that is a check's
  /// to say.
  mutating func service(_ value: Value) -> Deployment.ScoringService? {
    var service = Deployment.ScoringService()
    forEach(Key.self, of: value) { reading, key, value in
      switch key {
      case .name: service.name = reading.text(value, expected: "the service's name")
      case .namespace: service.namespace = reading.word(value, expected: "a namespace of the cluster")
      case .nodePool: service.nodePool = reading.word(value, expected: "the name of a node pool")
      case .authentication: service.authentication = reading.authentication(value)
      case .models: service.models = reading.integer(value, in: 0...100_000, of: "models")
      case .cpuCores: service.cpuCores = reading.number(value, in: 0...10_000)
      case .memoryGB: service.memoryGB = reading.number(value, in: 0...1_000_000)
      case .gpus: service.gpus = reading.integer(value, in: 0...10_000, of: "GPUs")
      case .replicas: service.replicas = reading.integer(value, in: 0...100_000, of: "replicas")
      case .autoscale: service.autoscale = reading.autoscale(value)
      case .horizontalPodAutoscaler: service.horizontalPodAutoscaler = reading.boolean(value)
      case .expectedLoad: service.expectedLoad = reading.expectedLoad(value)
      case .versions: service.versions = reading.list(value, of: "versions") { $0.version($1) } ?? []
      }
    }
    return service
  }

  /// One kind of authentication, or a list: several at once are a mistake of the plan, which is a check's to say.
  private mutating func authentication(_ value: Value) -> Deployment.ScoringService.Authentication? {
    guard case .list(let items) = value.content else {
      return choice(value).map { Deployment.ScoringService.Authentication([$0]) }
    }
    if items.isEmpty {
      let names = Deployment.ScoringService.Authentication.Kind.allCases.map(\.rawValue)
      refuse(value, because: "it is empty", expected: "one of \(names.joined(separator: ", "))")
    }
    let kinds: [Deployment.ScoringService.Authentication.Kind] =
      list(value, of: "kinds of authentication") { $0.choice($1) } ?? []
    return kinds.isEmpty ? nil : Deployment.ScoringService.Authentication(kinds)
  }

  private enum AutoscaleKey: String, CaseIterable {
    case min, max, targetUtilization
  }

  private mutating func autoscale(_ value: Value) -> Deployment.ScoringService.Autoscale {
    var autoscale = Deployment.ScoringService.Autoscale()
    forEach(AutoscaleKey.self, of: value) { reading, key, value in
      switch key {
      case .min: autoscale.min = reading.integer(value, in: 0...100_000, of: "replicas")
      case .max: autoscale.max = reading.integer(value, in: 0...100_000, of: "replicas")
      case .targetUtilization: autoscale.targetUtilization = reading.percentage(value)
      }
    }
    return autoscale
  }

  private enum LoadKey: String, CaseIterable {
    case requestsPerSecond, secondsPerRequest, concurrentPerReplica
  }

  private mutating func expectedLoad(_ value: Value) -> Deployment.ScoringService.ExpectedLoad {
    var load = Deployment.ScoringService.ExpectedLoad()
    forEach(LoadKey.self, of: value) { reading, key, value in
      switch key {
      case .requestsPerSecond: load.requestsPerSecond = reading.number(value, in: 0...1_000_000)
      case .secondsPerRequest: load.secondsPerRequest = reading.number(value, in: 0...86_400)
      case .concurrentPerReplica: load.concurrentPerReplica = reading.integer(value, in: 0...10_000, of: "requests")
      }
    }
    return load
  }

  private enum VersionKey: String, CaseIterable {
    case name, traffic
    case isDefault = "default"
    case isControl = "control"
  }

  private mutating func version(_ value: Value) -> Deployment.ScoringService.Version? {
    var version = Deployment.ScoringService.Version()
    forEach(VersionKey.self, of: value) { reading, key, value in
      switch key {
      case .name: version.name = reading.text(value, expected: "the version's name")
      case .traffic: version.traffic = reading.percentage(value)
      case .isDefault: version.isDefault = reading.boolean(value)
      case .isControl: version.isControl = reading.boolean(value)
      }
    }
    return version
  }

  /// A whole percentage, written without the sign; one that is too large is a check's to refuse.
  private mutating func percentage(_ value: Value) -> Int? {
    if case .text(let text) = value.content, text.hasSuffix("%"), let number = Int(text.dropLast()) {
      refuse(value, because: "the unit is understood", expected: "the number alone: \(number)")
      return nil
    }
    return integer(value, in: 0...100_000, of: "percent")
  }
}
