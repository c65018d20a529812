package dev.ramal.messaging.facts;

import dev.ramal.events.E164;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.conversations.PersonRepository.PersonKey;
import dev.ramal.messaging.conversations.ThreadKey;
import dev.ramal.messaging.lifecycle.CarriersMessage;
import dev.ramal.messaging.lifecycle.Heard;
import dev.ramal.messaging.lifecycle.MessageSet;
import dev.ramal.messaging.lifecycle.OptOutConfirmations.Leaving;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.Party;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one fact does with what is loaded for its whole set; in memory, or not at all. */
@FunctionalInterface
interface FactStep {
  void take(Loaded loaded);

  /**
   * What the facts of a set concern.
   *
   * @param messages by our id
   * @param named messages by the carrier's id
   * @param senders with the time at which the first fact of each happened
   * @param answers what came of whom and when, where the carrier does not say what it answers
   */
  record Concerned(
      Set<RowKey> messages,
      Set<CarriersMessage> named,
      Map<Sender, Instant> senders,
      Map<Sender, Set<Instant>> answers) {
    Concerned() {
      this(new HashSet<>(), new HashSet<>(), new LinkedHashMap<>(), new HashMap<>());
    }

    /** The same by the threads, which stand now. */
    Set<Heard> heard(Map<PersonKey, Party> contacts, Map<ThreadKey, ConversationRow> threads) {
      Set<Heard> heard = new HashSet<>();
      answers.forEach(
          (sender, times) -> {
            String thread = threads.get(sender.thread(contacts)).id();
            times.forEach(at -> heard.add(new Heard(sender.named().tenant(), thread, at)));
          });
      return heard;
    }

    /** Whom WhatsApp tells by an id, with the number that was told, null for none. */
    Map<PersonKey, String> people() {
      Map<PersonKey, String> people = new LinkedHashMap<>();
      for (Sender sender : senders.keySet()) {
        if (sender.userId() != null) {
          String number = sender.named().contact().number().map(E164::value).orElse(null);
          people.merge(sender.person(), number == null ? "" : number, FactStep::told);
        }
      }
      people.replaceAll((person, number) -> number.isEmpty() ? null : number);
      return people;
    }

    /** The threads of all, each by the contact that it goes by. */
    Map<ThreadKey, Instant> threads(Map<PersonKey, Party> contacts) {
      Map<ThreadKey, Instant> threads = new LinkedHashMap<>();
      senders.forEach((sender, at) -> threads.putIfAbsent(sender.thread(contacts), at));
      return threads;
    }
  }

  private static String told(String one, String other) {
    return other.isEmpty() ? one : other;
  }

  /**
   * Who wrote.
   *
   * @param named the thread as it would be by what the carrier names
   * @param userId WhatsApp's id of the person; null when not said
   */
  record Sender(ThreadKey named, String userId) {
    PersonKey person() {
      return new PersonKey(named.tenant(), userId);
    }

    ThreadKey thread(Map<PersonKey, Party> contacts) {
      Party contact = userId == null ? null : contacts.get(person());
      return contact == null ? named : new ThreadKey(named.tenant(), contact, named.channel());
    }
  }

  /**
   * The same as it stands, locked.
   *
   * @param contacts by which the threads of people go whom WhatsApp tells by an id
   * @param sent which message was the last before something came; see {@link Concerned#heard}
   * @param given threads that were nobody's and are somebody's now
   * @param received what is new; grows with each step
   */
  record Loaded(
      Map<PersonKey, Party> contacts,
      Map<ThreadKey, ConversationRow> threads,
      MessageSet messages,
      Map<Heard, MessageId> sent,
      List<ConversationRow> given,
      List<MessageDetails> received,
      List<Leaving> leaving) {
    ConversationRow thread(Sender sender) {
      return threads.get(sender.thread(contacts));
    }
  }
}
