import Model

extension ServerVersion {
  /// `GET /version`.
  init?(_ json: JSONValue) {
    guard let gitVersion = json.word("gitVersion") else { return nil }
    self.init(gitVersion: gitVersion, platform: json.word("platform"))
  }
}

extension ClusterNamespace {
  init?(_ json: JSONValue) {
    guard let name = json.name else { return nil }
    self.init(name: name, labels: json.labels)
  }
}

extension ConfigMap {
  /// Values longer than `valueLimit` bytes are cut; `binaryData` is not read.
  init?(_ json: JSONValue) {
    guard let name = json.name else { return nil }
    var data = json["data"]?.texts ?? [:]
    var cut: [String] = []
    for (key, value) in data where value.utf8.count > Self.valueLimit {
      cut.append(key)
      data[key] = String(decoding: value.utf8.prefix(Self.valueLimit), as: UTF8.self)
    }
    self.init(namespace: json.namespace, name: name, data: data, cut: cut.sorted())
  }
}

extension Autoscaler {
  /// `autoscaling/v1`, and as far as it goes every later version.
  init?(_ json: JSONValue) {
    guard let name = json.name, let target = json["spec", "scaleTargetRef"], let targetName = target.word("name") else {
      return nil
    }
    self.init(
      namespace: json.namespace, name: name, targetKind: target.word("kind") ?? "", targetName: targetName,
      minReplicas: json["spec"]?.integer("minReplicas"), maxReplicas: json["spec"]?.integer("maxReplicas") ?? 0)
  }
}

extension ClusterEvent {
  /// `v1`. A series has its own count and end; an event written by the newer API has no `lastTimestamp`.
  init?(_ json: JSONValue) {
    guard json.name != nil, let object = json["involvedObject"] else { return nil }
    let series = json["series"]
    let lastSeen =
      series?.timestamp("lastObservedTime") ?? json.timestamp("lastTimestamp") ?? json.timestamp("eventTime")
      ?? json.timestamp("firstTimestamp")
    self.init(
      type: json.word("type") ?? "Normal", reason: json.word("reason") ?? "", message: json.message("message") ?? "",
      namespace: object.word("namespace") ?? json.namespace, objectKind: object.word("kind") ?? "",
      objectName: object.word("name") ?? "", count: max(1, series?.integer("count") ?? json.integer("count") ?? 1),
      lastSeen: lastSeen)
  }
}

extension SecretCertificate {
  /// The certificates of a secret, by the keys that they stand under; `nil` if it is no secret.
  static func all(in json: JSONValue, reading certificate: ([UInt8]) -> Certificate?) -> [SecretCertificate]? {
    guard let name = json.name else { return nil }
    return ObjectReader.certificateKeys.compactMap { key in
      guard let text = json["data"]?[key]?.text else { return nil }
      let encoding = Base64.decoded(text.utf8).flatMap { PEM.blocks(of: "CERTIFICATE", in: $0, limit: 1).first }
      return SecretCertificate(
        namespace: json.namespace, name: name, key: key, certificate: encoding.flatMap(certificate))
    }
  }
}
