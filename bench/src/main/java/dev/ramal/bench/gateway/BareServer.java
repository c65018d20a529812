package dev.ramal.bench.gateway;

import dev.ramal.bench.room.Room;
import dev.ramal.events.Topics;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.carriers.twilio.TwilioSignature;
import dev.ramal.gateway.publishing.ProducerSettings;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import javax.crypto.SecretKey;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The least that could do the gateway's work: the same signature check and the same producer, no
 * framework, no connections, no translation. Its record is the raw body, or as large as the
 * gateway's ({@link FullRecords}), with all that broker and producer have to do for that.
 */
public final class BareServer extends AbstractVerticle {
  static final String BODY_ONLY = "body-only";
  static final String FULL_RECORD = "full-record";

  private static KafkaProducer<byte[], byte[]> producer;
  private static List<SecretKey> keys;
  private static BiFunction<byte[], byte[], ProducerRecord<byte[], byte[]>> records;
  private static int port;

  private final TwilioSignature signature = new TwilioSignature(Room.PUBLIC_BASE);

  /**
   * {@code args}: port, bootstrap servers, what its records hold. The Auth Token comes in {@code
   * RAMAL_BENCH_TOKEN}.
   */
  public static void main(String[] args) {
    port = Integer.parseInt(args[0]);
    keys = List.of(TwilioSignature.key(System.getenv("RAMAL_BENCH_TOKEN")));
    records =
        args[2].equals(FULL_RECORD)
            ? new FullRecords()::of
            : (key, body) -> new ProducerRecord<>(Topics.CALL_FACTS, key, body);
    producer =
        new KafkaProducer<>(
            ProducerSettings.of(
                Map.of("bootstrap.servers", args[1]), Duration.ofMillis(2), Duration.ofSeconds(8)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    Vertx vertx = Vertx.vertx();
    vertx.setPeriodic(1, 100, timer -> warmUp(vertx, timer));
  }

  private static void warmUp(Vertx vertx, long timer) {
    try {
      producer.partitionsFor(Topics.CALL_FACTS);
    } catch (TimeoutException e) {
      return;
    }
    vertx.cancelTimer(timer);
    vertx.deployVerticle(
        BareServer.class,
        new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE));
  }

  @Override
  public void start() {
    vertx.createHttpServer().requestHandler(this::receive).listen(port, "localhost");
  }

  private void receive(HttpServerRequest request) {
    Context loop = context;
    request.bodyHandler(
        body -> {
          if (!isGenuine(request, body)) {
            request.response().setStatusCode(403).end();
            return;
          }
          byte[] key = request.getParam("call").getBytes(StandardCharsets.UTF_8);
          producer.send(
              records.apply(key, body.getBytes()),
              (metadata, failure) ->
                  loop.runOnContext(
                      ignored ->
                          request.response().setStatusCode(failure == null ? 204 : 503).end()));
        });
  }

  private boolean isGenuine(HttpServerRequest request, Buffer body) {
    return request.uri().length() > 1
        && signature.isGenuine(
            request.uri(),
            FormBody.parse(body.getBytes()),
            request.getHeader(TwilioSignature.HEADER),
            keys);
  }
}
