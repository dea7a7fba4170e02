package com.example.knock;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of another team's adapter, in a package of its own.
 *
 * @param door refused with a line that its author wrote, but for what the JDK itself refuses
 */
@ConfigurationProperties("gatehouse.knock")
public record KnockProperties(@DefaultValue("") String door, @DefaultValue("") String wall) {

  public KnockProperties {
    if (!door.equals("open")) {
      throw new IllegalArgumentException("gatehouse.knock.door must be open");
    }
    URI.create(wall);
  }
}
