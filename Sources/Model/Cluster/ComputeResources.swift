/// Amounts of compute resources, of a node or asked for by a container; what is not stated is `nil`.
public struct ComputeResources: Sendable, Hashable, Codable {
  /// Thousandths of a vCPU.
  public var milliCPU: Int?
  public var memoryBytes: Int?
  /// `nvidia.com/gpu` and its like, added up.
  public var gpus: Int?
  /// Of a node only.
  public var pods: Int?

  public init(milliCPU: Int? = nil, memoryBytes: Int? = nil, gpus: Int? = nil, pods: Int? = nil) {
    self.milliCPU = milliCPU
    self.memoryBytes = memoryBytes
    self.gpus = gpus
    self.pods = pods
  }
}
