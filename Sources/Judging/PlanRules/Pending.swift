extension DeclaredPlan {
  func networkFeatures(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func podRange(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func subnetCapacity(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func podSubnetCapacity(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func vnetAddresses(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func routeTable() -> Appraisal { .notDeclared("") }
  func defaultRoute() -> Appraisal { .notDeclared("") }
  func subnetDelegation(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func subnetsInsideVNet() -> Appraisal { .notDeclared("") }
  func rangesDisjoint() -> Appraisal { .notDeclared("") }
  func rangesReserved(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func rangesCanonical() -> Appraisal { .notDeclared("") }
  func serviceRangeSize(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func dnsServiceAddressInside() -> Appraisal { .notDeclared("") }
  func dnsServiceAddressFree() -> Appraisal { .notDeclared("") }
  func dockerBridge() -> Appraisal { .notDeclared("") }
  func dualStack() -> Appraisal { .notDeclared("") }
  func serversOutsideClusterRanges() -> Appraisal { .notDeclared("") }
}
