package dev.ramal.billing.plans;

import dev.ramal.billing.rating.BillingMonth;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Which plan an organization has on each day of a month. A plan that begins in the middle divides
 * the month: each period costs and includes its share of the month's days, and what one leaves of
 * its allowance the next does not get.
 *
 * @param periods in order, together the whole month; never empty
 */
public record PlanMonth(BillingMonth month, List<PlanPeriod> periods) {
  public PlanMonth {
    periods = List.copyOf(periods);
  }

  /**
   * A plan from a day on.
   *
   * @param plan null for consumption alone
   */
  public record PlanFrom(LocalDate from, Plan plan) {}

  /**
   * One plan all month.
   *
   * @param plan null for consumption alone
   */
  public static PlanMonth whole(BillingMonth month, Plan plan) {
    return new PlanMonth(month, List.of(new PlanPeriod(month.firstDay(), month.endDay(), plan)));
  }

  /**
   * @param chosen the one that holds when the month begins, and those that begin in it; of those of
   *     one day the last holds
   */
  public static PlanMonth of(BillingMonth month, List<PlanFrom> chosen) {
    List<PlanFrom> changes = new ArrayList<>();
    changes.add(new PlanFrom(month.firstDay(), null));
    chosen.stream()
        .sorted(Comparator.comparing(PlanFrom::from))
        .filter(plan -> plan.from().isBefore(month.endDay()))
        .forEach(plan -> change(changes, plan));
    List<PlanPeriod> periods = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      LocalDate until = i + 1 < changes.size() ? changes.get(i + 1).from() : month.endDay();
      periods.add(period(month, changes.get(i), until));
    }
    return new PlanMonth(month, periods);
  }

  /** The last of its periods. */
  public PlanPeriod last() {
    return periods.get(periods.size() - 1);
  }

  /** Whether it has the same plan, or none, all the time. */
  public boolean isWhole() {
    return periods.size() == 1;
  }

  private static void change(List<PlanFrom> changes, PlanFrom plan) {
    PlanFrom before = changes.get(changes.size() - 1);
    LocalDate from = plan.from().isBefore(before.from()) ? before.from() : plan.from();
    if (from.equals(before.from())) {
      changes.remove(changes.size() - 1);
    }
    if (changes.isEmpty() || !same(changes.get(changes.size() - 1).plan(), plan.plan())) {
      changes.add(new PlanFrom(from, plan.plan()));
    }
  }

  private static boolean same(Plan one, Plan other) {
    return Objects.equals(one == null ? null : one.id(), other == null ? null : other.id());
  }

  private static PlanPeriod period(BillingMonth month, PlanFrom change, LocalDate until) {
    int days = (int) ChronoUnit.DAYS.between(change.from(), until);
    int ofDays = month.value().lengthOfMonth();
    Plan plan = change.plan();
    return new PlanPeriod(change.from(), until, plan == null ? null : plan.forDays(days, ofDays));
  }
}
