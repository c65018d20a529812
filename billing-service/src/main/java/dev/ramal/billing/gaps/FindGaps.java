package dev.ramal.billing.gaps;

import dev.ramal.billing.gaps.GapReport.Gap;
import dev.ramal.billing.gaps.GapReport.Undecided;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.rating.TariffBook;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the tariffs of an instant against the reference list. Pure. */
final class FindGaps {
  private final TariffBook book;
  private final Instant at;
  private final Map<Place, List<String>> gaps = new LinkedHashMap<>();
  private final Map<Place, List<String>> undecided = new LinkedHashMap<>();
  private int covered;

  private FindGaps(TariffBook book, Instant at) {
    this.book = book;
    this.at = at;
  }

  static GapReport in(TariffBook book, Instant at, List<Carrier> carriers) {
    FindGaps found = new FindGaps(book, at);
    List<Asked> all = Asked.all(carriers);
    all.forEach(found::ask);
    return new GapReport(
        at,
        all.size(),
        found.covered,
        grouped(found.gaps).entrySet().stream()
            .map(group -> gap(group.getKey(), group.getValue()))
            .toList(),
        grouped(found.undecided).entrySet().stream()
            .map(group -> undecided(group.getKey(), group.getValue()))
            .toList(),
        FindOverlaps.in(book));
  }

  private void ask(Asked asked) {
    Usage usage = asked.at(at);
    List<String> answering = answering(book.agreed(), usage);
    if (answering.isEmpty()) {
      answering = answering(book.reference(), usage);
    }
    covered += answering.isEmpty() ? 0 : 1;
    if (answering.size() != 1) {
      (answering.isEmpty() ? gaps : undecided)
          .computeIfAbsent(Place.of(asked, answering), place -> new ArrayList<>())
          .add(asked.carrier() == null ? "" : asked.carrier().wire());
    }
  }

  /** The version that rates, and those of the same beginning that would do so as well. */
  private static List<String> answering(List<Tariff> tariffs, Usage usage) {
    List<String> versions = new ArrayList<>();
    Instant beginning = null;
    for (Tariff tariff : tariffs) {
      boolean asked = beginning == null || beginning.equals(tariff.validFrom());
      if (asked && tariff.holdsAt(usage.occurredAt()) && tariff.ruleFor(usage).isPresent()) {
        beginning = tariff.validFrom();
        versions.add(tariff.version());
      }
    }
    return versions;
  }

  /** Places of which the same is to be said, by their names. */
  private static Map<Group, List<String>> grouped(Map<Place, List<String>> places) {
    Map<Group, List<String>> groups = new LinkedHashMap<>();
    places.forEach(
        (place, carriers) ->
            groups
                .computeIfAbsent(new Group(place.named(""), carriers), group -> new ArrayList<>())
                .add(place.name()));
    return groups;
  }

  private static Gap gap(Group group, List<String> names) {
    Place of = group.place();
    return new Gap(
        of.meter(), of.leg(), of.direction(), of.kind(), told(group.carriers()), told(names));
  }

  private static Undecided undecided(Group group, List<String> names) {
    Place of = group.place();
    return new Undecided(
        of.meter(),
        of.leg(),
        of.direction(),
        of.kind(),
        told(group.carriers()),
        told(names),
        of.versions());
  }

  private static List<String> told(List<String> words) {
    return words.stream().filter(word -> !word.isEmpty()).toList();
  }

  private record Group(Place place, List<String> carriers) {}

  private record Place(
      Meter meter,
      String leg,
      Direction direction,
      String kind,
      String name,
      List<String> versions) {
    static Place of(Asked asked, List<String> versions) {
      return new Place(
          asked.meter(),
          asked.leg(),
          asked.direction(),
          asked.destination().kind(),
          asked.destination().name(),
          versions);
    }

    Place named(String other) {
      return new Place(meter, leg, direction, kind, other, versions);
    }
  }
}
