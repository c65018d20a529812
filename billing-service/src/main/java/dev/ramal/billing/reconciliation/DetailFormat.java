package dev.ramal.billing.reconciliation;

import dev.ramal.events.Carrier;
import dev.ramal.events.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The form in which a carrier lists what it charges: {@code detail-files/<carrier>-<kind>.json}. A
 * carrier that gets such a file can be reconciled; no code names one.
 *
 * @param source where the form was read
 * @param columns spellings of each column's heading, the better one first
 * @param charge which sign a charge has
 * @param usualCurrency of rows that name none
 * @param zone in which months are cut and times without an offset are written
 * @param measuringParts parts whose quantity is that of the leg; empty for all of them
 * @param namesOtherwise whether the carrier may name a leg by another id in its files than in what
 *     it tells us; then number and time are compared as well
 */
record DetailFormat(
    String source,
    Map<DetailColumn, List<String>> columns,
    Charge charge,
    String usualCurrency,
    ZoneId zone,
    List<String> measuringParts,
    boolean namesOtherwise) {
  DetailFormat {
    measuringParts = measuringParts == null ? List.of() : List.copyOf(measuringParts);
  }

  /** Empty where no form is known. */
  static Optional<DetailFormat> of(Carrier carrier, DetailKind kind) {
    String file = "/detail-files/%s-%s.json".formatted(carrier.wire(), kind.wire());
    try (InputStream in = DetailFormat.class.getResourceAsStream(file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              EventJson.read(
                  new String(in.readAllBytes(), StandardCharsets.UTF_8), DetailFormat.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
