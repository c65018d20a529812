package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.costs.PriceQuestion;
import dev.ramal.events.ConnectionId;
import dev.ramal.kit.jobs.NewJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a leg has cost, asked some time after the end: soon of a carrier that tells it only when
 * asked, later of one that may tell it by itself, as far as it did not.
 */
@ApplicationScoped
public class PriceQuestions {
  /** Stands in every row of the jobs. */
  public static final String QUEUE = PriceQuestion.QUEUE;

  private final Carriers carriers;
  private final EndConfig config;

  PriceQuestions(Carriers carriers, EndConfig config) {
    this.carriers = carriers;
    this.config = config;
  }

  /** Whether the carrier still owes the price of a leg. */
  public static boolean isOwed(LegState leg) {
    return leg.dialed() && leg.cost() == null;
  }

  /** For the calls among these of which a price is owed. */
  List<NewJob> jobs(Stream<Call> ended) {
    return ended.filter(this::isOwed).map(this::job).toList();
  }

  private boolean isOwed(Call call) {
    return call.state().legs().stream().anyMatch(PriceQuestions::isOwed);
  }

  private static String account(Call ended) {
    ConnectionId connection = ended.details().connectionId();
    return connection == null ? null : connection.value();
  }

  private NewJob job(Call ended) {
    return PriceQuestion.of(
        ended.tenant(),
        ended.id().value(),
        account(ended),
        carriers.of(ended.details().carrier()).tellsCallPrice()
            ? config.untoldCostAfter()
            : config.costAfter());
  }
}
