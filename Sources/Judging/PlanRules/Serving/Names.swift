import Model

extension DeclaredPlan {
  /// Services' names and namespaces: the names by the SDK's pattern, the namespaces by Kubernetes' (RFC 1123 label).
  func serviceNames(_ limits: PlanLimits) -> Appraisal {
    guard let minimum = limits.number(.minimum), let maximum = limits.number(.maximum) else {
      return .notDeclared("limits")
    }
    return appraiseServices { service, appraisal in
      let form = NameForm.service(lengths: minimum, maximum)
      if let name = service.service.name {
        Self.compare(name, with: form, at: service.path("name"), of: service.subject, in: &appraisal)
      } else {
        appraisal.missing.append(service.path("name"))
      }
      if let namespace = service.service.namespace {
        Self.compare(namespace, with: .namespace, at: service.path("namespace"), of: service.subject, in: &appraisal)
      }
    }
  }

  /// Whether the compute can have the cluster's name; else it needs one of its own when it is attached.
  func computeName(_ limits: PlanLimits) -> Appraisal {
    guard let minimum = limits.number(.minimum), let maximum = limits.number(.maximum) else {
      return .notDeclared("limits")
    }
    guard let name = cluster.name else { return .notDeclared("cluster.name") }
    var appraisal = Appraisal()
    Self.compare(
      name, with: .compute(lengths: minimum, maximum), at: "cluster.name",
      of: Finding.Subject(kind: .cluster, id: name, detail: "cluster.name"), in: &appraisal)
    // The cluster keeps its name: only the compute's, which the deployment file does not have, is another.
    for index in appraisal.violations.indices { appraisal.violations[index].changes = [] }
    return appraisal
  }

  private static func compare(
    _ name: String, with form: NameForm, at path: String, of subject: Finding.Subject, in appraisal: inout Appraisal
  ) {
    let length = name.unicodeScalars.count
    let lengthText =
      length < form.lengths.lowerBound
      ? "\(length) < \(form.lengths.lowerBound)"
      : length > form.lengths.upperBound
        ? "\(length) > \(form.lengths.upperBound)"
        : "\(form.lengths.lowerBound) ≤ \(length) ≤ \(form.lengths.upperBound)"
    let holds = form.lengths.contains(length) && form.hasShape(name)
    appraisal.compare(
      Working(
        path: path, arithmetic: "\(name): \(lengthText); \(form.hasShape(name) ? "∈" : "∉") \(form.pattern)",
        holds: holds),
      else: Sign(
        .nameInvalid,
        [
          .value: name, .name: name, .limit: "\(form.lengths.lowerBound) to \(form.lengths.upperBound)",
          .needed: "\(form.lengths.lowerBound) to \(form.lengths.upperBound) characters, \(form.pattern)",
        ], subject: subject, changes: [Change(path: path, from: name, to: form.nearest(to: name))]))
  }
}

/// What a kind of name looks like.
struct NameForm {
  /// As the documents write it.
  let pattern: String
  /// In characters.
  let lengths: ClosedRange<Int>
  let beginsWithLetter: Bool
  let allowsUpperCase: Bool

  /// Python package azureml-core 1.48.0, `Webservice._check_validity_of_name`; the lengths are the catalog's.
  static func service(lengths minimum: Int, _ maximum: Int) -> NameForm {
    NameForm(
      pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$", lengths: minimum...max(minimum, maximum), beginsWithLetter: true,
      allowsUpperCase: false)
  }

  /// Python package azureml-core 1.48.0, `ComputeTarget`; the lengths are the catalog's.
  static func compute(lengths minimum: Int, _ maximum: Int) -> NameForm {
    NameForm(
      pattern: "^[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9]$", lengths: minimum...max(minimum, maximum), beginsWithLetter: true,
      allowsUpperCase: true)
  }

  /// A label of RFC 1123 section 2.1 in lower case, as Kubernetes wants it.
  static let namespace = NameForm(
    pattern: "^[a-z0-9]([a-z0-9-]{,61}[a-z0-9])?$", lengths: 1...63, beginsWithLetter: false, allowsUpperCase: false)

  /// Whether the characters are allowed where they stand; the length aside.
  func hasShape(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, let last = name.unicodeScalars.last else { return false }
    return name.unicodeScalars.allSatisfy { $0 == "-" || isLetter($0) || isDigit($0) }
      && (isLetter(first) || (!beginsWithLetter && isDigit(first))) && last != "-"
  }

  /// A name of this form that is as like as can be: other characters become hyphens.
  func nearest(to name: String) -> String {
    var scalars = (allowsUpperCase ? name : name.lowercased()).unicodeScalars.map { scalar -> Unicode.Scalar in
      isLetter(scalar) || isDigit(scalar) ? scalar : "-"
    }
    scalars = Array(scalars.drop { $0 == "-" || (beginsWithLetter && isDigit($0)) }.prefix(lengths.upperBound))
    while scalars.last == "-" { scalars.removeLast() }
    if scalars.isEmpty { scalars = Array("service".unicodeScalars.prefix(lengths.upperBound)) }
    while scalars.count < lengths.lowerBound { scalars.append("1") }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || (allowsUpperCase && ("A"..."Z").contains(scalar))
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
