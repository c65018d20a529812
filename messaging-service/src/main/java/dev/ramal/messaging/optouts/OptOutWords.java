package dev.ramal.messaging.optouts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words by which a contact takes no more messages, or takes them again: the table {@code
 * opt-out-words.tsv}. A text is one of them when it says nothing else; case, accents, punctuation
 * and what cannot be seen do not matter.
 *
 * <p>Source of those that carriers answer themselves: Twilio, default opt-out and opt-in keywords;
 * Telnyx, SMS opt-out keywords.
 */
public final class OptOutWords {
  /** Longer than any of them: no such text is looked at. */
  private static final int LONGEST = 100;

  private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}+");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{Nd}]+");

  private static final Map<String, Word> WORDS = read();

  private OptOutWords() {}

  /**
   * One of them.
   *
   * @param words as it is compared
   * @param out whether the contact wants no more
   * @param portuguese else it is English
   * @param carriers whether carriers of SMS know it as it stands, and answer it themselves
   */
  public record Word(String words, boolean out, boolean portuguese, boolean carriers) {
    /** Whether a carrier of SMS has answered a text: it knows the word without more around it. */
    public boolean isAnsweredByCarriers(String text) {
      return carriers && text.strip().toUpperCase(Locale.ROOT).equals(words);
    }
  }

  /** Empty for a text that says something else. */
  public static Optional<Word> find(String text) {
    return text.length() > LONGEST ? Optional.empty() : Optional.ofNullable(WORDS.get(plain(text)));
  }

  /** Capitals without accents, one space between words. */
  private static String plain(String text) {
    String seen = UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    String bare = ACCENTS.matcher(seen).replaceAll("");
    return OTHERS.matcher(bare).replaceAll(" ").strip().toUpperCase(Locale.ROOT);
  }

  private static Map<String, Word> read() {
    try (InputStream table = OptOutWords.class.getResourceAsStream("/opt-out-words.tsv")) {
      return new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
          .lines()
          .skip(1)
          .map(line -> line.split("\t"))
          .map(
              cells ->
                  new Word(
                      cells[0],
                      cells[1].equals("out"),
                      cells[2].equals("pt"),
                      cells[3].equals("sms")))
          .collect(Collectors.toUnmodifiableMap(Word::words, Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
