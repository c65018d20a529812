package dev.ramal.crm.delivery;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import dev.ramal.numbering.Withheld;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * The text of a note, in Portuguese, with a marker by which the note can be found again.
 *
 * <p>The CRM gives a note no time but that of writing and no id of ours: the true time and the
 * marker stand in the text.
 */
final class NoteText {
  private static final Locale BRAZIL = Locale.forLanguageTag("pt-BR");
  private static final ZoneId BRASILIA = ZoneId.of("America/Sao_Paulo");
  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss");

  private NoteText() {}

  /** What a note of this call contains and no other note does. */
  static String marker(String callId) {
    return "Ramal: ligação " + callId;
  }

  /** The marker of the note of this activity. */
  static String marker(Activity activity) {
    String id = activity.subject().subjectId();
    return switch (activity.kind()) {
      case CALL -> marker(id);
      case FOLLOW_UP -> FollowUpText.marker(id);
      case MESSAGES, MESSAGES_FOLLOW_UP -> MessagesText.marker(id, activity.isFollowUp());
    };
  }

  /**
   * Without what the call costs.
   *
   * @param publicBaseUrl where our API is reached, without a slash at the end
   */
  static String of(FinishedCall call, String publicBaseUrl) {
    return of(call, null, publicBaseUrl);
  }

  /**
   * @param price what the organization pays for it, BRL; null where that is not known or not told
   * @param publicBaseUrl where our API is reached, without a slash at the end
   */
  static String of(FinishedCall call, Money price, String publicBaseUrl) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(headline(call));
    lines.add("Data: " + when(call));
    lines.add("Contato: " + (Withheld.is(call.lead()) ? "número oculto" : call.lead()));
    if (call.ours() != null) {
      lines.add("Nosso número: " + call.ours());
    }
    if (call.agentName() != null) {
      lines.add("Agente: " + call.agentName());
    }
    if (call.disposition() != null) {
      lines.add("Resultado informado: " + call.disposition());
    }
    if (call.notes() != null) {
      lines.add("Anotações: " + call.notes());
    }
    if (call.recordingPath() != null) {
      lines.add("Gravação: " + publicBaseUrl + call.recordingPath());
    } else if (call.noRecording() != null) {
      lines.add(noRecording(call));
    }
    if (price != null) {
      lines.add("Custo: " + reais(price));
    }
    lines.add(marker(call.callId()));
    return lines.toString();
  }

  /** As in R$ 1.234,56. */
  private static String reais(Money price) {
    return String.format(BRAZIL, "R$ %,.2f", price.toCents());
  }

  static String noRecording(FinishedCall call) {
    return "Gravação: não há"
        + switch (call.noRecording()) {
          case "absent" -> " (ninguém falou)";
          case "untold" -> " (o aviso de gravação não pôde ser dado)";
          case "not-begun" -> " (a ligação terminou antes)";
          case "machine" -> " (atendeu uma caixa postal)";
          case "no-key" -> " (o contato não autorizou)";
          case "own-bucket" -> " aqui (está no bucket da sua organização)";
          case "lost", "failed", "refused" -> " (a operadora não a entregou)";
          default -> "";
        };
  }

  static String when(FinishedCall call) {
    return WHEN.format(call.startedAt().atZone(BRASILIA)) + " (Brasília)";
  }

  static String headline(FinishedCall call) {
    String direction = call.direction() == Direction.INBOUND ? "recebida" : "realizada";
    return "Ligação " + direction + ": " + outcome(call);
  }

  private static String outcome(FinishedCall call) {
    return switch (call.outcome()) {
      case COMPLETED -> "atendida" + by(call) + ", " + duration(call.talkSeconds());
      case BUSY -> "ocupado";
      case NO_ANSWER -> "não atendida" + left(call);
      case CANCELED -> "cancelada";
      case FAILED -> "não completada";
    };
  }

  private static String left(FinishedCall call) {
    return switch (call.answeredBy() == null ? AnsweredBy.HUMAN : call.answeredBy()) {
      case MACHINE -> " (caixa postal)";
      case FAX -> " (fax)";
      default -> "";
    };
  }

  private static String by(FinishedCall call) {
    return call.answeredBy() == AnsweredBy.MACHINE ? " por caixa postal" : "";
  }

  private static String duration(int seconds) {
    int hours = seconds / 3600;
    int minutes = seconds % 3600 / 60;
    int rest = seconds % 60;
    if (hours > 0) {
      return hours + " h " + minutes + " min " + rest + " s";
    }
    return minutes > 0 ? minutes + " min " + rest + " s" : rest + " s";
  }
}
