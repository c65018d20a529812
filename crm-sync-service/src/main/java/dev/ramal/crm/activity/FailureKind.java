package dev.ramal.crm.activity;

import java.util.Optional;
import java.util.stream.Stream;

/** Why a call waits for a person. The words are stored, published and part of the API. */
public enum FailureKind {
  /** Nobody in the CRM has this number. */
  NO_CONTACT("no-contact"),
  /** Nobody with this number has an open deal. */
  NO_DEAL("no-deal"),
  /** Several open deals: we do not guess. */
  AMBIGUOUS("ambiguous"),
  /** The CRM said no. */
  REJECTED("rejected"),
  /** The CRM was away for longer than we try. */
  EXHAUSTED("exhausted"),
  /** It waited for longer than it is of use, as where no CRM is connected. */
  EXPIRED("expired"),
  /** The note stood in the CRM and does not any more. */
  MISSING("missing"),
  /**
   * It may stand in the CRM that was connected before, which cannot be asked any more: a person
   * looks there, and redrives it to a deal if it is to be written here.
   */
  FORMER_CRM("former-crm");

  /** All of them, for annotations, which need a constant. */
  public static final String PATTERN =
      "no-contact|no-deal|ambiguous|rejected|exhausted|expired|missing|former-crm";

  private final String word;

  FailureKind(String word) {
    this.word = word;
  }

  /** As it is stored and said outside. */
  public String word() {
    return word;
  }

  /**
   * @param word null is no kind
   */
  public static Optional<FailureKind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** Every word, in the order in which they are listed to a reader. */
  public static String[] words() {
    return Stream.of(values()).map(FailureKind::word).toArray(String[]::new);
  }
}
