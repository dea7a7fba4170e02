package dev.gatehouse.wechatsimulator.platform;

/** The parameters of "code to token"; the empty string for a missing one. */
record TokenRequest(String appId, String secret, String code, String grantType) {

  /** Without the secret and the code. */
  @Override
  public String toString() {
    return "TokenRequest[" + appId + "]";
  }
}
