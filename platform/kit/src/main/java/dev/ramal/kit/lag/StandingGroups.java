package dev.ramal.kit.lag;

import dev.ramal.events.TenantId;
import dev.ramal.kit.lag.Standstill.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a round has found, for people: one thing for each group and topic, however many of its
 * partitions stand still. It is the operator's: each organization has records in each partition.
 *
 * @param standing in the order of their names
 * @param unsure of which it cannot be said yet
 */
record StandingGroups(List<Standstill> standing, Set<Place> unsure) {
  static final StandstillScope SCOPE =
      new StandstillScope("groups", "Um consumidor não avança", "critical");

  static StandingGroups of(List<JudgedPartition> judged) {
    Map<String, List<JudgedPartition>> bySubject = new TreeMap<>();
    Set<Place> unsure = new HashSet<>();
    for (JudgedPartition one : judged) {
      if (one.status().isStanding()) {
        bySubject.computeIfAbsent(subject(one), added -> new ArrayList<>()).add(one);
      } else if (!one.status().isSettled()) {
        unsure.add(new Place(TenantId.OPERATOR, subject(one)));
      }
    }
    List<Standstill> standing =
        bySubject.entrySet().stream()
            .map(
                entry ->
                    new Standstill(
                        new Place(TenantId.OPERATOR, entry.getKey()),
                        detail(entry.getValue()),
                        since(entry.getValue())))
            .toList();
    return new StandingGroups(standing, unsure);
  }

  private static String subject(JudgedPartition one) {
    return one.place().group() + " " + one.place().topic();
  }

  private static Instant since(List<JudgedPartition> partitions) {
    return partitions.stream()
        .map(JudgedPartition::still)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static String detail(List<JudgedPartition> partitions) {
    GroupPartition place = partitions.get(0).place();
    String numbers =
        partitions.stream()
            .map(one -> one.place().partition().partition())
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    long behind = partitions.stream().mapToLong(one -> one.offsets().behind()).sum();
    boolean deserted = partitions.stream().allMatch(one -> one.status() == LagStatus.STOP);
    return "%s não avança em %s desde %s: registros à espera: %d; partições: %s; %s."
        .formatted(
            place.group(),
            place.topic(),
            since(partitions).truncatedTo(ChronoUnit.SECONDS),
            behind,
            numbers,
            deserted ? "nenhum processo as lê" : "um processo as lê e não conclui nada");
  }
}
