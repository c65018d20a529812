package dev.ramal.sandbox.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.sandbox.monitoring.MetricsDictionary.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page of metrics beside the sources that count. */
class DictionaryTest {
  private final MetricsDictionary dictionary = MetricsDictionary.read();
  private final CountingSources sources = CountingSources.read();

  @Test
  @DisplayName("SBX-13 the dictionary has each metric that the sources count, and no other")
  void shouldListWhatTheSourcesCount() {
    // When
    Set<String> listed =
        dictionary.ours().stream().map(Entry::name).collect(Collectors.toCollection(TreeSet::new));

    // Then
    assertThat(listed).hasSizeGreaterThan(25).isEqualTo(sources.metrics());
    assertThat(dictionary.ours()).extracting(Entry::name).isSorted();
  }

  @Test
  @DisplayName("SBX-13 it says where each is counted, and lists what its labels can be")
  void shouldSayWhereEachIsCountedAndWhatItsLabelsCanBe() {
    // Given
    List<String> wrong = new ArrayList<>();

    // When
    for (Entry entry : dictionary.ours()) {
      if (!sources.counts(entry.where().orElseThrow(), entry.name())) {
        wrong.add(entry.name() + " is not counted in " + entry.where().get());
      }
      entry
          .enums()
          .forEach(
              (label, constants) -> {
                Set<String> listed =
                    entry.labels().get(label).stream()
                        .map(CountingSources::word)
                        .collect(Collectors.toCollection(TreeSet::new));
                if (!listed.equals(sources.words(constants))) {
                  wrong.add(entry.name() + " " + label + " of " + constants);
                }
              });
    }

    // Then
    assertThat(wrong).isEmpty();
    assertThat(dictionary.ours()).anyMatch(entry -> !entry.enums().isEmpty());
  }

  @Test
  @DisplayName("SBX-13 names, types and units go together as Prometheus wants it")
  void shouldNameTypesAndUnitsAsPrometheusDoes() {
    // Then
    assertThat(dictionary.entries())
        .filteredOn(entry -> !entry.isFamily())
        .allSatisfy(
            entry -> {
              assertThat(entry.says()).isNotBlank();
              assertThat(entry.unit()).isNotBlank();
              assertThat(entry.type()).isIn("counter", "gauge", "histogram", "summary");
              assertThat(entry.name().endsWith("_total")).isEqualTo(entry.type().equals("counter"));
              if (entry.name().contains("_seconds")) {
                assertThat(entry.unit()).isEqualTo("seconds");
              }
            });
  }
}
