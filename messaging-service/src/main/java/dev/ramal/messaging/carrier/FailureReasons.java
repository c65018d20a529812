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
import java.util.Map;
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

  /** As often as we tried, the carrier never took the message. */
  public static final String CARRIER_UNREACHABLE = "carrier-unreachable";

  private static final String OURS = "ramal";
  private static final String NO_CODE = "-";

  private final Map<String, Map<String, String>> tables = new ConcurrentHashMap<>();

  /**
   * @param code null when the carrier gave none
   */
  public FailureCause translate(Carrier carrier, String code) {
    Map<String, String> table = table(carrier.wire());
    return new FailureCause(
        code, table.getOrDefault(code == null ? NO_CODE : code, table.get(NO_CODE)));
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
    try (InputStream table =
        FailureReasons.class.getResourceAsStream("/failure-reasons/" + source + ".tsv")) {
      return table == null ? read(OURS) : read(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> read(InputStream table) {
    return new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))
        .lines()
        .skip(1)
        .map(line -> line.split("\t"))
        .collect(Collectors.toUnmodifiableMap(cells -> cells[0], cells -> cells[1]));
  }
}
