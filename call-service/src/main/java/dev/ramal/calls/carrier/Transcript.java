package dev.ramal.calls.carrier;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.CleanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a recording says, in words. Personal data: it stands in no log and in no event.
 *
 * @param seconds of the recording that were written down; null when nobody said
 * @param sentences in the order in which they were said
 * @param truncated whether it was longer than is kept
 */
public record Transcript(Integer seconds, List<Sentence> sentences, boolean truncated) {

  /** Who speaks. The words are stored. */
  public enum Party {
    AGENT,
    LEAD;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What one person says without a pause; or, where nobody says who spoke when, all of it.
   *
   * @param party null when nobody said
   * @param fromMillis since the recording's beginning; null when nobody said
   * @param toMillis the same
   */
  public record Sentence(Party party, Long fromMillis, Long toMillis, String text) {
    public Sentence {
      text = CleanText.of(text == null ? "" : text).strip();
    }

    @JsonIgnore
    public boolean isTimed() {
      return party != null && fromMillis != null && toMillis != null && toMillis >= fromMillis;
    }

    Sentence upTo(int longest) {
      int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
      return new Sentence(party, fromMillis, toMillis, text.substring(0, end));
    }
  }

  public Transcript {
    sentences = List.copyOf(sentences);
  }

  public static Transcript of(Integer seconds, List<Sentence> sentences) {
    return new Transcript(seconds, sentences, false);
  }

  /** Whether it says who spoke when. */
  @JsonIgnore
  public boolean isTimed() {
    return !sentences.isEmpty() && sentences.stream().allMatch(Sentence::isTimed);
  }

  /** Its first so many characters. */
  public Transcript upTo(int longest) {
    List<Sentence> kept = new ArrayList<>();
    int left = longest;
    for (Sentence sentence : sentences) {
      if (sentence.text().length() > left) {
        if (left > 0) {
          kept.add(sentence.upTo(left));
        }
        return new Transcript(seconds, kept, true);
      }
      kept.add(sentence);
      left -= sentence.text().length();
    }
    return this;
  }
}
