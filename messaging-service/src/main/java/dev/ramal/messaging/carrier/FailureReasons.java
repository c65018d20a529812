package dev.ramal.messaging.carrier;

import dev.ramal.events.Carrier;
import dev.ramal.messaging.message.FailureCause;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The carriers' codes in words that the tenant understands; {@code failure-reasons.tsv}. */
@ApplicationScoped
public class FailureReasons {
  /** WhatsApp's window closed before the message went out. */
  public static final String TEMPLATE_REQUIRED = "template-required";

  /** As often as we tried, the carrier never took the message. */
  public static final String CARRIER_UNREACHABLE = "carrier-unreachable";

  private static final String TABLE = "/failure-reasons.tsv";
  private static final String NO_CODE = "-";

  private final Map<String, String> reasons = read();

  /**
   * @param code null when the carrier gave none
   */
  public FailureCause translate(Carrier carrier, String code) {
    String known = reasons.get(key(carrier.wire(), code == null ? NO_CODE : code));
    String reason = known != null ? known : reasons.get(key(carrier.wire(), NO_CODE));
    return new FailureCause(code, reason);
  }

  /** Our own reasons. */
  public FailureCause ours(String code) {
    return new FailureCause(code, reasons.get(key("ramal", code)));
  }

  Map<String, String> all() {
    return Map.copyOf(reasons);
  }

  private static Map<String, String> read() {
    Map<String, String> table = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                FailureReasons.class.getResourceAsStream(TABLE), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split("\t"))
          .forEach(cells -> table.put(key(cells[0], cells[1]), cells[2]));
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(String carrier, String code) {
    return carrier + ":" + code;
  }
}
