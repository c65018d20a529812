package dev.ramal.calls.volume;

import dev.ramal.calls.permission.PermissionSettings;
import dev.ramal.calls.permission.PermissionSettingsRepository;
import dev.ramal.calls.volume.CallVolumes.Sum;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The figures of today and of this month. */
@Path("/api/calls/volume")
@Tag(name = "Permission", description = "Whom the organization may call, and when")
class VolumeResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final CallVolumes volumes;
  private final PermissionSettingsRepository settings;
  private final Clock clock;

  VolumeResource(
      Caller caller,
      SqlTransactions transactions,
      CallVolumes volumes,
      PermissionSettingsRepository settings,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.volumes = volumes;
    this.settings = settings;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "getCallVolume",
      summary = "Calls and short calls of today and this month, against the regulator's limits",
      description =
          "Kept as calls end; outbound legs to telephones are counted. One is short when nobody or"
              + " a machine answered, or when it lasted up to shortSeconds. Days are those of"
              + " Brasília.")
  @APIResponse(responseCode = "200", description = "All numbers together, and each caller id")
  public Uni<VolumeView> read() {
    TenantId tenant = caller.tenant();
    LocalDate day = LocalDate.ofInstant(clock.instant(), CallVolume.BRASILIA);
    return transactions.inTenant(
        tenant,
        sql ->
            Uni.combine()
                .all()
                .unis(volumes.of(sql, tenant, day), settings.newest(sql, tenant))
                .with((sums, newest) -> VolumeView.of(day, sums, newest.settings())));
  }

  /**
   * The figures of an organization.
   *
   * @param day in Brasília
   * @param shortSeconds how long a short call lasts at most
   * @param shortCallsPerDay limit of one number
   * @param callsPerDay limit of all numbers, where shortShare is reached as well
   * @param shortShare percent of a day's calls
   * @param callsPerMonth limit of all numbers; null for none
   */
  @Schema(name = "CallVolume")
  record VolumeView(
      LocalDate day,
      int shortSeconds,
      long shortCallsPerDay,
      long callsPerDay,
      int shortShare,
      @Schema(nullable = true) Long callsPerMonth,
      Figures all,
      List<Figures> numbers) {

    static VolumeView of(LocalDate day, List<Sum> sums, PermissionSettings settings) {
      Map<String, Figures> figures = new TreeMap<>();
      figures.put(CallVolumes.ALL, new Figures(null, 0, 0, 0, 0));
      sums.forEach(
          sum -> figures.merge(sum.number(), Figures.of(sum), (one, other) -> one.plus(other)));
      VolumeLimits limits = VolumeLimits.on(day);
      JudgeVolumes own = new JudgeVolumes(day, settings);
      Figures all = figures.remove(CallVolumes.ALL);
      return new VolumeView(
          day,
          limits.shortSeconds(),
          own.shortCallsPerDay(),
          own.callsPerDay(),
          limits.shortShare(),
          own.callsPerMonth(),
          all,
          List.copyOf(figures.values()));
    }
  }

  /**
   * @param number caller id; null for all together
   */
  @Schema(name = "CallVolumeFigures")
  record Figures(
      @Schema(nullable = true) String number,
      long callsToday,
      long shortCallsToday,
      long callsThisMonth,
      long shortCallsThisMonth) {
    static Figures of(Sum sum) {
      String number = sum.number().isEmpty() ? null : sum.number();
      return sum.span().equals(CallVolumes.DAY)
          ? new Figures(number, sum.calls(), sum.shortCalls(), 0, 0)
          : new Figures(number, 0, 0, sum.calls(), sum.shortCalls());
    }

    Figures plus(Figures other) {
      return new Figures(
          number,
          callsToday + other.callsToday,
          shortCallsToday + other.shortCallsToday,
          callsThisMonth + other.callsThisMonth,
          shortCallsThisMonth + other.shortCallsThisMonth);
    }
  }
}
