package dev.ramal.messaging.permission;

import dev.ramal.events.Channel;
import dev.ramal.numbering.FreeDay;
import dev.ramal.numbering.Holidays.OptionalDay;
import dev.ramal.numbering.OpenHours;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * By which rules an organization writes. Never changed in place: each change is a version of its
 * own, so that an old verdict can be judged again.
 *
 * @param quietHours whether messages wait for the hour, and for the end of holidays and rest days
 * @param answersAnyTime whether whoever wrote within 24 hours is answered at any hour
 * @param hours when contacts are written to, at most 100; of those for a state, and else of those
 *     for none, one must hold
 * @param restDays words of days on which many rest: carnival-monday, carnival-tuesday,
 *     ash-wednesday, corpus-christi
 * @param daysOff further days, of cities or of the organization, at most 200; they count where
 *     quietHours is true
 * @param messagesPerDay how often a contact may be written to in 24 hours; null for any number
 * @param messagesPerWeek the same in 7 days
 * @param validityMinutes for how long a message may wait for its turn once it may leave; later it
 *     expires. Null for twelve hours
 * @param smsPerMinute how many SMS one number of ours lets pass; null for as many as it is given
 * @param whatsAppPerMinute how many messages by WhatsApp all numbers of one carrier account let
 *     pass together; null for as many as they are given
 * @param confirmOptOuts whether whoever opts out by a word is told once that it is done
 * @param optOutText what they are told; null for a sentence of ours, in the language of the word
 */
@Schema(name = "MessageSettings")
public record MessageSettings(
    boolean quietHours,
    boolean answersAnyTime,
    List<Hours> hours,
    List<String> restDays,
    List<DayOff> daysOff,
    @Schema(nullable = true) Integer messagesPerDay,
    @Schema(nullable = true) Integer messagesPerWeek,
    @Schema(nullable = true) Integer validityMinutes,
    @Schema(nullable = true) Integer smsPerMinute,
    @Schema(nullable = true) Integer whatsAppPerMinute,
    boolean confirmOptOuts,
    @Schema(nullable = true) String optOutText) {

  /**
   * Until an administrator says otherwise: every hour suits, because no update may stop who is
   * answered at night. The hours are those of the carriers' guideline for offers by SMS: 9 to 22 h,
   * none on Sundays.
   *
   * <p>Verdicts name these as version 0: what is changed here changes what old ones were judged by.
   */
  public static final MessageSettings DEFAULT =
      new MessageSettings(
          false,
          true,
          List.of(new Hours(null, "09:00-22:00", "09:00-22:00", null, false, null, null)),
          List.of(OptionalDay.CARNIVAL_MONDAY.word(), OptionalDay.CARNIVAL_TUESDAY.word()),
          List.of(),
          null,
          null,
          null,
          null,
          null,
          true,
          null);

  public MessageSettings {
    hours = List.copyOf(hours);
    restDays = List.copyOf(restDays);
    daysOff = List.copyOf(daysOff);
  }

  /** What one sender lets pass of a channel in a minute; null for no limit. */
  public Integer perMinute(Channel channel) {
    return channel == Channel.WHATSAPP ? whatsAppPerMinute : smsPerMinute;
  }

  /** See {@link #validityMinutes}; null for the usual time. */
  public Duration validity() {
    return validityMinutes == null ? null : Duration.ofMinutes(validityMinutes);
  }

  /**
   * From when to when people of a state are written to, by their own clock.
   *
   * @param state two letters; null for all states that have no hours of their own here
   * @param weekdays as in 09:00-22:00, Monday to Friday; null for no messages
   * @param saturday the same; null for no messages
   * @param sunday the same; null for no messages
   * @param notOnHolidays whether there are no messages on holidays and rest days
   * @param from first day on which it holds; null for any
   * @param until last day on which it holds; null for any
   */
  @Schema(name = "MessagingHours")
  public record Hours(
      @Schema(nullable = true, examples = "SP") String state,
      @Schema(nullable = true, examples = "09:00-22:00") String weekdays,
      @Schema(nullable = true, examples = "09:00-22:00") String saturday,
      @Schema(nullable = true) String sunday,
      boolean notOnHolidays,
      @Schema(nullable = true) LocalDate from,
      @Schema(nullable = true) LocalDate until)
      implements OpenHours {}

  /**
   * A day on which nobody is written to.
   *
   * @param date of one year
   * @param areaCode where the rest of the country is written to all the same; null for everywhere
   */
  @Schema(name = "MessagingDayOff")
  public record DayOff(
      LocalDate date,
      @Schema(nullable = true, examples = "11") String areaCode,
      @Schema(nullable = true, examples = "Aniversário de São Paulo") String name)
      implements FreeDay {}
}
