package dev.ramal.billing.tariffs;

import dev.ramal.billing.rating.ExchangeRates;
import dev.ramal.billing.rating.TariffBook;

/** Everything an organization's uses are rated with. */
public record PriceList(TariffBook tariffs, ExchangeRates exchange) {}
