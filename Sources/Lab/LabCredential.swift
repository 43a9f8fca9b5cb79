/// What opens the lab's services. Nothing else knows them, and nothing is protected by them.
public enum LabCredential {
  /// May pull from the demo's registry.
  public static let registryUsername = "demo-puller"
  public static let registryPassword = "demo-registry-password"
  /// Exists, and may pull nothing.
  public static let strangerUsername = "demo-stranger"
  public static let strangerPassword = "demo-stranger-password"
  /// What a registry's `/oauth2/exchange` takes for a refresh token, and storage for a token of its own audience.
  public static let entraToken = "demo-entra-token"
  /// The query of a shared access signature for blobs and tables.
  public static let accessSignature =
    "sv=2022-11-02&ss=bt&srt=sco&sp=rl&se=2099-12-31T00:00:00Z&spr=https&sig=ZGVtby1zYXM%3D"
  /// The key of the scoring service.
  public static let scoringKey = "demo-scoring-key"

  /// What a registry gives for ``entraToken``; with the user name of nobody it is a password as well.
  static let refreshToken = "demo-refresh-token"
  static let refreshTokenUsername = "00000000-0000-0000-0000-000000000000"
  /// The signature in ``accessSignature``, decoded.
  static let signature = "ZGVtby1zYXM="
}
