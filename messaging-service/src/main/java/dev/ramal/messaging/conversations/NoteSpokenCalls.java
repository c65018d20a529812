package dev.ramal.messaging.conversations;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.kit.consuming.BatchHandler;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.conversations.SpeakerRepository.ContactKey;
import dev.ramal.messaging.message.Party;
import dev.ramal.numbering.Spellings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps which agent talked to a contact last; a machine that picked up is nobody. */
@ApplicationScoped
class NoteSpokenCalls implements BatchHandler {
  private final SpeakerRepository speakers;

  NoteSpokenCalls(SpeakerRepository speakers) {
    this.speakers = speakers;
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return event.type().equals(CallEnded.TYPE);
  }

  @Override
  public Uni<Void> apply(Sql sql, List<Delivery> deliveries) {
    Map<ContactKey, Speaker> calls = new HashMap<>();
    deliveries.forEach(delivery -> delivery.attempt(() -> note(delivery.event(), calls)));
    return speakers.called(sql, calls);
  }

  private static void note(ReceivedEvent event, Map<ContactKey, Speaker> calls) {
    CallEnded ended = event.data(CallEnded.class);
    String lead = ended.direction() == Direction.INBOUND ? ended.from() : ended.to();
    boolean talked =
        ended.agentId() != null
            && ended.talkSeconds() > 0
            && ended.answeredBy() != AnsweredBy.MACHINE
            && ended.answeredBy() != AnsweredBy.FAX;
    if (talked && E164.isValid(lead)) {
      Party contact = Party.of(Spellings.current(E164.of(lead)));
      calls.merge(
          new ContactKey(event.tenant(), contact),
          new Speaker(ended.agentId(), ended.agentName(), ended.endedAt()),
          (one, other) -> one.at().isAfter(other.at()) ? one : other);
    }
  }
}
