package dev.ramal.messaging.message;

import dev.ramal.events.E164;
import dev.ramal.events.WhatsAppUserId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One side of a message, as it is known: by a number, or by whatever a carrier says instead of one.
 *
 * @param value E.164 of a phone; else as it came; empty when nobody was named
 */
public record Party(String value) {
  public static final Party UNKNOWN = new Party("");

  /** A carrier's names have eleven characters; nothing longer is one. */
  private static final int LONGEST = 140;

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** What somebody is known by. */
  public enum Kind {
    PHONE("phone"),
    /** A few digits that belong to a company at the networks of one country. */
    SHORT_CODE("short-code"),
    /** Letters instead of a number: whoever sends them cannot be answered. */
    NAME("name"),
    /** Somebody at WhatsApp who shows no number. */
    WHATSAPP_USER("whatsapp-user"),
    UNKNOWN("unknown");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }

  public Party {
    Objects.requireNonNull(value, "value");
  }

  public static Party of(E164 number) {
    return new Party(number.value());
  }

  /**
   * @param told null when nobody was named
   */
  public static Party read(String told) {
    String text = told == null ? "" : told.strip();
    return text.isEmpty()
        ? UNKNOWN
        : new Party(text.substring(0, Math.min(text.length(), LONGEST)));
  }

  public Kind kind() {
    if (value.isEmpty()) {
      return Kind.UNKNOWN;
    }
    if (E164.isValid(value)) {
      return Kind.PHONE;
    }
    if (WhatsAppUserId.isOne(value)) {
      return Kind.WHATSAPP_USER;
    }
    return DIGITS.matcher(value).matches() ? Kind.SHORT_CODE : Kind.NAME;
  }

  /** Empty for what is no phone. */
  public Optional<E164> number() {
    return E164.isValid(value) ? Optional.of(E164.of(value)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
