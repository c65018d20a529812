package dev.ramal.crm.changes;

import java.util.List;

/**
 * What is to stand in one part of a deal. Its JSON stands in the store.
 *
 * @param part {@link #STAGE}, or a custom field's name behind {@link #FIELD}
 * @param from values that may be replaced; empty where that does not matter, as in a field
 * @param overwrite whether also what is not ours is replaced
 */
record PartWish(String part, String value, List<String> from, boolean overwrite) {
  static final String STAGE = "stage";
  static final String FIELD = "field:";

  PartWish {
    from = from == null ? List.of() : List.copyOf(from);
  }

  static PartWish field(String name, String value, boolean overwrite) {
    return new PartWish(FIELD + name, value, List.of(), overwrite);
  }

  static boolean isStage(String part) {
    return part.equals(STAGE);
  }

  static String nameOfField(String part) {
    return part.substring(FIELD.length());
  }
}
