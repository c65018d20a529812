package dev.ramal.sandbox.upgrade;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.upgrade.UpgradeStep.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * In which order an upgrade goes: all migrations, while only the older version runs; a process of
 * the newer version beside each; then the older ones go. Pure.
 */
final class PlanUpgrade {
  /** As operations does it: who publishes what others read is first, who lets in is last. */
  static final List<Service> ORDER =
      List.of(
          Service.CALL_SERVICE,
          Service.MESSAGING_SERVICE,
          Service.CRM_SYNC_SERVICE,
          Service.BILLING_SERVICE,
          Service.WEBHOOK_GATEWAY);

  private PlanUpgrade() {}

  static List<UpgradeStep> steps() {
    List<UpgradeStep> steps = new ArrayList<>();
    steps.add(UpgradeStep.of(Kind.WAIT));
    ORDER.stream()
        .filter(service -> service.database().isPresent())
        .forEach(service -> steps.add(UpgradeStep.of(Kind.MIGRATE, service)));
    steps.add(UpgradeStep.of(Kind.WAIT));
    ORDER.forEach(service -> steps.add(UpgradeStep.of(Kind.START_NEWER, service)));
    steps.add(UpgradeStep.of(Kind.WAIT));
    ORDER.forEach(service -> steps.add(UpgradeStep.of(Kind.END_OLDER, service)));
    steps.add(UpgradeStep.of(Kind.WAIT));
    return List.copyOf(steps);
  }
}
