package dev.gatehouse.wechatsimulator.platform;

/**
 * What a person allowed an app.
 *
 * @param person the real person, or a virtual one in snapshot mode
 * @param scope the scope of the tokens
 * @param snapshot whether WeChat shows a snapshot, and whether its responses say so
 */
public record Grant(Person person, App app, String scope, Snapshot snapshot) {

  /** A grant of the app's own scope. */
  public static Grant of(Person person, App app) {
    return new Grant(person, app, app.scope(), Snapshot.NONE);
  }

  /** A silent grant: the app learns the openid, and the unionid only if it was granted before. */
  public static Grant base(Person person, App app) {
    return new Grant(person, app, App.BASE_SCOPE, Snapshot.NONE);
  }

  String openId() {
    return Identifiers.openId(person, app);
  }

  /** Snapshot mode: all that the app learns is virtual. */
  public enum Snapshot {
    NONE,
    /** The token response has {@code is_snapshotuser}. */
    FLAGGED,
    /** Reported by users: the flag is missing. */
    UNFLAGGED
  }

  @Override
  public String toString() {
    return "Grant[" + app + ", " + person.key() + ", " + scope + ", " + snapshot + "]";
  }
}
