package dev.ramal.calls.transcription;

import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.carrier.Transcript.Party;
import dev.ramal.calls.carrier.Transcript.Sentence;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Counts: words, who spoke for how long, silence, keywords. Needs nobody else. */
@ApplicationScoped
class TalkFigures implements TalkAnalysis {

  @Override
  public Analysis of(Transcript transcript, Integer seconds, List<String> keywords) {
    List<Sentence> said = transcript.sentences();
    List<Sentence> timed =
        transcript.isTimed() && !transcript.truncated()
            ? said.stream().sorted(Comparator.comparing(Sentence::fromMillis)).toList()
            : List.of();
    long spoken = timed.stream().mapToLong(TalkFigures::millis).sum();
    return new Analysis(
        words(said),
        Stream.of(Party.values())
            .filter(party -> said.stream().anyMatch(one -> one.party() == party))
            .map(party -> side(party, said, timed, spoken))
            .toList(),
        timed.isEmpty() || seconds == null || seconds == 0 ? null : silence(timed, seconds),
        keywords.stream().map(keyword -> hits(keyword, said)).toList());
  }

  private static int words(List<Sentence> said) {
    return said.stream().mapToInt(one -> words(one.text()).size()).sum();
  }

  private static Side side(Party party, List<Sentence> said, List<Sentence> timed, long spoken) {
    int words = words(of(party, said));
    if (timed.isEmpty()) {
      return new Side(party, words, null, null, null);
    }
    long own = of(party, timed).stream().mapToLong(TalkFigures::millis).sum();
    return new Side(
        party, words, seconds(own), percent(own, spoken), seconds(longest(party, timed)));
  }

  private static List<Sentence> of(Party party, List<Sentence> said) {
    return said.stream().filter(one -> one.party() == party).toList();
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

  private static KeywordHits hits(String keyword, List<Sentence> said) {
    List<String> wanted = words(keyword);
    return new KeywordHits(
        keyword,
        hits(wanted, said),
        hits(wanted, of(Party.AGENT, said)),
        hits(wanted, of(Party.LEAD, said)));
  }

  private static int hits(List<String> wanted, List<Sentence> said) {
    int hits = 0;
    for (Sentence one : said) {
      List<String> words = words(one.text());
      for (int at = 0; at + wanted.size() <= words.size(); at++) {
        hits += !wanted.isEmpty() && words.subList(at, at + wanted.size()).equals(wanted) ? 1 : 0;
      }
    }
    return hits;
  }

  /** Without accents and in small letters: a transcript is not sure of either. */
  private static List<String> words(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    for (String word : plain.split("[^\\p{L}\\p{N}]+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
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
