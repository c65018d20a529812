package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.LedgerEntry;
import java.util.List;

/**
 * What a fact led to.
 *
 * @param use as it stands afterwards
 * @param entries to be appended to the ledger, in order; empty when nothing changed
 * @param becameUnrateable whether somebody must now be told
 */
public record Settlement(MeteredUse use, List<LedgerEntry> entries, boolean becameUnrateable) {
  public Settlement {
    entries = List.copyOf(entries);
  }
}
