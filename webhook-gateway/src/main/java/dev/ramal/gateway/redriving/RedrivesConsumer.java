package dev.ramal.gateway.redriving;

import dev.ramal.events.Event;
import dev.ramal.events.quarantine.CallbackQuarantined;
import dev.ramal.gateway.publishing.Publishers;
import dev.ramal.kit.consuming.EventDecoding;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes quarantined callbacks that a person sends again.
 *
 * <p>Failure policy: a record is acknowledged once the broker has what came of it; else it is tried
 * again, and what was published meanwhile has the same id: rather twice than never.
 */
@ApplicationScoped
public class RedrivesConsumer {
  private static final Logger LOG = Logger.getLogger(RedrivesConsumer.class);

  private final TranslateAgain translateAgain;
  private final Publishers publishers;

  RedrivesConsumer(TranslateAgain translateAgain, Publishers publishers) {
    this.translateAgain = translateAgain;
    this.publishers = publishers;
  }

  /** One after the other, in the order in which they come. */
  @Incoming("redrives")
  public Uni<Void> take(ConsumerRecord<String, String> record) {
    if (!translateAgain.isReady()) {
      throw new FailureException(new Failure.NotYet("the connections are not known yet"));
    }
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
        .map(event -> published(callback, event))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> published(CallbackQuarantined callback, Event<?> event) {
    return Uni.createFrom()
        .emitter(
            acknowledged ->
                publishers
                    .of(translateAgain.carrierOf(callback))
                    .publish(
                        event,
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
