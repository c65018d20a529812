package dev.ramal.billing.reconciliation;

import dev.ramal.billing.reconciliation.ProposedNote.Ask;
import dev.ramal.events.Money;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes to a carrier about a line: what stands there, what we have, what is wanted.
 *
 * @param zone in which the carrier reads times
 */
record WriteNote(DetailKind kind, ZoneId zone, NoteLanguage language) {

  /**
   * @param line that does not match
   */
  ProposedNote about(ReconciledLine line) {
    return new ProposedNote(
        line.place(),
        line.lineClass(),
        line.fileRows(),
        line.carrierReference(),
        ask(line),
        line.lineClass() == LineClass.MISSING_THEIRS ? line.ours() : line.asked(),
        text(line));
  }

  private static Ask ask(ReconciledLine line) {
    boolean tooLittle = line.asked() != null && line.asked().amount().signum() < 0;
    return switch (line.lineClass()) {
      case DUPLICATE -> Ask.CREDIT;
      case MISSING_OURS -> Ask.EVIDENCE;
      case DURATION, PRICE -> tooLittle ? Ask.CONFIRMATION : Ask.CORRECTION;
      case CURRENCY -> Ask.EXPLANATION;
      case MISSING_THEIRS, MATCHED -> Ask.CONFIRMATION;
    };
  }

  private String text(ReconciledLine line) {
    String what = capital(rows(line) + subject(line));
    return switch (line.lineClass()) {
      case DUPLICATE -> what + duplicate(line);
      case MISSING_OURS -> what + missingOurs(line);
      case MISSING_THEIRS -> what + missingTheirs(line);
      case DURATION -> what + duration(line);
      case PRICE -> what + price(line);
      case CURRENCY -> what + currency(line);
      case MATCHED -> what + language.of(" confere.", " matches.");
    };
  }

  private String duplicate(ReconciledLine line) {
    return language.of(
        " já consta da linha %d. Pedimos o estorno de %s, cobrado em duplicidade."
            .formatted(line.duplicateOf(), amount(line.theirs())),
        " stands in row %d already. Please credit %s, which is charged twice."
            .formatted(line.duplicateOf(), amount(line.theirs())));
  }

  private String missingOurs(ReconciledLine line) {
    return language.of(
        ", %s, por %s, não consta dos nossos registros. Pedimos a comprovação (origem, destino, horário) ou o estorno."
            .formatted(quantity(line.theirQuantity()), amount(line.theirs())),
        ", %s, charged %s, is not in our records. Please send evidence (origin, destination, time) or credit it."
            .formatted(quantity(line.theirQuantity()), amount(line.theirs())));
  }

  private String missingTheirs(ReconciledLine line) {
    return language.of(
        ", %s, que esperamos por %s, não consta do arquivo. Pedimos a confirmação de que não será cobrada depois."
            .formatted(quantity(line.ourQuantity()), amount(line.ours())),
        ", %s, which we expect to cost %s, is not in the file. Please confirm that it will not be charged later."
            .formatted(quantity(line.ourQuantity()), amount(line.ours())));
  }

  private String duration(ReconciledLine line) {
    return language.of(
        " tem %s no arquivo e %s nos nossos registros. %s%s."
            .formatted(
                quantity(line.theirQuantity()),
                quantity(line.ourQuantity()),
                wish(line),
                difference(line)),
        " has %s in the file and %s in our records. %s%s."
            .formatted(
                quantity(line.theirQuantity()),
                quantity(line.ourQuantity()),
                wish(line),
                difference(line)));
  }

  private String price(ReconciledLine line) {
    if (line.theirs() == null) {
      return language.of(
          " não tem preço no arquivo; esperávamos %s. Pedimos o valor."
              .formatted(amount(line.ours())),
          " has no price in the file; we expected %s. Please tell the amount."
              .formatted(amount(line.ours())));
    }
    return language.of(
        " custa %s no arquivo e %s. %s%s."
            .formatted(amount(line.theirs()), expected(line), wish(line), difference(line)),
        " costs %s in the file and %s. %s%s."
            .formatted(amount(line.theirs()), expected(line), wish(line), difference(line)));
  }

  private String expected(ReconciledLine line) {
    String ours = amount(line.ours());
    return line.oursIsNamed()
        ? language.of(ours + " no aviso de custo", ours + " in your notification of its cost")
        : language.of(ours + " pela tarifa acordada", ours + " by the agreed rate");
  }

  private String currency(ReconciledLine line) {
    return language.of(
        " está em %s no arquivo; temos %s. Pedimos a moeda da cobrança e o câmbio aplicado."
            .formatted(amount(line.theirs()), amount(line.ours())),
        " is in %s in the file; we have %s. Please tell the currency of the charge and the exchange rate applied."
            .formatted(amount(line.theirs()), amount(line.ours())));
  }

  private String wish(ReconciledLine line) {
    return ask(line) == Ask.CONFIRMATION
        ? language.of(
            "O valor é menor que o nosso: pedimos a confirmação de que é definitivo",
            "It is less than ours: please confirm that it is final")
        : language.of(
            "Pedimos a correção ou o que a explica", "Please correct it or say what explains it");
  }

  private String difference(ReconciledLine line) {
    if (line.asked() == null || line.asked().amount().signum() == 0) {
      return "";
    }
    return language.of("; diferença: ", "; difference: ") + amount(line.asked());
  }

  private String rows(ReconciledLine line) {
    List<Long> rows = line.fileRows();
    if (rows.isEmpty()) {
      return "";
    }
    String numbers = rows.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return rows.size() == 1
        ? language.of("Linha %s: ", "Row %s: ").formatted(numbers)
        : language.of("Linhas %s: ", "Rows %s: ").formatted(numbers);
  }

  private String subject(ReconciledLine line) {
    StringBuilder text =
        new StringBuilder(
            kind == DetailKind.CALLS
                ? language.of("a chamada", "the call")
                : language.of("a mensagem", "the message"));
    if (line.carrierReference() != null) {
      text.append(' ').append(line.carrierReference());
    }
    if (line.party() != null) {
      text.append(language.of(" com ", " with ")).append(line.party());
    }
    if (line.occurredAt() != null) {
      text.append(language.of(" de ", " of ")).append(language.time(line.occurredAt(), zone));
    }
    return text.toString();
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private String quantity(Long quantity) {
    if (quantity == null) {
      return language.of("sem medida", "without a measure");
    }
    return kind == DetailKind.CALLS
        ? quantity + " s"
        : quantity + language.of(" segmento(s)", " segment(s)");
  }

  private String amount(Money money) {
    return money == null
        ? language.of("valor não informado", "an amount that is not stated")
        : money.currency() + " " + language.number(money.amount());
  }
}
