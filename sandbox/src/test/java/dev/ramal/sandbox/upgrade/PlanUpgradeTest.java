package dev.ramal.sandbox.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.upgrade.UpgradeStep.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanUpgradeTest {
  private static final List<UpgradeStep> STEPS = PlanUpgrade.steps();

  @Test
  @DisplayName("SBX-60 an upgrade migrates first, starts before it ends, and leaves no gap")
  void shouldGoInTheOrderOfOperations() {
    // Then
    assertThat(PlanUpgrade.ORDER).containsExactlyInAnyOrder(Service.values());
    assertThat(PlanUpgrade.ORDER).startsWith(Service.CALL_SERVICE);
    assertThat(PlanUpgrade.ORDER).endsWith(Service.WEBHOOK_GATEWAY);
    assertThat(last(Kind.MIGRATE)).isLessThan(first(Kind.START_NEWER));
    assertThat(last(Kind.START_NEWER)).isLessThan(first(Kind.END_OLDER));
    assertThat(of(Kind.START_NEWER)).isEqualTo(PlanUpgrade.ORDER);
    assertThat(of(Kind.END_OLDER)).isEqualTo(PlanUpgrade.ORDER);
    assertThat(of(Kind.MIGRATE))
        .doesNotContain(Service.WEBHOOK_GATEWAY)
        .hasSize(Service.values().length - 1);
  }

  @Test
  void shouldLeaveASecondProcessToWhoeverEndsTheFirst() {
    // Given
    Set<Service> twice = EnumSet.noneOf(Service.class);

    // Then
    for (UpgradeStep step : STEPS) {
      if (step.kind() == Kind.START_NEWER) {
        twice.add(step.service());
      } else if (step.kind() == Kind.END_OLDER) {
        assertThat(twice).contains(step.service());
      }
    }
  }

  @Test
  void shouldLetPeopleGoOnBeforeBetweenAndAfter() {
    // Then
    assertThat(STEPS.stream().filter(step -> step.kind() == Kind.WAIT)).hasSize(4);
    assertThat(STEPS.get(0).kind()).isEqualTo(Kind.WAIT);
    assertThat(STEPS.get(first(Kind.END_OLDER) - 1).kind()).isEqualTo(Kind.WAIT);
    assertThat(STEPS.get(STEPS.size() - 1).kind()).isEqualTo(Kind.WAIT);
  }

  @Test
  void shouldNoticeAGroupThatOneVersionAloneHasRead() {
    // When
    List<String> broken =
        GroupMembers.judge(
            Map.of("billing-service", 12, "call-service", 4), Map.of("call-service", 8));

    // Then
    assertThat(broken)
        .containsExactly(
            "billing-service was read by 12 consumers before, and by 0 while both versions ran");
    assertThat(GroupMembers.judge(Map.of(), Map.of())).isNotEmpty();
  }

  private static List<Service> of(Kind kind) {
    return STEPS.stream().filter(step -> step.kind() == kind).map(UpgradeStep::service).toList();
  }

  private static int first(Kind kind) {
    return kinds().indexOf(kind);
  }

  private static int last(Kind kind) {
    return kinds().lastIndexOf(kind);
  }

  private static List<Kind> kinds() {
    return STEPS.stream().map(UpgradeStep::kind).toList();
  }
}
