package dev.ramal.sandbox.monitoring;

import dev.ramal.sandbox.monitoring.MetricsDictionary.Entry;
import dev.ramal.sandbox.processes.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service tells at {@code /q/metrics}.
 *
 * @param text in Prometheus' format
 */
record ExposedMetrics(Service service, String text, Map<String, Family> families) {
  private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Set<String> OF_BUCKETS = Set.of("le", "quantile");

  /** All series of one name, with the values of each label. */
  record Family(String type, String help, List<Map<String, String>> series) {}

  static ExposedMetrics of(Service service, String url) throws IOException, InterruptedException {
    String text =
        HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .build()
            .send(
                HttpRequest.newBuilder(URI.create(url + "/q/metrics"))
                    .header("Accept", "text/plain")
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return read(service, text);
  }

  static ExposedMetrics read(Service service, String text) {
    Map<String, String> helps = new TreeMap<>();
    Map<String, Family> families = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        helps.put(words[2], words.length > 3 ? words[3] : "");
      } else if (line.startsWith("# TYPE ")) {
        families.put(
            words[2], new Family(words[3], helps.getOrDefault(words[2], ""), new ArrayList<>()));
      } else if (!line.startsWith("#")) {
        add(families, line);
      }
    }
    return new ExposedMetrics(service, text, families);
  }

  /** What the dictionary does not say of them, and what it says that is not there. */
  List<String> contradictions(MetricsDictionary dictionary) {
    List<String> found = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    families.forEach(
        (name, family) ->
            dictionary
                .find(name)
                .ifPresentOrElse(
                    entry -> {
                      seen.add(entry.name());
                      compare(entry, name, family, found);
                    },
                    () -> found.add(service.id() + " tells " + name + ", which is not listed")));
    for (Entry entry : dictionary.entries()) {
      if (entry.always() && entry.of().contains(service) && !seen.contains(entry.name())) {
        found.add(service.id() + " does not tell " + entry.name());
      }
    }
    return found;
  }

  private void compare(Entry entry, String name, Family family, List<String> found) {
    String what = service.id() + " " + name + ": ";
    if (family.help().isBlank()) {
      found.add(what + "no help");
    }
    if (entry.isFamily()) {
      return;
    }
    if (!entry.of().contains(service)) {
      found.add(what + "is not listed as of this service");
    }
    String type = name.equals(entry.name()) ? entry.type() : "gauge";
    if (!family.type().equals(type)) {
      found.add(what + "is a " + family.type());
    }
    for (Map<String, String> series : family.series()) {
      if (!series.keySet().equals(entry.labels().keySet())) {
        found.add(what + "has the labels " + series.keySet());
        break;
      }
      series.forEach(
          (label, value) -> {
            Set<String> values = entry.labels().get(label);
            if (!values.isEmpty() && !values.contains(value)) {
              found.add(what + label + "=" + value);
            }
          });
    }
  }

  private static void add(Map<String, Family> families, String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new IllegalStateException("no sample: " + line);
    }
    Map<String, String> labels = new TreeMap<>();
    if (sample.group(2) != null) {
      LABEL
          .matcher(sample.group(2))
          .results()
          .filter(label -> !OF_BUCKETS.contains(label.group(1)))
          .forEach(label -> labels.put(label.group(1), label.group(2)));
    }
    String name = sample.group(1);
    Family family = families.get(name);
    if (family == null) {
      family = families.get(name.replaceFirst("_(bucket|count|sum)$", ""));
    }
    if (family == null) {
      family = new Family("untyped", "", new ArrayList<>());
      families.put(name, family);
    }
    family.series().add(labels);
  }
}
