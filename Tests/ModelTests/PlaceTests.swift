import Model
import Testing

@Suite struct `The pool of a node` {
  @Test(arguments: [
    ("aks-nodepool1-24816391-vmss000000", "nodepool1"), ("aks-gpu-12345678-vmss00000z", "gpu"),
    ("AKS-Pool1-12345678-VMSS00000A", "pool1"), ("aks-agentpool-12345678-0", "agentpool"),
    ("aks-np-1-vmss0.internal.cloudapp.net", "np"), ("akswin000000", "win"), ("aksnpwin00000b", "npwin"),
  ])
  func `is told by the convention of its name`(name: String, pool: String) {
    #expect(Vantage.Place.nodePool(ofNode: name) == pool)
  }

  @Test(arguments: [
    "", "aks", "laptop", "aks-pool1-vmss000000", "aks-pool1-12345678-vmss", "aks-1pool-12345678-vmss000000",
    "aks-averylongpoolname-12345678-vmss000000", "gke-pool1-12345678-vmss000000", "aks-pool1-1234x678-vmss000000",
    "aks-pool1-12345678-vmss00_00", "akslongwin000000", "aks000000", "aks-pool1-12345678-extra-vmss000000",
    "aks--12345678-vmss000000",
  ])
  func `is not guessed from another name`(name: String) {
    #expect(Vantage.Place.nodePool(ofNode: name) == nil)
  }
}
