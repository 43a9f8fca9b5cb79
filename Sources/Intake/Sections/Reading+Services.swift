import Model

extension Reading {
  private enum Key: String, CaseIterable {
    case name, authentication, models, replicas, autoscale, expectedLoad, versions
  }

  /// A model to be deployed. Numbers are bounded by what can be meant, not by what the service allows: that is a check's
  /// to say.
  mutating func service(_ value: Value) -> Deployment.ScoringService? {
    var service = Deployment.ScoringService()
    forEach(Key.self, of: value) { reading, key, value in
      switch key {
      case .name: service.name = reading.text(value, expected: "the service's name")
      case .authentication: service.authentication = reading.choice(value)
      case .models: service.models = reading.integer(value, in: 0...100_000, of: "models")
      case .replicas: service.replicas = reading.integer(value, in: 0...100_000, of: "replicas")
      case .autoscale: service.autoscale = reading.autoscale(value)
      case .expectedLoad: service.expectedLoad = reading.expectedLoad(value)
      case .versions: service.versions = reading.list(value, of: "versions") { $0.version($1) } ?? []
      }
    }
    return service
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
      case .targetUtilization: autoscale.targetUtilization = reading.percentage(value, from: 1)
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
      case .concurrentPerReplica: load.concurrentPerReplica = reading.integer(value, in: 1...10_000, of: "requests")
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
      case .traffic: version.traffic = reading.percentage(value, from: 0)
      case .isDefault: version.isDefault = reading.boolean(value)
      case .isControl: version.isControl = reading.boolean(value)
      }
    }
    return version
  }

  /// A whole percentage, written without the sign.
  private mutating func percentage(_ value: Value, from least: Int) -> Int? {
    if case .text(let text) = value.content, text.hasSuffix("%"), let number = Int(text.dropLast()) {
      refuse(value, because: "the unit is understood", expected: "the number alone: \(number)")
      return nil
    }
    return integer(value, in: least...100, of: "percent")
  }
}
