package dev.ramal.bench.gateway;

import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.events.connections.ConnectionPublished.SealedSecret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The one carrier account of the measurement, published as call-service would publish it. */
final class BenchConnection {
  private static final TenantId TENANT = TenantId.of("aurora");
  private static final String KEY_ID = "bench";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final byte[] sealingKey = random(32);
  private final String authToken = Base64.getEncoder().encodeToString(random(24));

  String authToken() {
    return authToken;
  }

  /** Settings with which a service can open what this connection has sealed. */
  Map<String, String> secrets() {
    return Map.of(
        "ramal.secrets.keys." + KEY_ID,
        Base64.getEncoder().encodeToString(sealingKey),
        "ramal.secrets.active",
        KEY_ID);
  }

  void publish(String bootstrapServers) {
    String key = TENANT.value() + ":" + SignedRequests.CONNECTION;
    ConnectionPublished connection =
        new ConnectionPublished(
            SignedRequests.CONNECTION,
            TENANT,
            Carrier.TWILIO,
            true,
            1,
            List.of(SignedRequests.ACCOUNT),
            List.of(),
            List.of(),
            List.of("+551140000000"),
            List.of(),
            List.of(new SealedSecret("auth-token", sealed(key), null)),
            Instant.now());
    Event<ConnectionPublished> event =
        new Event<>(
            UUID.randomUUID().toString(),
            "/bench",
            connection.connectionId(),
            connection.updatedAt(),
            TENANT,
            null,
            Topics.CONNECTIONS,
            key,
            connection);
    ProducerRecord<String, String> record =
        new ProducerRecord<>(event.topic(), key, EventJson.write(connection));
    EventHeaders.of(event)
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka did not take the connection", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String sealed(String context) {
    byte[] nonce = random(NONCE_BYTES);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(sealingKey, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      byte[] secret = cipher.doFinal(authToken.getBytes(StandardCharsets.UTF_8));
      byte[] whole =
          ByteBuffer.allocate(NONCE_BYTES + secret.length).put(nonce).put(secret).array();
      return "v1:" + KEY_ID + ":" + Base64.getEncoder().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return random;
  }
}
