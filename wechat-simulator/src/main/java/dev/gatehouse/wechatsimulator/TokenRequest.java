package dev.gatehouse.wechatsimulator;

/** The parameters of "code to token" as they came; the empty string for one that did not come. */
record TokenRequest(String appId, String secret, String code, String grantType) {

  /** Without the secret and the code. */
  @Override
  public String toString() {
    return "TokenRequest[" + appId + "]";
  }
}
