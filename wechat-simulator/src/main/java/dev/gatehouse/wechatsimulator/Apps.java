package dev.gatehouse.wechatsimulator;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The apps registered here: one per channel, one per app id. Immutable. */
final class Apps {
  private final List<App> all;

  Apps(Collection<App> apps) {
    all = List.copyOf(apps);
    refuseTwoWithOne("channel", all.stream().map(App::channel).toList());
    refuseTwoWithOne("appId", all.stream().map(App::appId).toList());
  }

  List<App> all() {
    return all;
  }

  Optional<App> ofChannel(String channel) {
    return all.stream().filter(app -> app.channel().equals(channel)).findFirst();
  }

  Optional<App> withAppId(String appId) {
    return all.stream().filter(app -> app.appId().equals(appId)).findFirst();
  }

  /** A sentence for whoever asked for a channel that is not here. */
  String doNotKnow(String channel) {
    String known = all.stream().map(App::channel).collect(Collectors.joining(", "));
    return "unknown channel \"" + channel + "\"; the simulator knows: " + known;
  }

  private static void refuseTwoWithOne(String field, List<String> values) {
    if (values.stream().distinct().count() < values.size()) {
      throw new IllegalArgumentException(
          field + " must differ from app to app, but is one of " + values + " twice");
    }
  }
}
