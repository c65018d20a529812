package dev.ramal.carriers.twilio;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** How Twilio is reached. */
@ConfigMapping(prefix = "ramal.twilio")
public interface TwilioSettings {
  /** Another server that speaks Twilio's API may stand in. */
  @WithDefault("https://api.twilio.com")
  URI apiUrl();

  /** To open a connection. */
  @WithDefault("3S")
  Duration connectTimeout();

  /** Silence on an open connection. Twilio answers commands in well under a second. */
  @WithDefault("10S")
  Duration responseTimeout();

  /** Requests at one time that are to bring something about; further ones wait in line, unsent. */
  @WithDefault("16")
  int connections();

  /** Questions at one time, beside them: as many as the queues of questions have places. */
  @WithDefault("32")
  int questions();
}
