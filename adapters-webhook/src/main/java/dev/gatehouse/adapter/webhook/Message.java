package dev.gatehouse.adapter.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.application.event.LoginEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The body of a call: the type of the event, when it happened, and what it says. */
record Message(String type, String timestamp, Data data) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * What an event says.
   *
   * @param sub the id as text, as in tokens: some receivers lose digits of numbers beyond 2^53
   * @param method absent if the event is not about one login method
   * @param channel absent if the method has none
   * @param closesAt absent unless the user asked to close the account
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Data(
      long userId,
      String sub,
      @Nullable String method,
      @Nullable String channel,
      @Nullable String closesAt) {}

  static Message of(LoginEvent event) {
    return new Message(
        event.type().word(),
        event.at().toString(),
        new Data(
            event.user().value(),
            Long.toString(event.user().value()),
            event.method() == null ? null : event.method().code(),
            event.channel(),
            event.closesAt() == null ? null : event.closesAt().toString()));
  }

  String json() {
    return JSON.writeValueAsString(this);
  }
}
