package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Who carries calls and messages. Which carriers there are is not fixed in code: they are those
 * that some {@code META-INF/ramal/carriers} on the class path names, one word a line. There is one
 * instance for each, so {@code ==} holds.
 */
public final class Carrier implements Comparable<Carrier> {
  private static final String REGISTRY = "META-INF/ramal/carriers";
  private static final Carrier[] KNOWN = read();

  public static final Carrier TWILIO = of("twilio");
  public static final Carrier TELNYX = of("telnyx");

  private final int place;
  private final String wire;
  private final String name;

  private Carrier(int place, String wire) {
    this.place = place;
    this.wire = wire;
    this.name = wire.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** As it travels. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /** As it stands in tables. */
  public String name() {
    return name;
  }

  /** All that this process knows, in the order of the registry. */
  public static List<Carrier> known() {
    return List.of(KNOWN);
  }

  /** The words of all that are known, for those who must choose one. */
  public static String[] words() {
    return known().stream().map(Carrier::wire).toArray(String[]::new);
  }

  /**
   * @throws IllegalArgumentException for a carrier that is not known
   */
  @JsonCreator
  public static Carrier of(String wire) {
    return WireWords.of(KNOWN, Carrier::wire, wire);
  }

  /** By the order of the registry. */
  @Override
  public int compareTo(Carrier other) {
    return Integer.compare(place, other.place);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Carrier[] read() {
    List<Carrier> carriers = new ArrayList<>();
    try {
      for (URL url : Collections.list(Carrier.class.getClassLoader().getResources(REGISTRY))) {
        try (var in = url.openStream()) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(word -> !word.isEmpty())
              .filter(word -> carriers.stream().noneMatch(known -> known.wire.equals(word)))
              .forEach(word -> carriers.add(new Carrier(carriers.size(), word)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the registry of carriers cannot be read", e);
    }
    return carriers.toArray(Carrier[]::new);
  }
}
