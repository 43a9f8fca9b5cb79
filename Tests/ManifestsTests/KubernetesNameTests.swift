import Manifests
import Testing

@Suite struct `A name in Kubernetes` {
  private static let long = String(repeating: "a", count: 63)

  @Test(arguments: ["a", "a-b", "1", long]) func `can be a label`(_ text: String) {
    #expect(KubernetesName.isLabel(text))
    #expect(KubernetesName.isSubdomain(text))
  }

  @Test(arguments: ["", "-a", "a-", "A", "a_b", "a.b", "a\n", "é", "a b", "\"", long + "a"])
  func `cannot be any other label`(_ text: String) {
    #expect(!KubernetesName.isLabel(text))
  }

  @Test(arguments: ["a..b", ".a", "a.", "A.b", "a/b", String(repeating: "a.", count: 130) + "a"])
  func `cannot be any other subdomain`(_ text: String) {
    #expect(!KubernetesName.isSubdomain(text))
    #expect(KubernetesName.isSubdomain("a.b-c.d"))
  }

  @Test(arguments: [
    ("deployment.yaml", true), ("A_b-c.1", true), (".", false), ("..", false), ("..a", false), (".a", true),
    ("", false),
    ("a/b", false), ("a b", false), ("ü", false), (String(repeating: "k", count: 254), false),
  ])
  func `can be a key of data`(_ text: String, isKey: Bool) {
    #expect(KubernetesName.isDataKey(text) == isKey)
  }

  @Test(arguments: [
    ("sku", true), ("kubernetes.azure.com/agentpool", true), ("A_b", true), ("", false), ("/a", false), ("a/", false),
    ("a/b/c", false), ("A/b", false), ("a=b", false), ("-a", false), (long + "a", false),
  ])
  func `can be a key of labels`(_ text: String, isKey: Bool) {
    #expect(KubernetesName.isQualified(text) == isKey)
  }

  @Test(arguments: [
    ("myacr.azurecr.io/aml-preflight:1", true), ("a", true), ("localhost:5000/a/b_c:V1.2-x", true),
    ("r/a@sha256:00ff", true), ("", false), ("a b", false), ("a\nb", false), ("\"a\"", false), ("a:", false),
    ("/a", false),
    ("r//a", false), ("https://r/a", false), ("$(X)", false), ("é", false),
  ])
  func `can be an image's`(_ text: String, isImage: Bool) {
    #expect(KubernetesName.isImage(text) == isImage)
  }
}
