package dev.ramal.messaging.templates;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in rows; the words are the package's own. */
public final class TemplateWordsAtRest {
  private TemplateWordsAtRest() {}

  public static String ofJobs() {
    return String.join(" ", ApprovalJobs.QUEUE, ApprovalJobs.GIVE, ApprovalJobs.APPROVE);
  }

  public static String ofColumns() {
    return Stream.<Enum<?>[]>of(
            TemplateCategory.values(),
            Sharing.values(),
            ApprovalCategory.values(),
            ApprovalState.values())
        .map(words -> Arrays.stream(words).map(Enum::name).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" / "));
  }
}
