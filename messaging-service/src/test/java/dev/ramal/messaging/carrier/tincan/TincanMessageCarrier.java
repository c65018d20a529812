package dev.ramal.messaging.carrier.tincan;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.Carrier;
import dev.ramal.messaging.carrier.MessageCarrier;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import dev.ramal.testkit.tincan.Tincan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A third carrier. All it took: this class, and its name in {@code META-INF/ramal/carriers}. It
 * loses the answer to a text that says so.
 */
@ApplicationScoped
public class TincanMessageCarrier implements MessageCarrier {
  public static final String WITHOUT_ANSWER = "sem resposta";

  private final Map<String, MessageDetails> taken = new ConcurrentHashMap<>();

  @Override
  public Carrier carrier() {
    return Tincan.CARRIER;
  }

  @Override
  public Uni<CarrierReply<Submitted>> submit(
      CarrierAccount account, MessageDetails message, Instant leaveBefore) {
    String id = "tincan-" + message.id();
    taken.put(id, message);
    return Uni.createFrom()
        .item(
            message.body().equals(WITHOUT_ANSWER)
                ? new CarrierReply.Unknown<>("lost")
                : new CarrierReply.Done<>(new Submitted(id, 1)));
  }

  @Override
  public Uni<CarrierReply<List<StatusReported>>> lookUp(
      CarrierAccount account, MessageDetails message, String carrierMessageId) {
    return Uni.createFrom().item(new CarrierReply.Unknown<>("tin cans do not tell"));
  }

  @Override
  public Uni<CarrierReply<List<Candidate>>> search(
      CarrierAccount account, MessageDetails message, Instant since) {
    return Uni.createFrom().item(new CarrierReply.Unknown<>("tin cans do not tell"));
  }

  /** What it has for a recipient. */
  public List<MessageDetails> taken(String to) {
    return taken.values().stream().filter(message -> message.to().value().equals(to)).toList();
  }
}
