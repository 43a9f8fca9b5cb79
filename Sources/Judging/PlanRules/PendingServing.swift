extension DeclaredPlan {
  func authorizedRangesCount(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func authorizedRangesApply() -> Appraisal { .notDeclared("") }
  func authorizedRangesOwnEgress() -> Appraisal { .notDeclared("") }
  func authorizedRangesAzureML() -> Appraisal { .notDeclared("") }
  func privateClusterName() -> Appraisal { .notDeclared("") }
  func privateZone() -> Appraisal { .notDeclared("") }
  func standardLoadBalancer() -> Appraisal { .notDeclared("") }
  func proxyExceptions(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func proxyExceptionForms() -> Appraisal { .notDeclared("") }
  func versionCount(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func traffic() -> Appraisal { .notDeclared("") }
  func defaultVersion() -> Appraisal { .notDeclared("") }
  func controlVersion(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func modelCount(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func autoscaleBounds() -> Appraisal { .notDeclared("") }
  func autoscaleTarget(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func autoscaleOrReplicas() -> Appraisal { .notDeclared("") }
  func autoscaleOnDevTest() -> Appraisal { .notDeclared("") }
  func horizontalPodAutoscaler() -> Appraisal { .notDeclared("") }
  func replicasForLoad() -> Appraisal { .notDeclared("") }
  func replicasFitCluster() -> Appraisal { .notDeclared("") }
  func authentication() -> Appraisal { .notDeclared("") }
  func tokenRegion() -> Appraisal { .notDeclared("") }
  func leafDomainLabel() -> Appraisal { .notDeclared("") }
  func serviceNames(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func computeName(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func secondaryPool() -> Appraisal { .notDeclared("") }
  func sameRegion() -> Appraisal { .notDeclared("") }
  func regionOffers() -> Appraisal { .notDeclared("") }
  func retirement(_ limits: PlanLimits) -> Appraisal { .notDeclared("") }
  func documentsAgree() -> Appraisal { .notDeclared("") }
}
