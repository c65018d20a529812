package dev.ramal.billing.gaps;

import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Direction;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the tariffs of an instant leave open.
 *
 * @param checked how many uses were asked about: each destination of the reference list with each
 *     leg, direction and carrier it may be reached with
 * @param covered how many of them a rule covers
 * @param gaps destinations that no rule covers: their usage would be unrateable
 * @param undecided destinations that two versions of one owner state which begin at the same
 *     instant: the one published last prevails, by nothing but that
 * @param overlaps versions of one owner that state the same for the same time: the one that begins
 *     last prevails
 */
@Schema(name = "TariffGapReport")
public record GapReport(
    Instant at,
    int checked,
    int covered,
    List<Gap> gaps,
    List<Undecided> undecided,
    List<Overlap> overlaps) {

  /**
   * @param kind of destination, as in mobile or international; empty where there is none
   * @param carriers with which no rule covers them; empty where none matters
   * @param destinations as in DDD 11 or PT mobile; empty where there is only one of the kind
   */
  @Schema(name = "TariffGap")
  public record Gap(
      Meter meter,
      @Schema(nullable = true) String leg,
      @Schema(nullable = true) Direction direction,
      String kind,
      List<String> carriers,
      List<String> destinations) {}

  /**
   * @param versions that state them, the prevailing one first
   */
  @Schema(name = "TariffUndecided")
  public record Undecided(
      Meter meter,
      @Schema(nullable = true) String leg,
      @Schema(nullable = true) Direction direction,
      String kind,
      List<String> carriers,
      List<String> destinations,
      List<String> versions) {}

  /**
   * @param owner reference or organization
   * @param prevails version that rates
   * @param hides version that does not, as long as both hold
   * @param rules how many rules both state, word for word the same question
   * @param to null while both are open
   * @param sameBeginning whether both begin at the same instant
   */
  @Schema(name = "TariffOverlap")
  public record Overlap(
      @Schema(enumeration = {"reference", "organization"}) String owner,
      String prevails,
      String hides,
      int rules,
      Instant from,
      @Schema(nullable = true) Instant to,
      boolean sameBeginning) {}
}
