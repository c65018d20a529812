package dev.ramal.events;

import java.util.Objects;

/**
 * What a message holds that is neither text nor media.
 *
 * @param kind {@code location}, {@code contacts}, {@code reaction}, or any other word of the
 *     carrier's that says what came
 * @param place null unless it is one
 */
public record MessageContent(String kind, Place place) {
  /** The kind of a {@link Place}. */
  public static final String LOCATION = "location";

  /** Something came, and nobody can say what. */
  public static final String UNKNOWN = "unknown";

  public MessageContent {
    Objects.requireNonNull(kind, "kind");
  }
}
