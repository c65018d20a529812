package dev.ramal.crm.changes;

import dev.ramal.crm.port.CrmDealState;
import java.util.List;
import java.util.Map;

/**
 * What of a deal is written and what is left alone. A person's work is never overwritten, unless
 * the rule says so: what stands there and is not what we wrote last is a person's.
 */
final class DecideParts {
  static final String CLOSED = "a negociação está fechada";
  static final String NEWER = "já foi registrada uma ligação mais nova";
  static final String ELSEWHERE = "a negociação não está em uma etapa da regra";
  static final String MOVED = "alguém mudou desde a nossa última escrita";
  static final String NOT_OURS = "há um valor que não é nosso";

  private DecideParts() {}

  /**
   * @param deal as it was just read
   * @param ours what we wrote last, by part
   */
  static List<PartResult> decide(DealWish wish, CrmDealState deal, Map<String, OurPart> ours) {
    return wish.parts().stream()
        .map(
            part -> {
              String before = valueOf(deal, part.part());
              String skipped =
                  part.value().equals(before)
                      ? null
                      : whyNot(part, before, deal, ours.get(part.part()), wish);
              return new PartResult(part.part(), before, part.value(), skipped);
            })
        .toList();
  }

  /** Null when nothing stands there. */
  static String valueOf(CrmDealState deal, String part) {
    return PartWish.isStage(part) ? deal.stageId() : deal.field(PartWish.nameOfField(part));
  }

  /** Null where it is written. */
  private static String whyNot(
      PartWish part, String before, CrmDealState deal, OurPart last, DealWish wish) {
    if (deal.closed()) {
      return CLOSED;
    }
    if (last != null && last.callEndedAt().isAfter(wish.callEndedAt())) {
      return NEWER;
    }
    if (part.overwrite()) {
      return null;
    }
    boolean ours = last != null && last.value().equals(before);
    if (PartWish.isStage(part.part())) {
      boolean meant = before != null && part.from().contains(before);
      return last != null && !ours ? MOVED : meant ? null : ELSEWHERE;
    }
    if (before == null || ours) {
      return null;
    }
    return last == null ? NOT_OURS : MOVED;
  }
}
