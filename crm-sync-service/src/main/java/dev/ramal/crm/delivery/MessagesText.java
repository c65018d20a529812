package dev.ramal.crm.delivery;

import dev.ramal.crm.activity.MessageDay;
import dev.ramal.crm.messagedays.ToldMessage;
import dev.ramal.events.Channel;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.StringJoiner;

/**
 * The text of the note of a day of messages, in Portuguese, with a marker of its own: how many
 * there were, from when to when, what did not arrive, and each in one line. A long day shows how it
 * began and how it ended.
 */
final class MessagesText {
  /** Most lines of messages at the beginning, and as many at the end. */
  static final int SHOWN = 50;

  private static final ZoneId BRASILIA = ZoneId.of("America/Sao_Paulo");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private MessagesText() {}

  /** What this note of the day contains and no other note does; none contains another one. */
  static String marker(String dayId, boolean followUp) {
    return (followUp ? "Ramal: complemento das mensagens " : "Ramal: mensagens ") + dayId;
  }

  /**
   * @param messages that the note tells, oldest first
   * @param followUp whether another note of the day stands already
   */
  static String of(MessageDay day, List<ToldMessage> messages, boolean followUp) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(
        (followUp ? "Complemento das mensagens de " : "Mensagens de ")
            + DAY.format(day.day())
            + " (Brasília): "
            + counts(messages));
    lines.add("Contato: " + day.lead());
    if (!messages.isEmpty()) {
      lines.add(
          "Primeira: %s, última: %s"
              .formatted(
                  time(messages.get(0).writtenAt()),
                  time(messages.get(messages.size() - 1).writtenAt())));
    }
    int hidden = messages.size() - 2 * SHOWN;
    for (int i = 0; i < messages.size(); i++) {
      if (hidden <= 0 || i < SHOWN || i >= SHOWN + hidden) {
        lines.add(line(messages.get(i)));
      } else if (i == SHOWN) {
        lines.add("… (mais " + hidden + ")");
      }
    }
    lines.add(marker(day.id(), followUp));
    return lines.toString();
  }

  private static String counts(List<ToldMessage> messages) {
    long received = messages.stream().filter(ToldMessage::inbound).count();
    long failed = messages.stream().filter(message -> message.failure() != null).count();
    long sent = messages.size() - received;
    return counted(sent, "enviada", "enviadas")
        + ", "
        + counted(received, "recebida", "recebidas")
        + (failed == 0 ? "" : ", " + counted(failed, "não entregue", "não entregues"));
  }

  private static String counted(long count, String one, String more) {
    return count + " " + (count == 1 ? one : more);
  }

  private static String line(ToldMessage message) {
    String who =
        message.inbound() ? "contato" : message.agentName() == null ? "nós" : message.agentName();
    String body = message.body() == null ? "(texto desconhecido)" : message.body();
    String failure = message.failure() == null ? "" : " (não entregue: " + message.failure() + ")";
    return time(message.writtenAt())
        + " "
        + (message.channel() == Channel.SMS ? "SMS" : "WhatsApp")
        + ", "
        + who
        + ": "
        + body
        + failure;
  }

  private static String time(Instant at) {
    return TIME.format(at.atZone(BRASILIA));
  }
}
