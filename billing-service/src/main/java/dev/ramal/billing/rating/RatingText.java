package dev.ramal.billing.rating;

import dev.ramal.billing.rating.TariffBook.Match;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The steps of a rated entry, its arithmetic in the words of the people who pay it. */
final class RatingText {
  private RatingText() {}

  static List<String> steps(Rating.Rated rated) {
    Usage usage = rated.usage();
    Match match = rated.match();
    Rule rule = match.rule();
    long billed = rated.billedQuantity();
    List<String> steps = new ArrayList<>();
    steps.add(
        "Tarifa %s, vigente desde %s; regra %s."
            .formatted(
                match.tariff().version(), PtBrFormat.day(match.tariff().validFrom()), rule.id()));
    steps.add(
        "Destino: %s%s%s%s."
            .formatted(
                usage.destinationClass() == null
                    ? "sem classe"
                    : "classe " + usage.destinationClass(),
                rule.prefix() == null ? "" : ", prefixo " + rule.prefix(),
                usage.carrier() == null ? "" : ", operadora " + usage.carrier().wire(),
                usage.leg() == null ? "" : ", perna " + usage.leg()));
    steps.add(quantity(rule, usage.quantity(), billed));
    if (rule.preceding(usage) > 0) {
      steps.add(
          "Chamada sucessiva: começa até %d s depois de outra com o mesmo número e a continua; das %d + %d unidades já foram cobradas %d."
              .formatted(
                  rule.joinWithin(),
                  usage.preceding(),
                  usage.quantity(),
                  rule.increments().billed(usage.preceding())));
    }
    steps.add(cost(rule, usage.quantity(), rated.costInItsCurrency()));
    if (rated.cost() == null) {
      steps.add(
          "Sem câmbio de %s em %s: o custo fica em aberto, o preço não muda."
              .formatted(rated.costInItsCurrency().currency(), PtBrFormat.day(usage.occurredAt())));
    } else if (rated.cost().rate() != null) {
      steps.add(PtBrFormat.conversion("Custo em reais", rated.cost()));
    }
    steps.add(amount("Preço", rule, rule.price(), billed, rated.price()));
    return steps;
  }

  private static String cost(Rule rule, long quantity, Money cost) {
    Increments increments = rule.costIncrements();
    String label =
        increments.equals(rule.increments())
            ? "Custo estimado"
            : "Custo estimado (a operadora cobra %s)".formatted(increments);
    return amount(label, rule, rule.cost(), increments.billed(quantity), cost);
  }

  private static String quantity(Rule rule, long quantity, long billed) {
    Increments increments = rule.increments();
    String unit = rule.meter().unitInPortuguese();
    if (increments.equals(Increments.EACH)) {
      return "Quantidade: %d %s.".formatted(billed, PtBrFormat.plural(unit, billed));
    }
    return "Uso: %d %s. Cobrança %s (mínimo %d, incremento %d%s): %d %s cobrados."
        .formatted(
            quantity,
            PtBrFormat.plural(unit, quantity),
            increments,
            increments.minimum(),
            increments.increment(),
            increments.grace() == 0 ? "" : ", carência " + increments.grace(),
            billed,
            PtBrFormat.plural(unit, billed));
  }

  private static String amount(String label, Rule rule, Rate rate, long billed, Money result) {
    Meter meter = rule.meter();
    StringBuilder step = new StringBuilder(label).append(": ").append(billed).append(" × ");
    step.append(PtBrFormat.money(rate.perUnit(), rate.currency()));
    step.append(" por ").append(meter.rateUnitInPortuguese());
    if (meter.unitsPerRate() != 1) {
      step.append(" ÷ ").append(BigDecimal.valueOf(meter.unitsPerRate()));
    }
    if (rate.hasConnectionFee() && billed > 0) {
      step.append(" + ").append(PtBrFormat.money(rate.connectionFee(), rate.currency()));
      step.append(" de conexão");
    }
    return step.append(" = ").append(PtBrFormat.money(result)).append('.').toString();
  }
}
