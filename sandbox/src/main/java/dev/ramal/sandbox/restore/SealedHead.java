package dev.ramal.sandbox.restore;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.FreshClient;
import dev.ramal.sandbox.tally.ServiceDatabase;
import dev.ramal.sandbox.traffic.TrafficTeam;
import java.util.Optional;

/**
 * What somebody has noted outside of the database: how far a ledger was sealed, and by which hash.
 *
 * @param position 0 while nothing was sealed
 */
record SealedHead(TrafficTeam team, long position, String hash) {
  static SealedHead note(FreshClient client, TrafficTeam team) {
    JsonNode head =
        client.as(team.admin(), team.organization()).get("/api/billing/ledger").expect(200).json();
    return new SealedHead(team, head.path("position").asLong(), head.path("hash").asText());
  }

  /**
   * @return a sentence where the ledger is another one
   */
  Optional<String> compare(ServiceDatabase billing) {
    if (position == 0) {
      return Optional.of("nothing of " + team.organization() + " was sealed before");
    }
    String stored =
        """
        select encode(hash, 'hex'), position from ledger_chain
        where tenant = '%s' and position = %d
        """;
    boolean same =
        billing.counts(stored.formatted(team.organization(), position)).containsKey(hash);
    return same
        ? Optional.empty()
        : Optional.of(
            "the ledger of %s has another hash at %d than was noted: %s"
                .formatted(team.organization(), position, hash));
  }
}
