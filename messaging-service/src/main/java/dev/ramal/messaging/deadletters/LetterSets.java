package dev.ramal.messaging.deadletters;

import java.util.ArrayList;
import java.util.List;

/** Letters that are in memory at one time: so many, and of so many bytes. */
final class LetterSets {
  /** A letter may be a megabyte, and a thousand of those would be the whole heap. */
  static final long MOST_BYTES = 8L * 1024 * 1024;

  private LetterSets() {}

  /**
   * In their order, one set after the other.
   *
   * @param most letters of a set
   * @param mostBytes of a set, by the index; one letter that is larger is a set of its own
   * @param more bytes that each letter may become larger by
   */
  static List<List<WaitingLetter>> of(
      List<WaitingLetter> letters, int most, long mostBytes, long more) {
    List<List<WaitingLetter>> sets = new ArrayList<>();
    int from = 0;
    while (from < letters.size()) {
      List<WaitingLetter> set = first(letters.subList(from, letters.size()), most, mostBytes, more);
      sets.add(set);
      from += set.size();
    }
    return sets;
  }

  /** The first of those sets; empty where there is no letter. */
  static List<WaitingLetter> first(
      List<WaitingLetter> letters, int most, long mostBytes, long more) {
    int count = 0;
    long bytes = 0;
    while (count < letters.size() && count < most) {
      bytes += letters.get(count).bytes() + more;
      if (count > 0 && bytes > mostBytes) {
        break;
      }
      count++;
    }
    return letters.subList(0, count);
  }
}
