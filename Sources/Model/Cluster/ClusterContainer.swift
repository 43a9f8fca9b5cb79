/// A container of a pod: what it is to be, and what became of it.
public struct ClusterContainer: Sendable, Hashable, Codable {
  public enum State: Sendable, Hashable, Codable {
    /// Not started; `ImagePullBackOff`, `CrashLoopBackOff`, `ContainerCreating`, …
    case waiting(reason: String, message: String?)
    case running(since: Timestamp?)
    case terminated(Termination)
    /// The API server tells nothing about it yet.
    case unknown
  }

  public struct Termination: Sendable, Hashable, Codable {
    /// `Error`, `OOMKilled`, `Completed`.
    public var reason: String?
    public var exitCode: Int
    public var signal: Int?
    public var message: String?
    public var finishedAt: Timestamp?
    public init(
      reason: String? = nil, exitCode: Int, signal: Int? = nil, message: String? = nil, finishedAt: Timestamp? = nil
    ) {
      self.reason = reason
      self.exitCode = exitCode
      self.signal = signal
      self.message = message
      self.finishedAt = finishedAt
    }
  }

  public struct Port: Sendable, Hashable, Codable {
    public var name: String?
    public var port: UInt16
    /// `TCP` unless stated.
    public var transport: PolicyPort.Transport
    public init(name: String? = nil, port: UInt16, transport: PolicyPort.Transport = .tcp) {
      self.name = name
      self.port = port
      self.transport = transport
    }
  }

  public var name: String
  /// Runs before the others and must end well.
  public var isInit: Bool
  /// As declared: `myacr.azurecr.io/models/iris:3`.
  public var image: String
  public var ports: [Port]
  public var requests: ComputeResources
  public var state: State
  /// What became of the instance before this one.
  public var lastTermination: Termination?
  public var isReady: Bool
  public var restarts: Int

  public init(
    name: String, isInit: Bool = false, image: String, ports: [Port] = [],
    requests: ComputeResources = ComputeResources(), state: State = .running(since: nil),
    lastTermination: Termination? = nil, isReady: Bool = true, restarts: Int = 0
  ) {
    self.name = name
    self.isInit = isInit
    self.image = image
    self.ports = ports
    self.requests = requests
    self.state = state
    self.lastTermination = lastTermination
    self.isReady = isReady
    self.restarts = restarts
  }
}
