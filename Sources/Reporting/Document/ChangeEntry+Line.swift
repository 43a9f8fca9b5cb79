extension ReportDocument.ChangeEntry {
  /// `network.subnet.prefix: 10.240.0.0/22 → 10.240.0.0/21 (deployment.yaml:12:3)`.
  var line: String {
    let place = place.map { " (\($0))" } ?? ""
    return switch (from, to) {
    case (let from?, let to?): "\(path): \(from) → \(to)\(place)"
    case (nil, let to?): "\(path): add \(to)\(place)"
    case (let from?, nil): "\(path): leave out \(from)\(place)"
    case (nil, nil): "\(path)\(place)"
    }
  }
}
