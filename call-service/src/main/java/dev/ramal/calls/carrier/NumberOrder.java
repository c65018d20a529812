package dev.ramal.calls.carrier;

import dev.ramal.events.E164;
import java.util.Map;

/**
 * A number that is to be bought.
 *
 * @param id ours; carriers that take a reference keep it
 * @param label for people; null for none
 * @param documents by the field that names each, see {@link NumberDocument}
 */
public record NumberOrder(String id, E164 number, String label, Map<String, String> documents) {
  public NumberOrder {
    documents = Map.copyOf(documents);
  }
}
