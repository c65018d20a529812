package dev.ramal.billing.metering;

import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.InPortuguese;
import dev.ramal.billing.rating.Rating;
import dev.ramal.events.Money;
import java.util.ArrayList;
import java.util.List;

/** Why a line was corrected, in the words of the people who pay it. */
final class Corrections {
  private Corrections() {}

  static List<String> explain(MeteredUse use, Standing before, Rating.Rated rated) {
    List<String> steps = new ArrayList<>();
    steps.add(
        "Correção (revisão %d): de %d para %d unidades cobradas; preço de %s para %s."
            .formatted(
                use.revision(),
                before.billedQuantity(),
                rated.billedQuantity(),
                InPortuguese.money(before.price()),
                InPortuguese.money(rated.price())));
    steps.addAll(rated.explanation());
    return steps;
  }

  static String nothingUsed(MeteredUse use) {
    return "Correção (revisão %d): não houve uso a cobrar; a linha anterior é estornada."
        .formatted(use.revision());
  }

  static String moved(MeteredUse use, Standing before) {
    return "Correção (revisão %d): estorno do que valia para a classe %s; a classe agora é %s."
        .formatted(
            use.revision(), before.booked().destinationClass(), use.usage().destinationClass());
  }

  static List<String> explain(Converted real, Money before, Money difference) {
    List<String> steps = new ArrayList<>();
    steps.add("Preço real da operadora: %s.".formatted(InPortuguese.money(real.original())));
    if (real.rate() != null) {
      steps.add(InPortuguese.conversion("Em reais", real));
    }
    steps.add(
        "Custo anterior %s; diferença %s. O preço não muda."
            .formatted(InPortuguese.money(before), InPortuguese.money(difference)));
    return steps;
  }
}
