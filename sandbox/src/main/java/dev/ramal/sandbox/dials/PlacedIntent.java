package dev.ramal.sandbox.dials;

import java.util.Set;

/**
 * An intent, and what was answered.
 *
 * @param calls ids of the calls that its key has made; more than one is wrong
 * @param refusal what was answered instead; null when nothing was
 * @param status of the call at the end; null when not asked for
 */
record PlacedIntent(DialIntent intent, Set<String> calls, String refusal, String status) {
  PlacedIntent {
    calls = Set.copyOf(calls);
  }

  PlacedIntent in(String found) {
    return new PlacedIntent(intent, calls, refusal, found);
  }
}
