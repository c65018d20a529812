package dev.ramal.messaging.alerting.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How alerts are told. */
@ConfigMapping(prefix = "ramal.messaging.alerts")
public interface AlertingConfig {
  /** Where webhooks may lead, over HTTPS: {@code host}, {@code .domain} for all beneath it. */
  @WithDefault("hooks.slack.com,hooks.slack-gov.com")
  @NotEmpty
  List<@NotBlank String> slackHosts();

  /** A server that stands in for Slack, as in {@code http://localhost:4040}; also without TLS. */
  Optional<String> slackStandIn();

  /** Slack answers within this, or is asked once more. */
  @WithDefault("5S")
  Duration slackTimeout();

  /** Then the receiver counts as failed, and the next step is taken. */
  @WithDefault("5")
  @Positive
  int attempts();

  /** Before the second attempt; doubles up to a minute. */
  @WithDefault("2S")
  Duration backoff();

  /** What could not be told within this is not told any more. */
  @WithDefault("15M")
  Duration sendWithin();

  /** For how long an acknowledged alert stays quiet however often it is raised. */
  @WithDefault("24H")
  Duration acknowledgedFor();
}
