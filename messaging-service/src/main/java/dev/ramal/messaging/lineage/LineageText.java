package dev.ramal.messaging.lineage;

import java.time.Duration;

/** A way as lines of text, for a terminal. */
final class LineageText {
  private LineageText() {}

  static String of(Lineage lineage) {
    StringBuilder text = new StringBuilder(lineage.title()).append('\n');
    text.append(lineage.firstAt()).append('\n');
    for (LineageHop hop : lineage.hops()) {
      text.append(line(lineage, hop)).append('\n');
      if (hop.failure() != null) {
        text.append("      !! ").append(failure(hop.failure())).append('\n');
      }
    }
    return text.toString();
  }

  /** {@code Malformed schema: … (billing-service, attempt 2, version 1.4)}. */
  static String failure(HopFailure failure) {
    StringBuilder text = new StringBuilder(failure.kind());
    append(text, " ", failure.code());
    append(text, ": ", failure.detail());
    if (failure.reader() != null) {
      text.append(" (").append(failure.reader());
      append(text, ", attempt ", failure.attempt());
      append(text, ", version ", failure.version());
      text.append(')');
    }
    return text.toString();
  }

  private static String line(Lineage lineage, LineageHop hop) {
    long since = Duration.between(lineage.firstAt(), hop.publishedAt()).toMillis();
    StringBuilder line =
        new StringBuilder(
            "%3d  %12s  %-18s %s"
                .formatted(hop.number(), "+" + Millis.text(since), hop.service(), hop.event()));
    if (hop.cause() != null) {
      line.append("  <- ").append(hop.cause());
      append(line, " after ", Millis.text(hop.sinceCauseMillis()));
    } else {
      append(line, "  <- not in the index: ", hop.causation());
    }
    line.append("  ").append(hop.place());
    append(line, "  ", hop.decision());
    if (hop.subjectKind() != lineage.kind() || !hop.subjectId().equals(lineage.id())) {
      line.append("  of ").append(hop.subjectKind().wire()).append(' ').append(hop.subjectId());
    }
    append(line, "  sent again by ", hop.redrive());
    return line.toString();
  }

  private static void append(StringBuilder text, String before, Object said) {
    if (said != null) {
      text.append(before).append(said);
    }
  }
}
