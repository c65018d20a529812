package dev.ramal.messaging.insight;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What stands in rows; the words are the package's own. */
public final class InsightWordsAtRest {
  private InsightWordsAtRest() {}

  public static String ofGroups() {
    return Arrays.stream(MessageInsightGroup.values())
        .map(Enum::name)
        .collect(Collectors.joining(" "));
  }
}
