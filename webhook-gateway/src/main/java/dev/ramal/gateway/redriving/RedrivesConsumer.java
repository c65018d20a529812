package dev.ramal.gateway.redriving;

import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.Topics;
import dev.ramal.events.quarantine.CallbackQuarantined;
import dev.ramal.gateway.publishing.Publishers;
import dev.ramal.kit.consuming.EventDecoding;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes quarantined callbacks that a person sends again.
 *
 * <p>Failure policy: a record is acknowledged once the broker has what came of it; else it is tried
 * again, and what was published meanwhile has the same id: rather twice than never. Until the
 * connections are known it waits with the record in hand: on a retry topic it would come behind
 * those of its key that follow.
 */
@ApplicationScoped
public class RedrivesConsumer {
  private static final Logger LOG = Logger.getLogger(RedrivesConsumer.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final TranslateAgain translateAgain;
  private final Publishers publishers;

  RedrivesConsumer(TranslateAgain translateAgain, Publishers publishers) {
    this.translateAgain = translateAgain;
    this.publishers = publishers;
  }

  /** One after the other, in the order in which they come. */
  @Incoming("redrives")
  public Uni<Void> take(ConsumerRecord<String, String> record) {
    return once(translateAgain::isReady, LOOK_EVERY).chain(() -> translated(record));
  }

  /** Ends when it has become true, and looks until then. */
  static Uni<Void> once(Supplier<Boolean> ready, Duration every) {
    return ready.get()
        ? Uni.createFrom().voidItem()
        : Uni.createFrom()
            .item(ready)
            .repeat()
            .withDelay(every)
            .whilst(is -> !is)
            .onItem()
            .ignoreAsUni();
  }

  private Uni<Void> translated(ConsumerRecord<String, String> record) {
    CallbackQuarantined callback =
        EventDecoding.decode(
                record.topic(),
                record.key(),
                record.headers(),
                Instant.ofEpochMilli(record.timestamp()),
                record.value())
            .data(CallbackQuarantined.class);
    Optional<Event<?>> translated = translateAgain.translate(callback);
    LOG.infof(
        "tenant=%s connection=%s a quarantined callback comes again: %s",
        callback.tenant(),
        callback.connectionId(),
        translated.map(event -> event.type() + " event=" + event.id()).orElse("of no use"));
    return translated
        .map(event -> published(callback, event, kept(record, event)))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /**
   * What dies again, or is quarantined anew, is counted against the redrive that it came of; and
   * what is quarantined anew keeps its place among the callbacks of its connection.
   */
  private static Map<String, String> kept(ConsumerRecord<String, String> record, Event<?> event) {
    Map<String, String> kept = new LinkedHashMap<>();
    keep(kept, record, EventHeaders.REDRIVE);
    if (event.topic().equals(Topics.QUARANTINE)) {
      keep(kept, record, EventHeaders.FIRST_OFFSET);
    }
    return kept;
  }

  private static void keep(
      Map<String, String> kept, ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header != null && header.value() != null) {
      kept.put(name, new String(header.value(), StandardCharsets.UTF_8));
    }
  }

  private Uni<Void> published(
      CallbackQuarantined callback, Event<?> event, Map<String, String> kept) {
    return Uni.createFrom()
        .emitter(
            acknowledged ->
                publishers
                    .of(translateAgain.carrierOf(callback))
                    .publish(
                        event,
                        kept,
                        failure -> {
                          if (failure == null) {
                            acknowledged.complete(null);
                          } else {
                            acknowledged.fail(
                                new FailureException(
                                    new Failure.Transient("not acknowledged", failure)));
                          }
                        }));
  }
}
