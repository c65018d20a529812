package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * What a tariff prices a destination by. A class covers itself and what is written below it with a
 * dash: {@code mobile} covers {@code mobile-sp-rj}, {@code international} covers {@code
 * international-US}.
 *
 * <p>The words are open on purpose: below some stands a country, a tariff may name a class of its
 * own, and an older reader must keep what a newer writer says. {@code platform/numbering} decides
 * which class a number has.
 *
 * @param word as it stands in events, tariffs, tables and exports; never null
 */
public record DestinationClass(@JsonValue String word) implements Comparable<DestinationClass> {
  public static final DestinationClass LANDLINE = new DestinationClass("landline");
  public static final DestinationClass MOBILE = new DestinationClass("mobile");

  /** A mobile of the states of São Paulo or Rio de Janeiro. */
  public static final DestinationClass MOBILE_SP_RJ = new DestinationClass("mobile-sp-rj");

  /** 4004, 3003, 0300: priced as a landline unless a tariff names it. */
  public static final DestinationClass LANDLINE_SHARED_COST =
      new DestinationClass("landline-shared-cost");

  /** 0900, 0500: never dialled; priced as a landline unless a tariff names it. */
  public static final DestinationClass LANDLINE_PREMIUM = new DestinationClass("landline-premium");

  /** 0800: whoever is called pays. */
  public static final DestinationClass TOLL_FREE = new DestinationClass("toll-free");

  /** A caller who does not show the number. */
  public static final DestinationClass WITHHELD = new DestinationClass("withheld");

  public static final DestinationClass SOFTPHONE = new DestinationClass("softphone");

  /** A call abroad; a use has the country with it. */
  public static final DestinationClass INTERNATIONAL = new DestinationClass("international");

  public static final DestinationClass SMS_NATIONAL = new DestinationClass("sms-national");

  /** A text message abroad; a use has the country with it. */
  public static final DestinationClass SMS_INTERNATIONAL =
      new DestinationClass("sms-international");

  /** A WhatsApp message in Brazil; abroad, a use has the country with it. */
  public static final DestinationClass WHATSAPP = new DestinationClass("whatsapp");

  /**
   * A WhatsApp message of which nobody could tell the category; a use abroad has the country with
   * it. Not below {@link #WHATSAPP}: what it costs is a matter of a rule that names it, never of
   * one that was made for something else.
   */
  public static final DestinationClass UNKNOWN_WHATSAPP = new DestinationClass("unknown-whatsapp");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DestinationClass {
    Objects.requireNonNull(word, "word");
  }

  /**
   * The class of a word that may be absent.
   *
   * @param word null where nobody could tell
   * @return null for null
   */
  public static DestinationClass ofNullable(String word) {
    return word == null ? null : new DestinationClass(word);
  }

  /**
   * This class in one country.
   *
   * @param country ISO 3166-1 alpha-2, {@code ZZ} or {@code 001} when none can be told
   */
  public DestinationClass in(String country) {
    return new DestinationClass(word + "-" + country);
  }

  /** A WhatsApp message of that category: below the class of messages to the same country. */
  public DestinationClass of(WhatsAppCategory category) {
    return new DestinationClass(word + "-" + category.wire());
  }

  /** Whether it is the other or lies below it. */
  public boolean isWithin(DestinationClass wider) {
    int length = wider.word.length();
    return word.startsWith(wider.word) && (word.length() == length || word.charAt(length) == '-');
  }

  @Override
  public int compareTo(DestinationClass other) {
    return word.compareTo(other.word);
  }

  @Override
  public String toString() {
    return word;
  }
}
