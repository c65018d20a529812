package dev.ramal.gateway.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("GW-113 who sends more than its share is on the bulk topics until it has calmed down")
class TenantSharesTest {
  private static final TenantId LARGE = TenantId.of("aurora");
  private static final TenantId SMALL = TenantId.of("boreal");
  private static final String BULK = Topics.CALL_FACTS_BULK;
  private static final int SHARE = 4;
  private static final int BURST_SECONDS = 2;

  private long now = Long.MAX_VALUE - 100;
  private final TenantShares shares = new TenantShares(SHARE, BURST_SECONDS, () -> now);

  @Test
  void shouldTakeABurstAndThenMoveAllOfTheOrganizationsFacts() {
    // When
    Map<String, Integer> sent = send(LARGE, SHARE * BURST_SECONDS + 3);

    // Then
    assertThat(sent).isEqualTo(Map.of(Topics.CALL_FACTS, SHARE * BURST_SECONDS, BULK, 3));
    assertThat(shares.topicOf(LARGE, Topics.MESSAGE_FACTS)).isEqualTo(Topics.MESSAGE_FACTS);
    assertThat(shares.topicOf(SMALL, Topics.CALL_FACTS)).isEqualTo(Topics.CALL_FACTS);
  }

  @Test
  void shouldNotMoveItToAndFroWhileItFloods() {
    // Given
    send(LARGE, SHARE * BURST_SECONDS + 1);

    // When
    List<String> flood = paced(LARGE, SHARE * 2, 60);

    // Then
    assertThat(flood).hasSize(SHARE * 2 * 60).containsOnly(BULK);
  }

  @Test
  void shouldMoveItBackOnceWhenItHasStayedBelowItsShareForAWhile() {
    // Given
    send(LARGE, SHARE * BURST_SECONDS + 1);

    // When
    List<String> calmer = paced(LARGE, SHARE / 2, 10);

    // Then
    int back = calmer.indexOf(Topics.CALL_FACTS);
    assertThat(back).as("two seconds' worth, in 3.5 seconds at half the share").isEqualTo(6);
    assertThat(calmer.subList(back, calmer.size())).containsOnly(Topics.CALL_FACTS);
  }

  @Test
  void shouldLetASteadyOrganizationBelowItsShareAlone() {
    // When
    List<String> steady = paced(LARGE, SHARE, 60);

    // Then
    assertThat(steady).containsOnly(Topics.CALL_FACTS);
  }

  private Map<String, Integer> send(TenantId tenant, int facts) {
    Map<String, Integer> topics = new HashMap<>();
    for (int n = 0; n < facts; n++) {
      topics.merge(shares.topicOf(tenant, Topics.CALL_FACTS), 1, Integer::sum);
    }
    return topics;
  }

  private List<String> paced(TenantId tenant, int perSecond, int seconds) {
    return Stream.generate(
            () -> {
              now += 1_000_000_000L / perSecond;
              return shares.topicOf(tenant, Topics.CALL_FACTS);
            })
        .limit((long) perSecond * seconds)
        .toList();
  }
}
