package dev.ramal.calls.permission;

import dev.ramal.carriers.consent.DeclinedConsent;
import dev.ramal.carriers.spending.BlockedPrefix;
import dev.ramal.carriers.spending.SpentBudget;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All that a verdict depends on, besides the tables in the code and the version of the settings.
 * Kept with the call: the same input gives the same verdict.
 *
 * @param number to be called, E.164
 * @param from caller id, E.164; null when it is not chosen yet
 * @param blocks entries of the blocklist that name the number or a range it lies in, whether they
 *     hold or not
 * @param optOuts what the person said about messages, of each channel
 * @param volumes what was found close to a limit
 * @param recent what was counted; null where nothing is to be counted
 * @param budgets that would pay for the call and stop it; null in inputs of before there were any
 * @param prefixes of the number that are blocked; null in inputs of before there were any
 * @param declined contacts of the CRM that hold the number and decline communications; null in
 *     inputs of before they were known
 */
public record PermissionInput(
    String number,
    String from,
    Instant at,
    int settingsVersion,
    List<Block> blocks,
    List<OptOut> optOuts,
    List<Volume> volumes,
    Recent recent,
    List<SpentBudget> budgets,
    List<BlockedPrefix> prefixes,
    List<DeclinedConsent> declined) {

  public PermissionInput {
    blocks = List.copyOf(blocks);
    optOuts = List.copyOf(optOuts);
    volumes = List.copyOf(volumes);
    budgets = budgets == null ? null : List.copyOf(budgets);
    prefixes = prefixes == null ? null : List.copyOf(prefixes);
    declined = declined == null ? null : List.copyOf(declined);
  }

  /** Where nobody asked billing. */
  public PermissionInput(
      String number,
      String from,
      Instant at,
      int settingsVersion,
      List<Block> blocks,
      List<OptOut> optOuts,
      List<Volume> volumes,
      Recent recent) {
    this(number, from, at, settingsVersion, blocks, optOuts, volumes, recent, null, null, null);
  }

  /** The same for a caller id. */
  PermissionInput from(String callerId) {
    return new PermissionInput(
        number,
        callerId,
        at,
        settingsVersion,
        blocks,
        optOuts,
        volumes,
        recent,
        budgets,
        prefixes,
        declined);
  }

  /** The same where these budgets would pay for the call. */
  PermissionInput paidBy(List<SpentBudget> stopping) {
    return new PermissionInput(
        number,
        from,
        at,
        settingsVersion,
        blocks,
        optOuts,
        volumes,
        recent,
        stopping,
        prefixes,
        declined);
  }

  /** The same with what was counted. */
  public PermissionInput with(Recent counted) {
    return new PermissionInput(
        number,
        from,
        at,
        settingsVersion,
        blocks,
        optOuts,
        volumes,
        counted,
        budgets,
        prefixes,
        declined);
  }

  /**
   * An entry of the blocklist.
   *
   * @param number E.164, or the beginning of numbers with a star behind
   * @param effectiveFrom from when on it holds
   * @param expiresAt when it ends; null for never
   */
  @Schema(name = "BlocklistMatch")
  public record Block(
      String number, Source source, String reason, Instant effectiveFrom, Instant expiresAt) {
    boolean holdsAt(Instant at) {
      return !effectiveFrom.isAfter(at) && (expiresAt == null || expiresAt.isAfter(at));
    }
  }

  /**
   * @param outAt when the person opted out last; null for never
   * @param inAt when the person opted in last; null for never
   */
  public record OptOut(String channel, Instant outAt, Instant inAt) {
    /**
     * An opt-out holds as soon as it was heard, also where the carrier's clock is ahead of ours:
     * its time only orders it. An opt-in that is ahead counts from then on.
     */
    boolean holdsAt(Instant at) {
      return outAt != null && (inAt == null || inAt.isAfter(at) || !inAt.isAfter(outAt));
    }
  }

  /**
   * A number, or the organization, that has come close to a limit.
   *
   * @param number caller id; null for all numbers of the organization
   * @param version of the limit
   * @param percent of the limit
   * @param evidence for a person
   */
  public record Volume(
      PermissionRule rule, String number, String version, int percent, String evidence) {}

  /** What was counted in the moment of the call; each up to the cap, not beyond. */
  public record Recent(int attemptsInDay, int attemptsInWeek, int running, int inLastSecond) {}
}
