import Intake
import Testing

@Suite struct `The look of a secret` {
  private static let key = "q8Q~7hT2mB9xLz4Vw1Rk6Jd3Np5Ys0CANARY"

  @Test(arguments: [
    key, "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc", "0123456789abcdef0123456789abcdef",
    "AccountName=x;AccountKey=abc==;EndpointSuffix=core.windows.net", "/score?sig=abc", "?SharedAccessSignature=a",
    "-----BEGIN PRIVATE KEY-----", "password=hunter2", "https://x/?a=b&token=1",
  ])
  func `is known`(text: String) {
    #expect(SecretLook.isSecret(text))
  }

  @Test(arguments: [
    "myaks-d1a2b3c4.hcp.westeurope.azmk8s.io", "2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27", "westeurope", "Standard_D4s_v3",
    "/subscriptions/2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27/resourceGroups/MC_myResourceGroup_myAKSCluster_eastus2",
    "prodwesteuropestorage012", "10.240.0.0/16", "/tmp/reports/Prod-AKS-WestEurope-20261121T160523Z.json",
    "/api/v1/service/iris/score", "design=1", "--step-timeout=5s", "sig", "", "sig=",
    "2001:0db8:0000:0000:0000:ff00:0042:8329",
  ])
  func `is not that of names and paths`(text: String) {
    #expect(!SecretLook.isSecret(text))
    #expect(SecretLook.removed(from: text) == text)
  }

  @Test func `leaves the rest of a message`() {
    #expect(
      SecretLook.removed(from: "a.yaml:4:1: error: region is \"\(Self.key)\", sig=ab/c+d= and more")
        == "a.yaml:4:1: error: region is \"(removed)\", sig=(removed) and more")
  }
}
