package dev.ramal.billing.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What usage is added up by. */
@Schema(name = "MarginKey")
public enum MarginKey {
  ORGANIZATION("organization", "''", "null"),
  AGENT("agent", "coalesce(agent_id, '')", "max(agent_name)"),
  CAMPAIGN("campaign", "coalesce(campaign_id, '')", "null"),
  CARRIER("carrier", "coalesce(carrier, '')", "null"),
  METER("meter", "meter", "null");

  private final String wire;
  private final String key;
  private final String name;

  MarginKey(String wire, String key, String name) {
    this.wire = wire;
    this.key = key;
    this.name = name;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** What stands in the ledger, empty for usage that has none. */
  String key() {
    return key;
  }

  /** The name a person reads, where there is one. */
  String shownAs() {
    return name;
  }

  /** Empty for null and for an unknown word. */
  public static Optional<MarginKey> find(String word) {
    return Arrays.stream(values()).filter(each -> each.wire.equals(word)).findFirst();
  }

  public static String[] words() {
    return Arrays.stream(values()).map(MarginKey::wire).toArray(String[]::new);
  }
}
