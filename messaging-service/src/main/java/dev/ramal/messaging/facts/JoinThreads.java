package dev.ramal.messaging.facts;

import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.conversations.PersonRepository;
import dev.ramal.messaging.conversations.PersonRepository.Person;
import dev.ramal.messaging.conversations.PersonRepository.PersonKey;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.message.Party;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
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
  private final ChangeMessage change;

  JoinThreads(PersonRepository people, MessageRepository messages, ChangeMessage change) {
    this.people = people;
    this.messages = messages;
    this.change = change;
  }

  /**
   * @param told the number of each, null where none was told
   * @return by which contact each one's thread goes
   */
  Uni<Map<PersonKey, Party>> join(Sql sql, Map<PersonKey, String> told) {
    if (told.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Map<PersonKey, Party> contacts = new HashMap<>();
    return people
        .find(sql, told)
        .onItem()
        .transformToMulti(found -> Multi.createFrom().iterable(found))
        .onItem()
        .transformToUniAndConcatenate(
            person -> settle(sql, person).invoke(contact -> contacts.put(person.key(), contact)))
        .collect()
        .asList()
        .replaceWith(contacts);
  }

  private Uni<Party> settle(Sql sql, Person person) {
    Party number = person.number() == null ? null : new Party(person.number());
    if (person.thread() == null) {
      return item(number == null ? new Party(person.key().userId()) : number);
    }
    if (number == null || number.equals(person.contact())) {
      return item(person.contact());
    }
    return unite(sql, person)
        .chain(
            () ->
                person.contact().number().isPresent()
                    ? Uni.createFrom().voidItem()
                    : change.uniteOptOuts(sql, person.key().tenant(), person.contact(), number))
        .replaceWith(number);
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
