package dev.gatehouse.wechatsimulator.platform;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The registered apps, unique by channel and by app id. Immutable. */
public final class Apps {
  private final List<App> all;

  public Apps(Collection<App> apps) {
    all = List.copyOf(apps);
    refuseDuplicates("channel", all.stream().map(App::channel).toList());
    refuseDuplicates("appId", all.stream().map(App::appId).toList());
  }

  public List<App> all() {
    return all;
  }

  public Optional<App> ofChannel(String channel) {
    return all.stream().filter(app -> app.channel().equals(channel)).findFirst();
  }

  public Optional<App> withAppId(String appId) {
    return all.stream().filter(app -> app.appId().equals(appId)).findFirst();
  }

  /** The error message for an unknown channel. */
  public String unknownChannel(String channel) {
    String known = all.stream().map(App::channel).collect(Collectors.joining(", "));
    return "unknown channel \"" + channel + "\"; the simulator knows: " + known;
  }

  private static void refuseDuplicates(String field, List<String> values) {
    if (values.stream().distinct().count() < values.size()) {
      throw new IllegalArgumentException(
          field + " must differ from app to app, but is one of " + values + " twice");
    }
  }
}
