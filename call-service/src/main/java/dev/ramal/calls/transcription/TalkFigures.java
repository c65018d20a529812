package dev.ramal.calls.transcription;

import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.carrier.Transcript.Party;
import dev.ramal.calls.carrier.Transcript.Sentence;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Counts: words, who spoke for how long, silence, keywords. Needs nobody else. However many
 * keywords there are, what was said is taken apart once.
 */
@ApplicationScoped
class TalkFigures implements TalkAnalysis {
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** A sentence's words, and whose they are. */
  private record Spoken(Party party, List<String> words) {
    static Spoken of(Sentence sentence) {
      return new Spoken(sentence.party(), TalkFigures.words(sentence.text()));
    }
  }

  /** Where a word was said. */
  private record Place(Spoken in, int at) {
    boolean begins(List<String> wanted) {
      int end = at + wanted.size();
      return end <= in.words().size() && in.words().subList(at, end).equals(wanted);
    }
  }

  @Override
  public Analysis of(Transcript transcript, Integer seconds, List<String> keywords) {
    List<Sentence> said = transcript.sentences();
    List<Spoken> spoken = said.stream().map(Spoken::of).toList();
    List<Sentence> timed =
        transcript.isTimed() && !transcript.truncated()
            ? said.stream().sorted(Comparator.comparing(Sentence::fromMillis)).toList()
            : List.of();
    long millis = timed.stream().mapToLong(TalkFigures::millis).sum();
    Map<String, List<Place>> places = places(spoken);
    return new Analysis(
        count(spoken.stream()),
        Stream.of(Party.values())
            .filter(party -> spoken.stream().anyMatch(one -> one.party() == party))
            .map(party -> side(party, spoken, timed, millis))
            .toList(),
        timed.isEmpty() || seconds == null || seconds == 0 ? null : silence(timed, seconds),
        keywords.stream().map(keyword -> hits(keyword, places)).toList());
  }

  private static int count(Stream<Spoken> spoken) {
    return spoken.mapToInt(one -> one.words().size()).sum();
  }

  private static Side side(Party party, List<Spoken> spoken, List<Sentence> timed, long millis) {
    int words = count(spoken.stream().filter(one -> one.party() == party));
    if (timed.isEmpty()) {
      return new Side(party, words, null, null, null);
    }
    long own =
        timed.stream().filter(one -> one.party() == party).mapToLong(TalkFigures::millis).sum();
    return new Side(
        party, words, seconds(own), percent(own, millis), seconds(longest(party, timed)));
  }

  /** From the first word to the last, pauses included, until the other speaks. */
  private static long longest(Party party, List<Sentence> timed) {
    long longest = 0;
    Sentence first = null;
    for (Sentence one : timed) {
      if (one.party() != party) {
        first = null;
      } else {
        first = first == null ? one : first;
        longest = Math.max(longest, one.toMillis() - first.fromMillis());
      }
    }
    return longest;
  }

  /** Of both speaking at once the time counts once. */
  private static int silence(List<Sentence> timed, int seconds) {
    long spoken = 0;
    long until = 0;
    for (Sentence one : timed) {
      spoken += Math.max(0, one.toMillis() - Math.max(until, one.fromMillis()));
      until = Math.max(until, one.toMillis());
    }
    long all = Math.max(seconds * 1000L, until);
    return percent(all - spoken, all);
  }

  /** Of each word, in no order. */
  private static Map<String, List<Place>> places(List<Spoken> spoken) {
    Map<String, List<Place>> places = new HashMap<>();
    for (Spoken one : spoken) {
      for (int at = 0; at < one.words().size(); at++) {
        places
            .computeIfAbsent(one.words().get(at), word -> new ArrayList<>())
            .add(new Place(one, at));
      }
    }
    return places;
  }

  private static KeywordHits hits(String keyword, Map<String, List<Place>> places) {
    List<String> wanted = words(keyword);
    List<Place> found =
        wanted.isEmpty()
            ? List.of()
            : places.getOrDefault(wanted.get(0), List.of()).stream()
                .filter(place -> place.begins(wanted))
                .toList();
    return new KeywordHits(keyword, found.size(), by(Party.AGENT, found), by(Party.LEAD, found));
  }

  private static int by(Party party, List<Place> found) {
    return (int) found.stream().filter(place -> place.in().party() == party).count();
  }

  /** Without accents and in small letters: a transcript is not sure of either. */
  private static List<String> words(String text) {
    String plain =
        ACCENTS
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
    return BETWEEN_WORDS.splitAsStream(plain).filter(word -> !word.isEmpty()).toList();
  }

  private static long millis(Sentence one) {
    return one.toMillis() - one.fromMillis();
  }

  private static int seconds(long millis) {
    return Math.round(millis / 1000f);
  }

  private static int percent(long part, long all) {
    return all == 0 ? 0 : Math.round(part * 100f / all);
  }
}
