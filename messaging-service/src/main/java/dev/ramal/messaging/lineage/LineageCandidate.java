package dev.ramal.messaging.lineage;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One of several things that an id belongs to.
 *
 * @param id to ask by
 * @param organization to name in {@code X-Org-Id}, where the same id is another one's, too
 * @param lastEvent the latest of those that have the id
 */
record LineageCandidate(
    LineageKind kind,
    String id,
    String organization,
    Instant firstAt,
    Instant lastAt,
    String lastEvent) {

  static LineageCandidate of(List<Hop> component) {
    Comparator<Hop> byTime = Comparator.comparing(Hop::publishedAt);
    Hop first = component.stream().min(byTime).orElseThrow();
    Hop last = component.stream().max(byTime).orElseThrow();
    LineageSubject subject = HopComponents.subject(component);
    return new LineageCandidate(
        subject.kind(),
        subject.id(),
        first.tenant().value(),
        first.publishedAt(),
        last.publishedAt(),
        EventName.of(last.type()));
  }
}
