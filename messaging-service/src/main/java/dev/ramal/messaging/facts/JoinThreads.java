package dev.ramal.messaging.facts;

import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.conversations.PersonRepository;
import dev.ramal.messaging.conversations.PersonRepository.Person;
import dev.ramal.messaging.conversations.PersonRepository.PersonKey;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageSet.United;
import dev.ramal.messaging.message.Party;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * People of WhatsApp who show an id, and perhaps later a number, have one thread: the number joins
 * the thread of the id, or the thread of the id goes into that of the number. Who has opted out
 * under the id has under the number.
 */
@ApplicationScoped
class JoinThreads {
  private final PersonRepository people;
  private final MessageRepository messages;

  JoinThreads(PersonRepository people, MessageRepository messages) {
    this.people = people;
    this.messages = messages;
  }

  /**
   * What has become of people.
   *
   * @param contacts by which contact each one's thread goes
   * @param united whose opt-outs are to be: they are locked with those of the whole set, later
   */
  record Joined(Map<PersonKey, Party> contacts, List<United> united) {}

  /**
   * In the order of people, so that two sets wait for each other instead of deadlocking.
   *
   * @param told the number of each, null where none was told
   */
  Uni<Joined> join(Sql sql, Map<PersonKey, String> told) {
    Joined joined = new Joined(new HashMap<>(), new ArrayList<>());
    if (told.isEmpty()) {
      return Uni.createFrom().item(joined);
    }
    return people
        .find(sql, told)
        .onItem()
        .transformToMulti(found -> Multi.createFrom().iterable(found))
        .onItem()
        .transformToUniAndConcatenate(
            person ->
                settle(sql, person, joined.united())
                    .invoke(contact -> joined.contacts().put(person.key(), contact)))
        .collect()
        .asList()
        .replaceWith(joined);
  }

  private Uni<Party> settle(Sql sql, Person person, List<United> united) {
    Party number = person.number() == null ? null : new Party(person.number());
    if (person.thread() == null) {
      return item(number == null ? new Party(person.key().userId()) : number);
    }
    if (number == null || number.equals(person.contact())) {
      return item(person.contact());
    }
    if (person.contact().number().isEmpty()) {
      united.add(new United(person.key().tenant(), person.contact(), number));
    }
    return unite(sql, person).replaceWith(number);
  }

  private Uni<Void> unite(Sql sql, Person person) {
    if (person.threadOfNumber() == null) {
      return people.rename(sql, person);
    }
    return person.contact().number().isPresent()
        ? people.release(sql, person)
        : messages
            .move(sql, person.key().tenant(), person.thread(), person.threadOfNumber())
            .chain(() -> people.absorb(sql, person))
            .chain(
                owner -> messages.own(sql, person.key().tenant(), person.threadOfNumber(), owner));
  }

  private static Uni<Party> item(Party contact) {
    return Uni.createFrom().item(contact);
  }
}
