package dev.ramal.messaging.facts;

import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.CarrierMessageStatus;
import dev.ramal.kit.consuming.BatchHandler;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.conversations.AssignThreads;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.conversations.PersonRepository.PersonKey;
import dev.ramal.messaging.conversations.ThreadKey;
import dev.ramal.messaging.facts.FactStep.Concerned;
import dev.ramal.messaging.facts.FactStep.Loaded;
import dev.ramal.messaging.insight.NoteAnswers;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.OptOutConfirmations;
import dev.ramal.messaging.media.FetchMedia;
import dev.ramal.messaging.message.Party;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies a set of facts: reads them, locks the threads and then the messages that they concern,
 * takes their steps in memory, one after the other, and stores what has become of all.
 */
@ApplicationScoped
class ApplyMessageFacts implements BatchHandler {
  private final ApplyReceipt applyReceipt;
  private final ReceiveMessage receiveMessage;
  private final JoinThreads joinThreads;
  private final ConversationRepository conversations;
  private final MessageRepository messages;
  private final ChangeMessage change;
  private final FetchMedia fetchMedia;
  private final NoteAnswers noteAnswers;
  private final OptOutConfirmations confirmations;
  private final AssignThreads assignThreads;
  private final RepliesConfig replies;

  ApplyMessageFacts(
      ApplyReceipt applyReceipt,
      ReceiveMessage receiveMessage,
      JoinThreads joinThreads,
      ConversationRepository conversations,
      MessageRepository messages,
      ChangeMessage change,
      FetchMedia fetchMedia,
      NoteAnswers noteAnswers,
      OptOutConfirmations confirmations,
      AssignThreads assignThreads,
      RepliesConfig replies) {
    this.applyReceipt = applyReceipt;
    this.receiveMessage = receiveMessage;
    this.joinThreads = joinThreads;
    this.conversations = conversations;
    this.messages = messages;
    this.change = change;
    this.fetchMedia = fetchMedia;
    this.noteAnswers = noteAnswers;
    this.confirmations = confirmations;
    this.assignThreads = assignThreads;
    this.replies = replies;
  }

  @Override
  public Uni<Void> apply(Sql sql, List<Delivery> deliveries) {
    Concerned concerned = new Concerned();
    Map<Delivery, FactStep> steps = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      delivery.attempt(() -> steps.put(delivery, read(delivery.event(), concerned)));
    }
    return load(sql, concerned)
        .invoke(
            loaded -> steps.forEach((delivery, step) -> delivery.attempt(() -> step.take(loaded))))
        .chain(loaded -> store(sql, loaded));
  }

  private FactStep read(ReceivedEvent event, Concerned concerned) {
    return switch (event.type()) {
      case CarrierMessageStatus.TYPE -> applyReceipt.read(event, concerned);
      case CarrierMessageReceived.TYPE -> receiveMessage.read(event, concerned);
      default -> loaded -> {};
    };
  }

  /** A message that is told twice at one time is seen by whoever comes second to its thread. */
  Uni<Loaded> load(Sql sql, Concerned concerned) {
    return joinThreads
        .join(sql, concerned.people())
        .chain(
            joined ->
                conversations
                    .openAll(sql, concerned.threads(joined.contacts()))
                    .chain(threads -> load(sql, concerned, joined.contacts(), threads))
                    .invoke(loaded -> change.unite(loaded.messages(), joined.united())));
  }

  /** Asked together: none of these follows from another. */
  private Uni<Loaded> load(
      Sql sql,
      Concerned concerned,
      Map<PersonKey, Party> contacts,
      Map<ThreadKey, ConversationRow> threads) {
    return Uni.combine()
        .all()
        .unis(
            messages.lockAll(sql, concerned.messages(), concerned.named()),
            messages.lastSent(sql, concerned.heard(contacts, threads), replies.within()),
            assignThreads.assign(sql, threads.values()))
        .collectFailures()
        .with(
            (set, sent, given) ->
                new Loaded(
                    contacts, threads, set, sent, given, new ArrayList<>(), new ArrayList<>()));
  }

  Uni<Void> store(Sql sql, Loaded loaded) {
    return Sql.together(
            List.of(
                conversations.write(sql, loaded.threads().values()),
                messages.own(sql, loaded.given()),
                change.write(
                    sql,
                    loaded.messages(),
                    noteAnswers.note(sql, loaded.messages(), loaded.received()))))
        .chain(() -> fetchMedia.want(sql, loaded.received()))
        .chain(() -> confirmations.confirm(sql, loaded.messages(), loaded.leaving()));
  }
}
