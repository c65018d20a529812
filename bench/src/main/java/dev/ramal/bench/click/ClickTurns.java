package dev.ramal.bench.click;

import dev.ramal.bench.load.Pace;
import dev.ramal.bench.load.StandInCarrier;
import java.time.Duration;
import java.util.List;

/**
 * Each clicks once a turn, then the phones of all are picked up, and hung up. Who begins changes,
 * as whoever is first finds the most quiet.
 */
record ClickTurns(List<Clicker> clickers, StandInCarrier carrier) {
  private static final double PER_SECOND = 6;

  /**
   * @return how many turns there were
   */
  int run(Duration length) {
    return new Pace(PER_SECOND)
        .run(
            length,
            (turn, due) -> {
              for (int n = 0; n < clickers.size(); n++) {
                clickers.get((turn + n) % clickers.size()).click();
              }
              for (int n = 0; n < clickers.size(); n++) {
                clickers.get((turn + n) % clickers.size()).pickUp(carrier);
              }
              clickers.forEach(clicker -> clicker.hangUp(carrier));
            });
  }
}
