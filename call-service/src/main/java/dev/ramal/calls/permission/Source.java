package dev.ramal.calls.permission;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Where a blocked number comes from. The words are stored. */
public enum Source {
  /** A person of the organization. */
  MANUAL("manual"),
  /** A file of the organization's own. */
  IMPORT("import"),
  /** The list of the telephone companies and banks: telecom and payroll-credit offers. */
  NAO_ME_PERTURBE("nao-me-perturbe"),
  /** A list of a state's consumer protection, as São Paulo's "Não Me Ligue". */
  PROCON("procon");

  private final String wire;

  Source(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Whether a regulator or an authority keeps it. */
  public boolean isDoNotCallList() {
    return this == NAO_ME_PERTURBE || this == PROCON;
  }

  public static String[] words() {
    return Arrays.stream(values()).map(Source::wire).toArray(String[]::new);
  }

  /** Null for null and for an unknown word. */
  @JsonCreator
  public static Source find(String wire) {
    return Arrays.stream(values())
        .filter(source -> source.wire.equals(wire))
        .findFirst()
        .orElse(null);
  }
}
