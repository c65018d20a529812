package dev.ramal.simulators.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields of a form or of a query string: case-sensitive names, repeated names kept, in order of
 * arrival.
 */
public final class Fields {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /** Reads {@code a=1&b=2}; a plus sign is a space, as forms have it. Null reads as empty. */
  public static Fields parse(String text) {
    Fields fields = new Fields();
    if (text == null || text.isEmpty()) {
      return fields;
    }
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!name.isEmpty()) {
        fields.add(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  public Fields add(String name, String value) {
    values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value == null ? "" : value);
    return this;
  }

  /** Replaces all values of the name by one. */
  public Fields set(String name, String value) {
    values.remove(name);
    return add(name, value);
  }

  /** As {@link #set}, unless the value is null. */
  public Fields setIfPresent(String name, String value) {
    return value == null ? this : set(name, value);
  }

  public Fields addAll(Fields others) {
    others.values.forEach((name, list) -> list.forEach(value -> add(name, value)));
    return this;
  }

  /** First value, or null when there is none or it is empty. */
  public String get(String name) {
    List<String> list = values.get(name);
    return list == null || list.get(0).isEmpty() ? null : list.get(0);
  }

  public String get(String name, String otherwise) {
    String value = get(name);
    return value == null ? otherwise : value;
  }

  /** All values of the name, possibly none. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  public Map<String, List<String>> asMap() {
    return Collections.unmodifiableMap(values);
  }

  /** The form-encoded text. */
  public String encode() {
    return values.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .map(value -> encode(entry.getKey()) + "=" + encode(value)))
        .collect(Collectors.joining("&"));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
