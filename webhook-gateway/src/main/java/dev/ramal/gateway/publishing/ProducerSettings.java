package dev.ramal.gateway.publishing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings of a producer that loses nothing it has acknowledged and never makes its caller wait.
 */
public final class ProducerSettings {
  private static final long NEVER = Duration.ofDays(365).toMillis();
  private static final int BATCH_BYTES = 64 * 1024;
  private static final long BUFFER_BYTES = 16L * 1024 * 1024;

  private ProducerSettings() {}

  /**
   * @param broker bootstrap servers and security
   * @param linger how long a record waits for others to share its way
   * @param deadline from handing over to acknowledgement or failure
   */
  public static Map<String, Object> of(
      Map<String, Object> broker, Duration linger, Duration deadline) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER);
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        Math.toIntExact(Math.max(100, deadline.minus(linger).toMillis() * 2 / 3)));
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(deadline.toMillis()));
    return settings;
  }
}
