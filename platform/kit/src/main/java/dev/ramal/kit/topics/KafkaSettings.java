package dev.ramal.kit.topics;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** The {@code kafka.*} settings of this service, for clients that are no channel. */
@ApplicationScoped
public class KafkaSettings {
  private final Map<String, Object> broker;

  KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.broker = broker;
  }

  /** A copy to add client settings to: bootstrap servers and security. */
  public Map<String, Object> copy() {
    return new HashMap<>(broker);
  }
}
