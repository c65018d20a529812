package dev.ramal.billing.reconciliation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which language a carrier is asked. */
enum NoteLanguage {
  PORTUGUESE("pt-BR", "dd/MM/uuuu HH:mm:ss"),
  ENGLISH("en", "uuuu-MM-dd HH:mm:ss");

  private final String wire;
  private final DateTimeFormatter time;

  NoteLanguage(String wire, String time) {
    this.wire = wire;
    this.time = DateTimeFormatter.ofPattern(time, Locale.ROOT);
  }

  String wire() {
    return wire;
  }

  String of(String portuguese, String english) {
    return this == PORTUGUESE ? portuguese : english;
  }

  String number(BigDecimal amount) {
    BigDecimal shown = amount.stripTrailingZeros();
    String plain = (shown.scale() < 2 ? shown.setScale(2) : shown).toPlainString();
    return this == PORTUGUESE ? plain.replace('.', ',') : plain;
  }

  String time(Instant instant, ZoneId zone) {
    return time.format(instant.atZone(zone)) + " (" + zone.getId() + ")";
  }

  static Optional<NoteLanguage> find(String word) {
    return Arrays.stream(values()).filter(each -> each.wire.equals(word)).findFirst();
  }

  static String[] words() {
    return Arrays.stream(values()).map(NoteLanguage::wire).toArray(String[]::new);
  }
}
