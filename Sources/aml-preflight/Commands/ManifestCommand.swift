import ArgumentParser
import Intake
import Manifests
import Model
import Planning

struct ManifestCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "manifest",
    abstract: "Write Kubernetes YAML that runs the check in the cluster; applies nothing.",
    discussion: """
      A job checks once from a pod, a cronjob by a schedule, a daemonset again and again from every node that is selected. \
      Pods meet the Pod Security level "restricted" (but for --host-network), and have no token unless --api-checks is \
      given: then roles name each kind of object that is read. The image's entry point is this program. Options for run \
      follow after --.

      Example:
        aml-preflight manifest job deployment.yaml --create-namespace >job.yaml
        aml-preflight manifest daemonset deployment.yaml --image myacr.azurecr.io/aml-preflight:1 --host-network
        aml-preflight manifest cronjob deployment.yaml --schedule @daily --api-checks -- --step-timeout 10s
      """
  )
  .ofSubcommand

  enum Kind: String, Choice {
    case job, cronjob, daemonset
  }

  @Argument(help: "What starts the pods: job, cronjob or daemonset.")
  var kind: Kind

  @Argument(help: "The deployment file, YAML or JSON; - reads standard input.", completion: .deployments)
  var deployment: String

  @Argument(parsing: .postTerminator, help: "Options for run.")
  var runOptions: [String] = []

  @OptionGroup(title: "Objects") var objects: ManifestOptions
  @OptionGroup(title: "Pods") var pods: ManifestPodOptions

  static let environmentOptions = ManifestOptions.environmentOptions + ManifestPodOptions.environmentOptions

  mutating func validate() throws {
    if objects.schedule != nil, kind != .cronjob { throw ValidationError("--schedule belongs to a cronjob.") }
    if objects.every != nil, kind != .daemonset { throw ValidationError("--every belongs to a daemonset.") }
    for (option, value) in [("--deadline", pods.deadline), ("--ttl", pods.ttl)] where value != nil && kind == .daemonset
    {
      throw ValidationError("\(option) belongs to a job or cronjob; a daemonset's pods do not end.")
    }
    // Kubernetes adds what tells its jobs apart: eleven characters.
    if kind == .cronjob, objects.name.utf8.count > 52 {
      throw ValidationError("--name of a cronjob takes 52 characters at most; this has \(objects.name.utf8.count).")
    }
    try checkRunOptions(try runCommand())
  }

  /// What the pods will run, as far as options after `--` say. What it would refuse in the cluster is refused here.
  private func runCommand() throws -> RunCommand {
    do {
      return try RunCommand.parse(["deployment.yaml"] + runOptions)
    } catch {
      throw ValidationError("run would refuse the options after --: \(RunCommand.message(for: error))")
    }
  }

  /// Refuses options that the manifest sets itself, or whose files the pods would not have.
  private func checkRunOptions(_ run: RunCommand) throws {
    let place = run.place
    let ofManifest: [(String, Bool)] = [
      ("-o", !run.output.outputs.isEmpty), ("--out-dir", run.output.outDir != nil), ("--every", run.every != nil),
      ("--vantage", run.vantage.vantage != nil), ("--no-api-checks", run.cluster.withoutAPIChecks),
      ("--report-config-map", run.cluster.reportConfigMap != nil), ("--node-name", place.nodeName != nil),
      ("--pod-name", place.podName != nil), ("--pod-namespace", place.podNamespace != nil),
      ("--host-network", place.hostNetwork != nil),
    ]
    let ofFiles: [(String, Bool)] = [
      ("--from", !run.discovery.documents.isEmpty), ("--kubeconfig", run.discovery.cluster.kubeconfig != nil),
      ("--context", run.discovery.cluster.context != nil), ("--baseline", run.reporting.baseline != nil),
      ("--catalog", run.general.catalog != nil), ("--aks-versions", run.rules.aksVersions != nil),
      ("--service-tags", run.rules.serviceTags != nil), ("--score-body", run.sending.scoreBody != nil),
    ]
    if let option = ofManifest.first(where: \.1) {
      throw ValidationError("\(option.0) is set by the manifest itself; it cannot follow after --.")
    }
    if run.vantage.caFile != nil {
      throw ValidationError("--ca-file names a file that the pods do not have; use --ca-config-map, before the --.")
    }
    if let option = ofFiles.first(where: \.1) {
      throw ValidationError("\(option.0) names a file that the pods do not have; it cannot follow after --.")
    }
    if kind == .daemonset, place.vantageID != nil {
      throw ValidationError("--vantage-id would give every node of a daemonset one name; leave it out.")
    }
    if let timeout = run.limits.timeout, kind != .daemonset, timeout.duration >= pods.deadlineOrUsual {
      throw ValidationError("--timeout after -- must be shorter than --deadline, or the report is not written in time.")
    }
  }

  func run() throws {
    let composition = Composition(catalog: try GeneralOptions.parse([]).loadCatalog())
    let reader = composition.reader
    StandardInput.announce([deployment])
    let text = try reader.text(atPath: deployment)
    let declared = try reader.deployment(from: text, named: deployment == "-" ? "standard input" : deployment)
    let command = try runCommand()
    let planner = Planner(catalog: composition.catalog)
    let selection = command.rules.applied(to: try command.selection.selection(by: planner))
    var run = ClusterRun(
      workload: workload, name: objects.name, namespace: objects.namespace,
      image: try objects.image(for: declared, by: planner), deploymentFile: text)
    run.createsNamespace = objects.createNamespace
    run.destination = objects.report.destination(for: objects.name)
    run.options = runOptions
    run.secret = try objects.secret(for: declared)
    try pods.apply(to: &run)
    if command.limits.timeout == nil { run.timeout = pods.usualTimeout }
    // One key that is replaced each time, wherever the pod runs; a daemonset has one for each node.
    if case .configMap = run.destination, kind != .daemonset, command.place.vantageID == nil {
      run.options += ["--vantage-id", objects.name]
    }
    if objects.apiChecks {
      let plan = plan(
        for: declared, by: planner, selecting: selection, modelsIn: command.models.namespace?.text)
      run.access = Set(plan.rights(withSecrets: objects.certificateSecrets))
      run.options += objects.certificateSecrets ? [] : plan.requirementsOfSecrets.flatMap { ["--skip", $0.rawValue] }
    }
    try OutputWriter.print(try run.manifest())
  }

  private var workload: ClusterRun.Workload {
    switch kind {
    case .job: .job
    case .cronjob: .cronJob(schedule: objects.schedule?.text ?? CronSchedule.usual)
    case .daemonset: .daemonSet(every: (objects.every ?? ManifestOptions.usualInterval).seconds)
    }
  }

  /// What a run in the cluster would plan.
  private func plan(
    for deployment: Deployment, by planner: Planner, selecting selection: Selection, modelsIn namespace: String?
  ) -> Plan {
    var vantage = Vantage(kind: pods.hostNetwork ? .node : .pod, nameservers: [], nameserversFrom: "")
    vantage.clusterAccess = ClusterAccess(
      .serviceAccount, host: .name(DomainName("kubernetes.default.svc")!), port: 443, credential: .token)
    vantage.clusterAccess?.namespace = namespace
    if !pods.hostNetwork {
      vantage.clusterAccess?.ownNamespace = objects.namespace
      vantage.clusterAccess?.ownPod = Plan.ownPod
    }
    return planner.plan(for: deployment, from: vantage, selecting: selection)
  }
}

extension Plan {
  /// Stands for the name of the pod, which is not known before it runs.
  fileprivate static let ownPod = "own-pod"

  /// The rights for every read of the Kubernetes API.
  fileprivate func rights(withSecrets: Bool) -> [AccessRight] {
    steps.compactMap { step -> AccessRight? in
      guard case .readCluster(let read) = step.probe, read.resource != .secrets || withSecrets else { return nil }
      var right = read.right
      if read.resource == .pods, read.name == Self.ownPod { right?.name = nil }
      return right
    }
  }

  /// Those that cannot be judged without a secret.
  fileprivate var requirementsOfSecrets: [Requirement.ID] {
    let reads = steps.filter { if case .readCluster(let read) = $0.probe { read.resource == .secrets } else { false } }
    return requirements.filter { !Set($0.steps).isDisjoint(with: reads.map(\.id)) }.map(\.requirement.id)
  }
}
