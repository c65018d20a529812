package dev.ramal.sandbox.upgrade;

import dev.ramal.sandbox.api.FreshClient;
import dev.ramal.sandbox.entry.Answered;
import dev.ramal.sandbox.processes.Progress;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.processes.ServiceProcess;
import dev.ramal.sandbox.running.Supervisor;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.tally.Demand;
import dev.ramal.sandbox.tally.JudgeTally;
import dev.ramal.sandbox.tally.ServiceDatabase;
import dev.ramal.sandbox.tally.TakeTally;
import dev.ramal.sandbox.tally.Tally;
import dev.ramal.sandbox.tally.TallyReport;
import dev.ramal.sandbox.traffic.Traffic;
import dev.ramal.sandbox.traffic.TrafficAsked;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces all services of a sandbox, which are of an older version, by those of this checkout, one
 * by one and side by side, while people of two organizations go on; and judges what they noticed.
 */
public final class UpgradeRun {
  /** Nobody sends any more, and what was sent before is answered. */
  private static final Duration DRAIN = Duration.ofSeconds(4);

  /** Of the whiles of {@link PlanUpgrade}: the first, before anything is changed. */
  private static final int ALONE = 0;

  /** The one in which all services run twice. */
  private static final int TOGETHER = 2;

  private final Supervisor supervisor;
  private final SandboxStatus status;
  private final FreshClient client;
  private final Progress progress;
  private final Map<Service, ServiceProcess> newer = new EnumMap<>(Service.class);

  private int failuresTold;

  /** At the end of each while in which nothing was changed. */
  private final List<Map<String, Integer>> readers = new ArrayList<>();

  /**
   * @param supervisor of the older version, with replicas; ready
   */
  public UpgradeRun(Supervisor supervisor, SandboxStatus status, Progress progress) {
    this.supervisor = supervisor;
    this.status = status;
    this.client = new FreshClient(status);
    this.progress = progress;
    for (Service service : Service.values()) {
      newer.put(service, supervisor.prepareBeside(service));
    }
  }

  /**
   * @param wait how long people go on before, between and after
   * @return whether every rule held
   */
  public boolean play(Duration wait) {
    TrafficAsked asked;
    Answered answered = supervisor.entry().answered();
    try (Traffic traffic = new Traffic(client, status)) {
      traffic.prepare();
      answered.forget();
      traffic.begin();
      for (UpgradeStep step : PlanUpgrade.steps()) {
        take(step, wait);
        progress.say(
            "%s: %d calls and %d messages wanted so far, %d of %d answers failed"
                .formatted(
                    told(step),
                    traffic.asked().clicks().size(),
                    traffic.asked().messages().size(),
                    answered.failed(),
                    answered.all()));
        tell(answered.failures());
      }
      traffic.end();
      asked = traffic.asked();
    }
    Tally tally =
        new TakeTally(client, status.kafka().bootstrapServers(), this::database, progress)
            .of(asked);
    List<String> broken = new ArrayList<>(answered.failures());
    broken.addAll(GroupMembers.judge(readers.get(ALONE), readers.get(TOGETHER)));
    broken.addAll(JudgeTally.judge(asked, tally, Demand.UNDISTURBED));
    TallyReport report = new TallyReport(progress);
    report.tell(asked, tally);
    report.conclude(
        broken,
        "two versions side by side, %d answers, none failed; each call, message, note and use once"
            .formatted(answered.all()));
    return broken.isEmpty();
  }

  /** With the step in which they came, so that its logs can be read. */
  private void tell(List<String> failures) {
    failures.stream().skip(failuresTold).forEach(progress::say);
    failuresTold = failures.size();
  }

  private void take(UpgradeStep step, Duration wait) {
    switch (step.kind()) {
      case WAIT -> goOn(wait);
      case MIGRATE -> MigrateAhead.of(newer.get(step.service()));
      case START_NEWER -> start(newer.get(step.service()));
      case END_OLDER -> end(supervisor.service(step.service()));
    }
  }

  private void goOn(Duration wait) {
    Waiting.pause(wait);
    readers.add(new GroupMembers(status.kafka().bootstrapServers()).counts());
  }

  private void start(ServiceProcess process) {
    supervisor.startBeside(process);
    supervisor.entry().backends().add(process.service(), process.port());
  }

  private void end(ServiceProcess older) {
    supervisor.entry().backends().remove(older.service(), older.port());
    Waiting.pause(DRAIN);
    older.stop();
  }

  private ServiceDatabase database(Service service) {
    return new ServiceDatabase(status.postgres().get(service.id()));
  }

  private static String told(UpgradeStep step) {
    String service = step.service() == null ? "" : step.service().id();
    return switch (step.kind()) {
      case WAIT -> "people went on for a while";
      case MIGRATE -> "the database of " + service + " is migrated, the older version runs on";
      case START_NEWER -> service + " runs in both versions";
      case END_OLDER -> service + " runs in the newer version only";
    };
  }
}
