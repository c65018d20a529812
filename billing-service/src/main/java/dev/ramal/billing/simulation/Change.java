package dev.ramal.billing.simulation;

import dev.ramal.events.Carrier;
import java.util.UUID;

/**
 * What is different in a simulation.
 *
 * @param tariff asked before all others; null for those by which the month was rated
 * @param carrier that would have carried everything; null for those that did
 */
record Change(UUID tariff, Carrier carrier) {
  boolean ratesAnew() {
    return tariff != null || carrier != null;
  }
}
