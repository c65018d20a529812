package dev.ramal.messaging.alerting;

import dev.ramal.messaging.alerting.policy.AlertVariable;
import dev.ramal.messaging.alerting.slack.SlackMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What people read of an alert, in Portuguese. */
final class AlertText {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("dd/MM HH:mm");
  private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

  /** Two segments with accents are 134 characters, three 201. */
  private static final int LONGEST_SMS = 201;

  /** All values of an alert fit a template of 1,024 characters. */
  private static final int LONGEST_VALUE = 300;

  private static final String NOTHING = "-";
  private static final String DOTS = "...";

  private AlertText() {}

  static SlackMessage slack(AlertRow alert, AlertNews news) {
    String headline =
        switch (news) {
          case RAISED -> alert.severity().portuguese() + ": " + alert.title();
          case ACKNOWLEDGED -> "Alguém cuida disto: " + alert.title();
          case RESOLVED -> "Resolvido: " + alert.title();
        };
    return new SlackMessage(
        headline, news == AlertNews.RAISED ? alert.detail() : "", footnotes(alert, news));
  }

  private static List<String> footnotes(AlertRow alert, AlertNews news) {
    List<String> notes = new ArrayList<>();
    notes.add(alert.tenant() + " · " + alert.service());
    if (!alert.subject().isEmpty()) {
      notes.add(alert.subject());
    }
    if (news == AlertNews.RAISED) {
      notes.add(
          alert.times() == 1
              ? "às " + clock(alert.raisedAt())
              : "%d vezes desde %s".formatted(alert.times(), clock(alert.raisedAt())));
    }
    notes.add("alerta " + alert.id());
    return notes;
  }

  private static String clock(Instant at) {
    return CLOCK.format(at.atZone(ZONE));
  }

  /** For a phone: three segments at most. */
  static String sms(AlertRow alert) {
    return cut(
        "Ramal, %s: %s. %s".formatted(alert.severity().portuguese(), alert.title(), alert.detail()),
        LONGEST_SMS);
  }

  /** For a template; WhatsApp takes neither lines nor wide gaps in values. */
  static Map<String, String> values(AlertRow alert) {
    return Map.of(
        AlertVariable.SEVERITY.wire(), alert.severity().portuguese(),
        AlertVariable.TITLE.wire(), value(alert.title()),
        AlertVariable.DETAIL.wire(), value(alert.detail()),
        AlertVariable.SERVICE.wire(), value(alert.service()));
  }

  private static String value(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.isEmpty() ? NOTHING : cut(line, LONGEST_VALUE);
  }

  /** Between words, where there are any. */
  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int space = text.lastIndexOf(' ', longest - DOTS.length());
    int end = space > longest / 2 ? space : longest - DOTS.length();
    boolean halved = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, halved ? end - 1 : end) + DOTS;
  }
}
