package dev.ramal.billing.metering;

import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.PtBrFormat;
import dev.ramal.billing.rating.Rating;
import dev.ramal.events.Money;
import java.util.ArrayList;
import java.util.List;

/** The steps of an entry that corrects another, in the words of the people who pay it. */
final class CorrectionText {
  private CorrectionText() {}

  static List<String> corrected(ReportedUsage now, BookedBalance before, Rating.Rated rated) {
    List<String> steps = new ArrayList<>();
    steps.add(
        "Correção (revisão %d): de %d para %d unidades cobradas; preço de %s para %s."
            .formatted(
                now.revision(),
                before.billedQuantity(),
                rated.billedQuantity(),
                PtBrFormat.money(before.price()),
                PtBrFormat.money(rated.price())));
    steps.addAll(rated.explanation());
    return steps;
  }

  static String nothingUsed(ReportedUsage now) {
    return "Correção (revisão %d): não houve uso a cobrar; a linha anterior é estornada."
        .formatted(now.revision());
  }

  static String moved(ReportedUsage now, BookedBalance before) {
    if (before.movesInTimeWith(now.usage())) {
      return "Correção (revisão %d): estorno do que valia em %s; o uso foi em %s."
          .formatted(
              now.revision(),
              PtBrFormat.instant(before.booked().occurredAt()),
              PtBrFormat.instant(now.usage().occurredAt()));
    }
    return "Correção (revisão %d): estorno do que valia para a classe %s; a classe agora é %s."
        .formatted(
            now.revision(), before.booked().destinationClass(), now.usage().destinationClass());
  }

  static List<String> realPrice(Converted real, Money before, Money difference) {
    List<String> steps = new ArrayList<>();
    steps.add("Preço real da operadora: %s.".formatted(PtBrFormat.money(real.original())));
    if (real.rate() != null) {
      steps.add(PtBrFormat.conversion("Em reais", real));
    }
    steps.add(
        "Custo anterior %s; diferença %s. O preço não muda."
            .formatted(PtBrFormat.money(before), PtBrFormat.money(difference)));
    return steps;
  }
}
