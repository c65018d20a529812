package dev.ramal.messaging.deadletters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * In which order letters are sent again: as they died, but that the places of one key are taken by
 * its letters in the order of their source, as it was before any of them was sent again. One that
 * was tried again and again may have died behind a later one of its key, and one that was sent
 * again by itself lies in the source behind those that were not. So a topic is read from front to
 * back, however many keys it holds.
 */
final class SendingOrder {
  private static final Comparator<LetterPlace> BY_PLACE =
      Comparator.comparingInt(LetterPlace::partition).thenComparingLong(LetterPlace::offset);

  private static final Comparator<WaitingLetter> AS_THEY_DIED =
      Comparator.comparing(WaitingLetter::place, BY_PLACE);

  private static final Comparator<WaitingLetter> AS_IN_THE_SOURCE =
      Comparator.comparing(
              WaitingLetter::firstOffset, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
          .thenComparing(AS_THEY_DIED);

  private SendingOrder() {}

  static List<WaitingLetter> of(List<WaitingLetter> letters) {
    List<WaitingLetter> died = letters.stream().sorted(AS_THEY_DIED).toList();
    Map<String, List<WaitingLetter>> ofKeys = new HashMap<>();
    for (WaitingLetter letter : died) {
      ofKeys.computeIfAbsent(keyOf(letter), key -> new ArrayList<>()).add(letter);
    }
    Map<String, Iterator<WaitingLetter>> next = new HashMap<>();
    ofKeys.forEach(
        (key, its) -> {
          its.sort(AS_IN_THE_SOURCE);
          next.put(key, its.iterator());
        });
    return died.stream().map(place -> next.get(keyOf(place)).next()).toList();
  }

  /** A record without a key has an order with no other. */
  private static String keyOf(WaitingLetter letter) {
    return letter.keyHash() == null ? letter.place().id() : letter.keyHash();
  }
}
