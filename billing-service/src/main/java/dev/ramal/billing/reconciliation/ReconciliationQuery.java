package dev.ramal.billing.reconciliation;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.MonthRange;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How a file is to be read and judged; whatever is left out is as the settings have it. */
public class ReconciliationQuery {
  private static final String AMOUNT = "[0-9]{1,9}(\\.[0-9]{1,9})?";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int LONGEST_CONNECTION = 64;

  @QueryParam("month")
  @Parameter(required = true, description = "The month of the carrier's file")
  @Schema(implementation = BillingMonth.class)
  String month;

  @QueryParam("carrier")
  @Parameter(required = true, description = "Whose file it is")
  @Schema(implementation = Carrier.class)
  String carrier;

  @QueryParam("kind")
  @Parameter(description = "What it lists: calls or messages")
  @Schema(
      enumeration = {"calls", "messages"},
      defaultValue = "calls")
  String kind;

  @QueryParam("connection")
  @Parameter(
      description = "Our id of the account: what was used by others is not missed in the file")
  String connection;

  @QueryParam("direction")
  @Parameter(
      description =
          "Of messages: those of the other direction are neither read nor missed; both when left"
              + " out")
  @Schema(enumeration = {"inbound", "outbound"})
  String direction;

  @QueryParam("zone")
  @Parameter(
      description =
          "In which the carrier cuts its months and writes times without an offset; UTC for those"
              + " that are known")
  @Schema(examples = "America/Sao_Paulo")
  String zone;

  @QueryParam("charge")
  @Parameter(description = "Which sign a charge has in the file; as the carrier usually does it")
  @Schema(enumeration = {"positive", "negative"})
  String charge;

  @QueryParam("columns")
  @Parameter(
      description =
          "Headings that the carrier's form does not know: amount:Total,startedAt:Begin. Columns:"
              + " reference, part, startedAt, from, to, direction, quantity, amount, currency")
  @Schema(examples = "amount:Total,startedAt:Begin")
  String columns;

  @QueryParam("seconds")
  @Parameter(description = "Tolerance of a call's duration, in seconds")
  @Schema(implementation = Integer.class, minimum = "0", maximum = "3600")
  String seconds;

  @QueryParam("price")
  @Parameter(description = "Tolerance of a price, in the currency of the line")
  @Schema(examples = "0.0001")
  String price;

  @QueryParam("pricePercent")
  @Parameter(description = "Tolerance of a price, in percent of what the carrier named before")
  @Schema(examples = "0.5")
  String pricePercent;

  @QueryParam("estimatePercent")
  @Parameter(description = "Tolerance of a price that we only estimate, in percent")
  @Schema(examples = "10")
  String estimatePercent;

  @QueryParam("currencyPercent")
  @Parameter(
      description = "Tolerance of a price that was named in another currency, after conversion")
  @Schema(examples = "2")
  String currencyPercent;

  @QueryParam("pairingSeconds")
  @Parameter(description = "How far apart both may have a call that is found by number and time")
  @Schema(implementation = Integer.class, minimum = "0", maximum = "3600")
  String pairingSeconds;

  @QueryParam("edgeMinutes")
  @Parameter(description = "At both ends of the month, in which nothing is missed")
  @Schema(implementation = Integer.class, minimum = "0", maximum = "1440")
  String edgeMinutes;

  @QueryParam("again")
  @Parameter(
      description = "true compares a file anew that was compared before under the same settings")
  @Schema(implementation = Boolean.class, defaultValue = "false")
  String again;

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 naming the parameter
   */
  ReconciliationSettings settings(MonthRange months, Tolerances usual) {
    if (month == null) {
      throw ReconciliationProblems.badSetting("month", "is required: yyyy-MM");
    }
    BillingMonth of = months.requested(month, "month");
    Carrier from = carrier();
    DetailKind lists =
        kind == null
            ? DetailKind.CALLS
            : DetailKind.find(kind)
                .orElseThrow(() -> BillingProblems.unknownFilter("kind", DetailKind.words()));
    DetailFormat format =
        DetailFormat.of(from, lists)
            .orElseThrow(
                () ->
                    ReconciliationProblems.badSetting(
                        "carrier", "has no detail file of " + lists.wire() + " that is known"));
    return new ReconciliationSettings(
        of,
        from,
        lists,
        connection(),
        direction(lists),
        zone(format),
        charge == null
            ? format.charge()
            : Charge.find(charge)
                .orElseThrow(() -> BillingProblems.unknownFilter("charge", Charge.words())),
        headings(),
        format,
        tolerances(usual));
  }

  boolean isAgain() {
    if (again != null && !again.equals("true") && !again.equals("false")) {
      throw BillingProblems.unknownFilter("again", "true", "false");
    }
    return "true".equals(again);
  }

  private Carrier carrier() {
    try {
      if (carrier != null) {
        return Carrier.of(carrier);
      }
    } catch (IllegalArgumentException e) {
      // said below, with those there are
    }
    throw BillingProblems.unknownFilter("carrier", Carrier.words());
  }

  private String connection() {
    if (connection != null && (connection.isBlank() || connection.length() > LONGEST_CONNECTION)) {
      throw ReconciliationProblems.badSetting(
          "connection", "has up to " + LONGEST_CONNECTION + " characters; leave it out for all");
    }
    return connection;
  }

  /** Legs of one call go both ways: nobody asks for one of them. */
  private Direction direction(DetailKind of) {
    if (direction == null) {
      return null;
    }
    if (of == DetailKind.CALLS) {
      throw ReconciliationProblems.badSetting("direction", "is for messages; leave it out");
    }
    return Arrays.stream(Direction.values())
        .filter(each -> each.wire().equals(direction))
        .findFirst()
        .orElseThrow(
            () ->
                BillingProblems.unknownFilter(
                    "direction", Direction.INBOUND.wire(), Direction.OUTBOUND.wire()));
  }

  private ZoneId zone(DetailFormat format) {
    try {
      return zone == null ? format.zone() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw ReconciliationProblems.badSetting(
          "zone", "is the name of a time zone, as in America/Sao_Paulo or UTC");
    }
  }

  private Map<DetailColumn, String> headings() {
    Map<DetailColumn, String> headings = new EnumMap<>(DetailColumn.class);
    if (columns == null) {
      return headings;
    }
    for (String pair : columns.split(",", -1)) {
      int colon = pair.indexOf(':');
      DetailColumn column =
          DetailColumn.find(colon < 0 ? pair.strip() : pair.substring(0, colon).strip())
              .orElseThrow(
                  () ->
                      ReconciliationProblems.badSetting(
                          "columns",
                          "is written amount:Total,startedAt:Begin",
                          DetailColumn.words()));
      if (colon < 0 || pair.substring(colon + 1).isBlank()) {
        throw ReconciliationProblems.badSetting(
            "columns", "names no heading for " + column.wire() + ": " + column.wire() + ":…");
      }
      headings.put(column, pair.substring(colon + 1).strip());
    }
    return headings;
  }

  private Tolerances tolerances(Tolerances usual) {
    return new Tolerances(
        whole("seconds", seconds, 3600, usual.seconds()),
        amount("price", price, usual.price(), null),
        amount("pricePercent", pricePercent, usual.pricePercent(), HUNDRED),
        amount("estimatePercent", estimatePercent, usual.estimatePercent(), HUNDRED),
        amount("currencyPercent", currencyPercent, usual.currencyPercent(), HUNDRED),
        whole("pairingSeconds", pairingSeconds, 3600, usual.pairingSeconds()),
        whole("edgeMinutes", edgeMinutes, 1440, usual.edgeMinutes()));
  }

  private static int whole(String name, String text, int most, int usual) {
    if (text == null) {
      return usual;
    }
    if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > most) {
      throw ReconciliationProblems.badSetting(name, "is a whole number from 0 to " + most);
    }
    return Integer.parseInt(text);
  }

  private static BigDecimal amount(String name, String text, BigDecimal usual, BigDecimal most) {
    if (text == null) {
      return usual;
    }
    if (!text.matches(AMOUNT) || most != null && new BigDecimal(text).compareTo(most) > 0) {
      throw ReconciliationProblems.badSetting(
          name,
          most == null ? "is an amount like 0.0001" : "is a percentage from 0 to 100, like 0.5");
    }
    return new BigDecimal(text);
  }
}
