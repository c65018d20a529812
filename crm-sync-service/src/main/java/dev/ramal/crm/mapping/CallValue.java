package dev.ramal.crm.mapping;

import dev.ramal.crm.activity.FinishedCall;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/** What of a call a field of a deal may tell, as people in Brazil read it. */
public enum CallValue {
  /** The day on which it ended, in São Paulo: 03/11/2026. */
  CALL_DATE("call-date"),
  /** When it ended, in São Paulo: 2026-11-03T11:06:33-03:00. */
  CALL_TIME("call-time"),
  OUTCOME("outcome"),
  DISPOSITION("disposition"),
  AGENT("agent"),
  TALK_SECONDS("talk-seconds");

  private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private final String word;

  CallValue(String word) {
    this.word = word;
  }

  /**
   * @param word null is none
   */
  static Optional<CallValue> of(String word) {
    return Stream.of(values()).filter(value -> value.word.equals(word)).findFirst();
  }

  static String[] words() {
    return Stream.of(values()).map(value -> value.word).toArray(String[]::new);
  }

  /** Null where the call does not tell it. */
  public String of(FinishedCall call) {
    return switch (this) {
      case CALL_DATE -> DATE.format(call.endedAt().atZone(SAO_PAULO));
      case CALL_TIME ->
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
              call.endedAt().atZone(SAO_PAULO).withNano(0));
      case OUTCOME -> outcome(call);
      case DISPOSITION -> call.disposition();
      case AGENT -> call.agentName();
      case TALK_SECONDS -> "" + call.talkSeconds();
    };
  }

  private static String outcome(FinishedCall call) {
    return switch (call.outcome()) {
      case COMPLETED -> "atendida";
      case BUSY -> "ocupado";
      case NO_ANSWER -> "não atendida";
      case CANCELED -> "cancelada";
      case FAILED -> "não completada";
    };
  }
}
