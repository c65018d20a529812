package dev.ramal.billing.invoicing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Optional;

/** When months are closed, and who issues their invoices. */
@ConfigMapping(prefix = "ramal.billing.invoicing")
public interface InvoicingConfig {
  /** How often it is looked for months that are over. No time of day: a day may lack it. */
  @WithDefault("10m")
  Duration every();

  /** The first month that is closed by itself; earlier ones are closed by a person. */
  @WithDefault("2026-12")
  YearMonth firstMonth();

  /** For how many months after its own an invoice is compared with its month by itself. */
  @WithDefault("24")
  int reviewedMonths();

  Issuer issuer();

  /** Who issues the invoices: whoever runs Ramal. */
  interface Issuer {
    @WithDefault("Ramal")
    String name();

    /** CNPJ. */
    Optional<String> taxId();

    /** In one line. */
    Optional<String> address();
  }
}
