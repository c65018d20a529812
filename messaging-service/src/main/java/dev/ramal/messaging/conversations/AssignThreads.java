package dev.ramal.messaging.conversations;

import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.conversations.SpeakerRepository.ContactKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives threads that are nobody's to the agent who spoke with the contact last, by message on any
 * channel or on the phone. A thread that somebody owns stays theirs; what was said before a manager
 * made a thread nobody's does not bring it back.
 */
@ApplicationScoped
public class AssignThreads {
  private final SpeakerRepository speakers;
  private final AssignmentConfig config;
  private final Clock clock;

  AssignThreads(SpeakerRepository speakers, AssignmentConfig config, Clock clock) {
    this.speakers = speakers;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param threads locked
   * @return those that were given to somebody and in which something was written before: that is
   *     theirs as well
   */
  public Uni<List<ConversationRow>> assign(Sql sql, Collection<ConversationRow> threads) {
    Instant earliest = clock.instant().minus(config.within());
    List<ConversationRow> nobodys =
        threads.stream().filter(thread -> thread.ownerId() == null).toList();
    Map<ContactKey, Instant> since = new HashMap<>();
    nobodys.forEach(
        thread ->
            since.merge(
                ContactKey.of(thread), thread.nobodysSince(earliest), AssignThreads::later));
    return speakers.last(sql, since).map(found -> given(nobodys, found));
  }

  private static List<ConversationRow> given(
      List<ConversationRow> nobodys, Map<ContactKey, Speaker> speakers) {
    List<ConversationRow> given = new ArrayList<>();
    for (ConversationRow thread : nobodys) {
      Speaker speaker = speakers.get(ContactKey.of(thread));
      if (speaker != null) {
        thread.assign(speaker.userId(), speaker.name());
        if (thread.hasMessages()) {
          given.add(thread);
        }
      }
    }
    return given;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
