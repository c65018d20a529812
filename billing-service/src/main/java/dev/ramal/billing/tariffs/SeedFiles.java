package dev.ramal.billing.tariffs;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.events.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The reference data that comes with the product, as JSON on the class path. */
public final class SeedFiles {
  public static final List<String> TARIFFS =
      List.of(
          "referencia-2024.1",
          "referencia-usd-2024.1",
          "referencia-numeros-2026.1",
          "referencia-2026.1",
          "referencia-adicionais-2026.1",
          "referencia-internacional-2027.1",
          "referencia-gravacoes-2026.1",
          "referencia-recebidas-2026.1");
  public static final List<String> PLANS =
      List.of("essencial-2024.1", "profissional-2024.1", "enterprise-2024.1");

  private SeedFiles() {}

  /** The same seed has the same id everywhere. */
  public static UUID id(String seed) {
    return UUID.nameUUIDFromBytes(("seed|" + seed).getBytes(StandardCharsets.UTF_8));
  }

  /** A tariff: its rules stand in it, or in a file of rules beside it. */
  public static TariffDocument tariff(String seed) {
    TariffDocument document = read("tariffs/" + seed + ".json", new TypeReference<>() {});
    return document.rules() != null
        ? document
        : document.withRules(TariffCsv.read(text("tariffs/" + seed + ".csv")));
  }

  /** A file under {@code seed/}. */
  public static <T> T read(String file, TypeReference<T> type) {
    try {
      return EventJson.mapper().readValue(text(file), type);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read seed/" + file, e);
    }
  }

  private static String text(String file) {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream("seed/" + file)) {
      if (in == null) {
        throw new IllegalStateException("missing on the class path: seed/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read seed/" + file, e);
    }
  }
}
