package dev.ramal.messaging.templates;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WhatsAppCategory;
import dev.ramal.events.WireWords;
import java.util.List;
import java.util.Locale;

/**
 * By which WhatsApp judges and prices a template. The names are stored, and asked for. WhatsApp may
 * decide for another one than was asked for, also long after it has approved the text.
 */
public enum ApprovalCategory {
  UTILITY(WhatsAppCategory.UTILITY),
  MARKETING(WhatsAppCategory.MARKETING),
  /** Nobody asks for it here: it is for codes, whose texts are WhatsApp's own. */
  AUTHENTICATION(WhatsAppCategory.AUTHENTICATION),
  /** WhatsApp has decided for one that this version does not know. */
  UNKNOWN(WhatsAppCategory.UNKNOWN);

  /** Those that may be asked for. */
  static final List<ApprovalCategory> ASKED_FOR = List.of(UTILITY, MARKETING);

  private final WhatsAppCategory priced;

  ApprovalCategory(WhatsAppCategory priced) {
    this.priced = priced;
  }

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }

  /** By which a message that goes as the text is priced. */
  WhatsAppCategory priced() {
    return priced;
  }

  /**
   * As the carrier tells it.
   *
   * @param word null or blank where it tells none
   * @return null where it tells none
   */
  static ApprovalCategory told(String word) {
    if (word == null || word.isBlank()) {
      return null;
    }
    String name = word.trim().toUpperCase(Locale.ROOT);
    for (ApprovalCategory known : values()) {
      if (known.name().equals(name)) {
        return known;
      }
    }
    return UNKNOWN;
  }
}
