package dev.ramal.numbering;

import dev.ramal.events.E164;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hours and holidays where a number is at home. Where its area code serves two states or has two
 * clocks, the hour must suit on both: the kinder one counts. A number that tells no area (0800,
 * other countries) goes by Brasília.
 */
public final class LocalRules {
  private static final ZoneId BRASILIA = ZoneId.of("America/Sao_Paulo");

  /** How far an opening is looked for: the longest row of free days, and some. */
  private static final int MOST_DAYS = 31;

  private final Plan plan;
  private final String area;
  private final List<String> states;
  private final List<ZoneId> zones;

  private LocalRules(E164 number, Plan plan) {
    this.plan = plan;
    this.area = BrazilianNumber.of(number).map(BrazilianNumber::area).orElse(null);
    this.states =
        Optional.ofNullable(area).flatMap(AreaCode::of).map(AreaCode::states).orElse(List.of());
    List<ZoneId> own = LocalTimes.zones(number);
    this.zones = own.isEmpty() ? List.of(BRASILIA) : own;
  }

  /**
   * By what an organization goes.
   *
   * @param version of its settings, as evidence names it
   * @param what may not be on a closed day, for a person: calls, messages
   * @param hours its own; of those for a state, and else of those for none, one must hold
   * @param restDays words of {@link Holidays.OptionalDay}
   * @param freeDays further days
   * @param laws hours that hold besides
   */
  public record Plan(
      String version,
      String what,
      List<? extends OpenHours> hours,
      List<String> restDays,
      List<? extends FreeDay> freeDays,
      List<Law> laws) {
    public Plan {
      hours = List.copyOf(hours);
      restDays = List.copyOf(restDays);
      freeDays = List.copyOf(freeDays);
      laws = List.copyOf(laws);
    }
  }

  /**
   * Hours that a law gives.
   *
   * @param id of the rule, as evidence names it
   * @param source the law
   */
  public record Law(String id, OpenHours hours, String source) {}

  /**
   * What was found of one question.
   *
   * @param version of what it was judged by
   * @param evidence for a person
   */
  public record Finding(boolean suits, String version, String evidence) {}

  public static LocalRules of(E164 number, Plan plan) {
    return new LocalRules(number, plan);
  }

  /** Of the hours: the first that do not suit, else the first; empty where none are known. */
  public Optional<Finding> hours(Instant at) {
    List<Finding> found = new ArrayList<>();
    for (ZoneId zone : zones) {
      LocalDateTime local = LocalDateTime.ofInstant(at, zone);
      profiles(local.toLocalDate()).forEach(profile -> found.add(hours(profile, local, zone)));
    }
    return first(found);
  }

  /** Of holidays, rest days and free days. */
  public Optional<Finding> holidays(Instant at) {
    return first(zones.stream().map(zone -> holidays(day(at, zone))).toList());
  }

  /** Of the organization's own free days alone. */
  public Optional<Finding> freeDays(Instant at) {
    return first(zones.stream().map(zone -> found(freeDay(day(at, zone)))).toList());
  }

  /** When hours and days suit: now, or at the next opening; empty when none is near. */
  public Optional<Instant> opening(Instant at) {
    return suits(at)
        ? Optional.of(at)
        : zones.stream()
            .flatMap(zone -> beginnings(at, zone))
            .filter(begin -> begin.isAfter(at))
            .sorted()
            .filter(this::suits)
            .findFirst();
  }

  private boolean suits(Instant at) {
    return Stream.of(hours(at), holidays(at)).flatMap(Optional::stream).allMatch(Finding::suits);
  }

  /**
   * Whenever hours begin on the clock of a place, and whenever a day does; twice what is repeated,
   * and the moment at which the clock is changed.
   */
  private Stream<Instant> beginnings(Instant at, ZoneId zone) {
    LocalDate today = day(at, zone);
    ZoneRules clock = zone.getRules();
    Stream<Instant> begin =
        Stream.iterate(today, day -> day.plusDays(1))
            .limit(MOST_DAYS)
            .flatMap(this::beginnings)
            .flatMap(local -> clock.getValidOffsets(local).stream().map(local::toInstant));
    Instant end = today.plusDays(MOST_DAYS).atStartOfDay(zone).toInstant();
    Stream<Instant> changed =
        Stream.iterate(
                clock.nextTransition(at),
                change -> change != null && change.getInstant().isBefore(end),
                change -> clock.nextTransition(change.getInstant()))
            .map(ZoneOffsetTransition::getInstant);
    return Stream.concat(begin, changed);
  }

  private Stream<LocalDateTime> beginnings(LocalDate day) {
    return Stream.concat(
        Stream.of(day.atStartOfDay()),
        profiles(day).stream()
            .flatMap(profile -> profile.hours().stream())
            .map(hours -> hours.on(day.getDayOfWeek()))
            .filter(Objects::nonNull)
            .map(span -> day.atTime(OpenHours.begin(span))));
  }

  private static LocalDate day(Instant at, ZoneId zone) {
    return LocalDate.ofInstant(at, zone);
  }

  private static Optional<Finding> first(List<Finding> findings) {
    return findings.stream()
        .filter(found -> !found.suits())
        .findFirst()
        .or(() -> findings.stream().findFirst());
  }

  /** The laws of the states on that day, and the organization's own hours for each. */
  private List<Profile> profiles(LocalDate day) {
    List<Profile> found = new ArrayList<>();
    for (String state : states) {
      plan.laws().stream()
          .filter(law -> state.equals(law.hours().state()) && law.hours().holdsOn(day))
          .forEach(law -> found.add(new Profile(law.id(), law.source(), List.of(law.hours()))));
      own(state, day).forEach(found::add);
    }
    if (states.isEmpty()) {
      own(null, day).forEach(found::add);
    }
    return found;
  }

  private Stream<Profile> own(String state, LocalDate day) {
    List<? extends OpenHours> valid =
        plan.hours().stream().filter(one -> one.holdsOn(day)).toList();
    List<? extends OpenHours> ofState =
        valid.stream().filter(one -> one.state() != null && one.state().equals(state)).toList();
    List<? extends OpenHours> own =
        ofState.isEmpty() ? valid.stream().filter(one -> one.state() == null).toList() : ofState;
    return own.isEmpty()
        ? Stream.empty()
        : Stream.of(new Profile(plan.version(), "the organization's hours", own));
  }

  private Finding hours(Profile profile, LocalDateTime local, ZoneId zone) {
    List<String> spans =
        profile.hours().stream()
            .map(one -> one.on(local.getDayOfWeek()))
            .filter(Objects::nonNull)
            .toList();
    boolean suits = spans.stream().anyMatch(span -> OpenHours.contains(span, local.toLocalTime()));
    String evidence =
        "%s %s in %s; %s: %s"
            .formatted(
                local.getDayOfWeek(),
                local.toLocalTime().withNano(0),
                zone.getId(),
                profile.source(),
                spans.isEmpty()
                    ? "no %s on this day".formatted(plan.what())
                    : String.join(", ", spans));
    return new Finding(suits, profile.version(), evidence);
  }

  private Finding holidays(LocalDate day) {
    Optional<String> free =
        profiles(day).stream()
                .flatMap(profile -> profile.hours().stream())
                .anyMatch(OpenHours::notOnHolidays)
            ? holiday(day)
            : Optional.empty();
    return found(free.or(() -> freeDay(day)));
  }

  private static Finding found(Optional<String> free) {
    return new Finding(free.isEmpty(), Holidays.VERSION, free.orElse("no holiday there"));
  }

  private Optional<String> holiday(LocalDate day) {
    return Holidays.on(day, states).stream()
        .findFirst()
        .map(LocalRules::evidence)
        .or(
            () ->
                Stream.of(Holidays.OptionalDay.values())
                    .filter(rest -> plan.restDays().contains(rest.word()))
                    .filter(rest -> rest.isOn(day))
                    .findFirst()
                    .map(rest -> rest.word() + ", by " + plan.version()));
  }

  private static String evidence(Holiday holiday) {
    return "%s%s (%s)"
        .formatted(
            holiday.name(),
            holiday.state() == null ? "" : ", " + holiday.state(),
            holiday.source());
  }

  private Optional<String> freeDay(LocalDate day) {
    return plan.freeDays().stream()
        .filter(free -> free.date().equals(day))
        .filter(free -> free.areaCode() == null || free.areaCode().equals(area))
        .findFirst()
        .map(free -> (free.name() == null ? "day off" : free.name()) + ", by " + plan.version());
  }

  /** Hours, of which one must suit, and whose they are. */
  private record Profile(String version, String source, List<? extends OpenHours> hours) {}
}
