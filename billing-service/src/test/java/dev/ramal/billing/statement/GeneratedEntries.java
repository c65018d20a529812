package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Months of made-up calls and messages, rated by the seeded tariff. */
public final class GeneratedEntries {
  private static final List<String> CLASSES =
      List.of("mobile", "landline", "mobile-sp-rj", "international-US");

  private GeneratedEntries() {}

  public static List<MonthEntry> of(int count, Random random) {
    RateUsage rates = Samples.seededRates();
    List<MonthEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(
          RatedEntries.rated(
              "id-" + i,
              random.nextInt(4) == 0
                  ? Samples.sms(1 + random.nextInt(4))
                  : Samples.leadCall(CLASSES.get(random.nextInt(4)), 1 + random.nextInt(900)),
              rates));
    }
    return entries;
  }
}
