package dev.ramal.calls.permission;

import dev.ramal.calls.permission.PermissionSettings.Hours;
import dev.ramal.calls.permission.Verdict.Judged;
import dev.ramal.calls.permission.Verdict.Outcome;
import dev.ramal.events.E164;
import dev.ramal.numbering.AreaCode;
import dev.ramal.numbering.BrazilianNumber;
import dev.ramal.numbering.Holiday;
import dev.ramal.numbering.Holidays;
import dev.ramal.numbering.Holidays.OptionalDay;
import dev.ramal.numbering.LocalTimes;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hours and holidays where a number is at home. Where its area code serves two states or has two
 * clocks, the call must suit on both: the kinder one counts. A number that tells no area (0800,
 * other countries) goes by Brasília.
 */
final class JudgeHours {
  private static final ZoneId BRASILIA = ZoneId.of("America/Sao_Paulo");

  private final PermissionSettings settings;
  private final String version;
  private final String area;
  private final List<String> states;

  private JudgeHours(PermissionInput input, PermissionSettings settings) {
    this.settings = settings;
    this.version = "settings-" + input.settingsVersion();
    this.area = BrazilianNumber.of(E164.of(input.number())).map(BrazilianNumber::area).orElse(null);
    this.states =
        Optional.ofNullable(area).flatMap(AreaCode::of).map(AreaCode::states).orElse(List.of());
  }

  /** Hours first, then holidays; of each the first that denies. */
  static List<Judged> judge(PermissionInput input, PermissionSettings settings) {
    JudgeHours here = new JudgeHours(input, settings);
    List<Judged> hours = new ArrayList<>();
    List<Judged> days = new ArrayList<>();
    for (ZoneId zone : zones(input)) {
      LocalDateTime local = LocalDateTime.ofInstant(input.at(), zone);
      here.profiles(local).forEach(profile -> hours.add(here.hours(profile, local, zone)));
      days.add(here.holidays(local));
    }
    return Stream.of(first(hours), first(days)).flatMap(Optional::stream).toList();
  }

  /** The organization's own days off, for one that does not look at hours. */
  static Optional<Judged> judgeDaysOff(PermissionInput input, PermissionSettings settings) {
    JudgeHours here = new JudgeHours(input, settings);
    return settings.daysOff().isEmpty()
        ? Optional.empty()
        : first(
            zones(input).stream()
                .map(zone -> holiday(here.dayOff(LocalDateTime.ofInstant(input.at(), zone))))
                .toList());
  }

  private static List<ZoneId> zones(PermissionInput input) {
    List<ZoneId> zones = LocalTimes.zones(E164.of(input.number()));
    return zones.isEmpty() ? List.of(BRASILIA) : zones;
  }

  private static Optional<Judged> first(List<Judged> judged) {
    return judged.stream()
        .filter(one -> one.outcome() == Outcome.DENIED)
        .findFirst()
        .or(() -> judged.stream().findFirst());
  }

  /** The laws of the states on that day, and the organization's own hours for each. */
  private List<Profile> profiles(LocalDateTime local) {
    List<Profile> found = new ArrayList<>();
    for (String state : states) {
      CallingHours.of(state, local.toLocalDate())
          .forEach(law -> found.add(new Profile(law.id(), law.source(), List.of(law.hours()))));
      own(state, local).forEach(found::add);
    }
    if (states.isEmpty()) {
      own(null, local).forEach(found::add);
    }
    return found;
  }

  private Stream<Profile> own(String state, LocalDateTime local) {
    List<Hours> valid =
        settings.hours().stream().filter(one -> one.holdsOn(local.toLocalDate())).toList();
    List<Hours> ofState =
        valid.stream().filter(one -> one.state() != null && one.state().equals(state)).toList();
    List<Hours> own =
        ofState.isEmpty() ? valid.stream().filter(one -> one.state() == null).toList() : ofState;
    return own.isEmpty()
        ? Stream.empty()
        : Stream.of(new Profile(version, "the organization's hours", own));
  }

  private Judged hours(Profile profile, LocalDateTime local, ZoneId zone) {
    List<String> spans =
        profile.hours().stream()
            .map(one -> one.on(local.getDayOfWeek()))
            .filter(Objects::nonNull)
            .toList();
    boolean suits = spans.stream().anyMatch(span -> Hours.contains(span, local.toLocalTime()));
    String evidence =
        "%s %s in %s; %s: %s"
            .formatted(
                local.getDayOfWeek(),
                local.toLocalTime().withNano(0),
                zone.getId(),
                profile.source(),
                spans.isEmpty() ? "no calls on this day" : String.join(", ", spans));
    return new Judged(
        PermissionRule.CALLING_HOURS,
        profile.version(),
        suits ? Outcome.PASSED : Outcome.DENIED,
        evidence);
  }

  private Judged holidays(LocalDateTime local) {
    Optional<String> free =
        profiles(local).stream()
                .flatMap(profile -> profile.hours().stream())
                .anyMatch(Hours::notOnHolidays)
            ? holiday(local)
            : Optional.empty();
    return holiday(free.or(() -> dayOff(local)));
  }

  private static Judged holiday(Optional<String> free) {
    return free.map(
            evidence ->
                new Judged(PermissionRule.HOLIDAY, Holidays.VERSION, Outcome.DENIED, evidence))
        .orElseGet(
            () ->
                new Judged(
                    PermissionRule.HOLIDAY, Holidays.VERSION, Outcome.PASSED, "no holiday there"));
  }

  private Optional<String> holiday(LocalDateTime local) {
    return Holidays.on(local.toLocalDate(), states).stream()
        .findFirst()
        .map(JudgeHours::evidence)
        .or(
            () ->
                Stream.of(OptionalDay.values())
                    .filter(day -> settings.restDays().contains(PermissionSettings.word(day)))
                    .filter(day -> day.isOn(local.toLocalDate()))
                    .findFirst()
                    .map(day -> PermissionSettings.word(day) + ", by " + version));
  }

  private static String evidence(Holiday holiday) {
    return "%s%s (%s)"
        .formatted(
            holiday.name(),
            holiday.state() == null ? "" : ", " + holiday.state(),
            holiday.source());
  }

  private Optional<String> dayOff(LocalDateTime local) {
    return settings.daysOff().stream()
        .filter(day -> day.date().equals(local.toLocalDate()))
        .filter(day -> day.areaCode() == null || day.areaCode().equals(area))
        .findFirst()
        .map(day -> (day.name() == null ? "day off" : day.name()) + ", by " + version);
  }

  /** Hours, of which one must suit, and whose they are. */
  private record Profile(String version, String source, List<Hours> hours) {}
}
