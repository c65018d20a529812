package dev.ramal.billing.invoicing;

import dev.ramal.billing.plans.PlanPeriod;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.PtBrFormat;
import dev.ramal.billing.statement.StatementLine;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What people read on invoices and notes. */
final class InvoiceWords {
  private static final List<String> MONTHS =
      List.of(
          "janeiro",
          "fevereiro",
          "março",
          "abril",
          "maio",
          "junho",
          "julho",
          "agosto",
          "setembro",
          "outubro",
          "novembro",
          "dezembro");

  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("landline", "fixo"),
          Map.entry("mobile", "celular"),
          Map.entry("mobile-sp-rj", "celular SP e RJ"),
          Map.entry("toll-free", "0800"),
          Map.entry("softphone", "softphone"),
          Map.entry("withheld", "número oculto"),
          Map.entry("international", "internacional"),
          Map.entry("sms-national", "SMS nacional"),
          Map.entry("sms-international", "SMS internacional"),
          Map.entry("whatsapp", "WhatsApp"),
          Map.entry("unknown-whatsapp", "WhatsApp sem categoria"),
          Map.entry("local", "local"),
          Map.entry("premium", "premium"));

  private static final Map<String, String> CATEGORIES =
      Map.of(
          "marketing", "marketing",
          "utility", "utilidade",
          "authentication", "autenticação",
          "service", "atendimento");

  private InvoiceWords() {}

  static String month(BillingMonth month) {
    return MONTHS.get(month.value().getMonthValue() - 1) + " de " + month.value().getYear();
  }

  static String usage(StatementLine line) {
    String word = line.key().destinationClass().word();
    StringBuilder text = new StringBuilder(meter(line.key().meter()));
    if (!word.isEmpty()) {
      text.append(", ").append(destination(word));
    }
    if (line.key().leg().startsWith("agent")) {
      text.append(", perna do agente");
    }
    if (line.since() != null) {
      text.append(", desde ").append(PtBrFormat.day(line.since()));
    }
    return text.toString();
  }

  static String fee(PlanPeriod period, boolean wholeMonth) {
    String name = "Mensalidade do plano " + period.plan().name();
    return wholeMonth
        ? name
        : "%s, %s a %s"
            .formatted(
                name, PtBrFormat.day(period.from()), PtBrFormat.day(period.until().minusDays(1)));
  }

  static String tax(String name, String percent) {
    return "%s %s %%".formatted(name, percent.replace('.', ','));
  }

  static String reason(InvoiceNoteKind kind, BillingMonth month, long invoice) {
    return (kind == InvoiceNoteKind.CREDIT_NOTE
            ? "Crédito por correções de %s conhecidas depois da emissão da fatura %d."
            : "Débito por usos e correções de %s conhecidos depois da emissão da fatura %d.")
        .formatted(month(month), invoice);
  }

  /** As in R$ 1.234,56. */
  static String money(Money money) {
    String sign = money.amount().signum() < 0 ? "-" : "";
    return sign + "R$ " + grouped(money.toCents().abs().toPlainString());
  }

  static String day(LocalDate day) {
    return PtBrFormat.day(day);
  }

  /** How much of what was counted; seconds as minutes, megabytes as gigabytes. */
  static String quantity(InvoiceLine.UsageLine usage) {
    String billed = units(usage.meter(), usage.billedQuantity());
    return usage.includedQuantity() == 0
        ? billed
        : billed + ", " + units(usage.meter(), usage.includedQuantity()) + " na franquia";
  }

  private static String units(Meter meter, long counted) {
    BigDecimal rated =
        BigDecimal.valueOf(counted)
            .divide(BigDecimal.valueOf(meter.unitsPerRate()), 2, RoundingMode.HALF_EVEN)
            .stripTrailingZeros();
    String number = grouped(rated.setScale(Math.max(0, rated.scale())).toPlainString());
    String unit = meter.rateUnitInPortuguese();
    return number + " " + (rated.compareTo(BigDecimal.ONE) == 0 ? unit : plural(unit));
  }

  private static String plural(String unit) {
    if (unit.equals("mês")) {
      return "meses";
    }
    return unit.endsWith("-mês") ? unit.replace("-mês", "s-mês") : unit + "s";
  }

  /** Thousands with points, a comma before decimals. */
  private static String grouped(String plain) {
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    String groups = whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", ".");
    return point < 0 ? groups : groups + "," + plain.substring(point + 1);
  }

  /** A class of destinations for people; what has no word stays as it is. */
  static String destination(String word) {
    String known = CLASSES.get(word);
    int dash = word.lastIndexOf('-');
    if (known != null || dash < 0) {
      return known == null ? word : known;
    }
    String below = word.substring(dash + 1);
    if (CATEGORIES.containsKey(below)) {
      return destination(word.substring(0, dash)) + ", " + CATEGORIES.get(below);
    }
    String wider = CLASSES.get(word.substring(0, dash));
    return wider == null ? word : wider + " (" + below + ")";
  }

  private static String meter(Meter meter) {
    return switch (meter) {
      case VOICE_MINUTE -> "Chamadas";
      case MESSAGE_SEGMENT -> "Mensagens";
      case RECORDING_GB_MONTH -> "Armazenamento de gravações";
      case RECORDING_MINUTE -> "Minutos gravados";
      case TRANSCRIPTION_MINUTE -> "Transcrição";
      case SENTIMENT_MINUTE -> "Análise de sentimento";
      case MACHINE_DETECTION -> "Detecção de secretária eletrônica";
      case NUMBER_MONTH -> "Números de telefone";
      case INFRASTRUCTURE_MONTH -> "Infraestrutura";
    };
  }
}
