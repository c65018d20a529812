package dev.ramal.messaging.carrier;

import dev.ramal.events.Carrier;
import dev.ramal.messaging.message.FailureCause;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The carriers' codes in words that the tenant understands: one table for each carrier, {@code
 * failure-reasons/<carrier>.tsv}, and one for our own reasons.
 */
@ApplicationScoped
public class FailureReasons {
  /** WhatsApp's window closed before the message went out. */
  public static final String TEMPLATE_REQUIRED = "template-required";

  /** The contact wants no more messages on this channel. */
  public static final String OPTED_OUT = "opted-out";

  /** Somebody of the organization took it back. */
  public static final String CANCELED = "canceled";

  /** As often as we tried, the carrier never took the message. */
  public static final String CARRIER_UNREACHABLE = "carrier-unreachable";

  private static final String OURS = "ramal";
  private static final String NO_CODE = "-";

  /** In the third column: the carrier says by this code that the contact has opted out. */
  private static final String OPT_OUT = "opt-out";

  private final Map<String, Map<String, String>> tables = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> optOuts = new ConcurrentHashMap<>();

  /**
   * @param code null when the carrier gave none
   */
  public FailureCause translate(Carrier carrier, String code) {
    Map<String, String> table = table(carrier.wire());
    return new FailureCause(
        code, table.getOrDefault(code == null ? NO_CODE : code, table.get(NO_CODE)));
  }

  /**
   * Whether the code says that the contact takes no more messages.
   *
   * @param code null when the carrier gave none
   */
  public boolean isOptOut(Carrier carrier, String code) {
    return code != null
        && optOuts.computeIfAbsent(carrier.wire(), FailureReasons::readOptOuts).contains(code);
  }

  /** Our own reasons. */
  public FailureCause ours(String code) {
    return new FailureCause(code, table(OURS).get(code));
  }

  /** A carrier without a table has the one sentence that is always true. */
  Map<String, String> table(String source) {
    return tables.computeIfAbsent(source, FailureReasons::read);
  }

  private static Map<String, String> read(String source) {
    List<String[]> rows = rows(source);
    return rows.isEmpty()
        ? read(OURS)
        : rows.stream().collect(Collectors.toUnmodifiableMap(cells -> cells[0], cells -> cells[1]));
  }

  private static Set<String> readOptOuts(String source) {
    return rows(source).stream()
        .filter(cells -> cells.length > 2 && OPT_OUT.equals(cells[2]))
        .map(cells -> cells[0])
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Empty without a table. */
  private static List<String[]> rows(String source) {
    try (InputStream table =
        FailureReasons.class.getResourceAsStream("/failure-reasons/" + source + ".tsv")) {
      return table == null
          ? List.of()
          : new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
              .lines()
              .skip(1)
              .map(line -> line.split("\t"))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
