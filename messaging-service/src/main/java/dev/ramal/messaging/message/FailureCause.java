package dev.ramal.messaging.message;

import java.util.Comparator;

/**
 * Why a message did not arrive.
 *
 * @param code the carrier's code, or ours; null when nobody said
 * @param reason for the tenant's eyes, pt-BR
 */
public record FailureCause(String code, String reason) {
  private static final Comparator<FailureCause> BY_CODE =
      Comparator.comparing(FailureCause::code, Comparator.nullsLast(Comparator.naturalOrder()));

  /** The same one of two, whichever came first: a named code before none, then by code. */
  static FailureCause merge(FailureCause one, FailureCause other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return BY_CODE.compare(one, other) <= 0 ? one : other;
  }
}
