package dev.ramal.crm.timeline;

import static dev.ramal.crm.timeline.TimelineEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.timeline.TimelineStream.Reader;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.testkit.MovableClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimelineStreamTest {
  private static final TenantId AURORA = TenantId.of("aurora");
  private static final TimelineOwner MARINA =
      new TimelineOwner("marina", List.of("+5511987654321"));
  private static final StreamPosition BEGIN = StreamPosition.of(AURORA, 0, MARINA);

  private final MovableClock clock = new MovableClock();
  private final List<TimelineItem> items = new ArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicBoolean broken = new AtomicBoolean();
  private TimelineOwner owner = MARINA;

  @Test
  @DisplayName("CRM-195 a stream looks again only when its reader has taken what was told")
  void shouldKeepNoMoreThanOneLook() {
    // Given
    for (int seq = 1; seq <= 9; seq++) {
      items.add(item(seq));
    }
    TimelineStream stream = stream(BEGIN, Duration.ofMinutes(1));
    AssertSubscriber<StreamFrame> reader = AssertSubscriber.create(1);
    stream.frames().subscribe(reader);

    // When
    reader.request(1);
    int whileItLies = looks.get();
    boolean stalled = stream.isStalledSince(clock.instant().plusSeconds(1));
    reader.request(100);

    // Then
    assertThat(whileItLies).isLessThanOrEqualTo(2);
    assertThat(stalled).isTrue();
    await().until(() -> reader.getItems().size() == 10);
    assertThat(reader.getItems().get(0).name()).isEqualTo(StreamFrame.READY);
    assertThat(reader.getItems().subList(1, 10))
        .extracting(StreamFrame::data)
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(stream.isStalledSince(clock.instant().plusSeconds(1))).isFalse();
    reader.cancel();
  }

  @Test
  @DisplayName(
      "CRM-196 a stream goes on behind its position when it is woken, and after each heartbeat")
  void shouldGoOnWhenSomethingIsNew() {
    // Given
    TimelineStream stream = stream(null, Duration.ofMinutes(1));
    AssertSubscriber<StreamFrame> reader = AssertSubscriber.create(100);
    stream.frames().subscribe(reader);
    AssertSubscriber<StreamFrame> unwoken = AssertSubscriber.create(3);
    stream(null, Duration.ofMillis(20)).frames().subscribe(unwoken);

    // When
    TimelineWake wake = new TimelineWake(AURORA, Set.of("+5511987654321"), Set.of());
    items.add(item(1));
    stream.wake();
    unwoken.request(100);

    // Then
    assertThat(wake.concerns(MARINA)).isTrue();
    await().until(() -> reader.getItems().size() == 2);
    assertThat(reader.getItems().get(1).data()).isEqualTo("1");
    assertThat(StreamPosition.decode(AURORA, reader.getItems().get(1).id()).seq()).isEqualTo(1);
    await().until(() -> unwoken.getItems().stream().anyMatch(frame -> "1".equals(frame.data())));
    assertThat(unwoken.getItems())
        .filteredOn(frame -> frame.name() == null)
        .isNotEmpty()
        .allSatisfy(frame -> assertThat(frame.data()).isEqualTo("alive"));
    reader.cancel();
    unwoken.cancel();
  }

  @Test
  @DisplayName(
      "CRM-197 a stream says that the contact has other phones, that the token has ended and that"
          + " nothing can be read")
  void shouldSayWhyItEnds() {
    // Given
    AssertSubscriber<StreamFrame> expired = AssertSubscriber.create(100);
    AssertSubscriber<StreamFrame> failed = AssertSubscriber.create(100);
    owner = new TimelineOwner("marina", List.of("+5511987654321", "+5511987654322"));
    items.add(item(1));

    // When
    TimelineStream stream = stream(BEGIN, Duration.ofMinutes(1));
    stream.frames().subscribe(expired);
    await().until(() -> expired.getItems().size() == 2);
    clock.advance(Duration.ofHours(1));
    stream.wake();
    expired.awaitCompletion();
    broken.set(true);
    clock.reset();
    stream(BEGIN, Duration.ofMinutes(1)).frames().subscribe(failed);

    // Then
    assertThat(expired.getItems())
        .extracting(StreamFrame::name)
        .containsExactly(StreamFrame.READY, StreamFrame.RELOAD, StreamFrame.END);
    assertThat(expired.getItems().get(2).data()).isEqualTo("{\"reason\":\"token\"}");
    assertThat(StreamPosition.decode(AURORA, expired.getItems().get(1).id()).seq()).isEqualTo(1);
    failed.awaitCompletion();
    assertThat(failed.getItems().get(1).data()).isEqualTo("{\"reason\":\"failed\"}");
  }

  @Test
  @DisplayName("CRM-198 what is no position of the organization's streams is refused")
  void shouldRefuseOtherPositions() {
    // Given
    String position = BEGIN.at(7).encoded();

    // Then
    assertThat(StreamPosition.decode(AURORA, position)).isEqualTo(BEGIN.at(7));
    for (String wrong :
        List.of("7", position + "A", position.substring(1), new Cursor(NOON, "id").encoded(), "")) {
      assertThatThrownBy(() -> StreamPosition.decode(AURORA, wrong))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("-0014 ");
    }
    assertThatThrownBy(() -> StreamPosition.decode(TenantId.of("boreal"), position))
        .isInstanceOf(ProblemException.class);
  }

  /** Of a token that ends in half an hour. */
  private TimelineStream stream(StreamPosition from, Duration heartbeat) {
    return new TimelineStream(
        new Reader(AURORA, "ana", "marina", clock.instant().plus(Duration.ofMinutes(30))),
        from,
        this::look,
        item -> "" + item.seq(),
        heartbeat,
        clock,
        Runnable::run);
  }

  private Uni<TimelineChanges> look(long since) {
    looks.incrementAndGet();
    if (broken.get()) {
      return Uni.createFrom().failure(new IllegalStateException("the store is away"));
    }
    List<TimelineItem> found = items.stream().filter(item -> item.seq() > since).limit(4).toList();
    return Uni.createFrom().item(new TimelineChanges(owner, items.size(), found));
  }

  private static TimelineItem item(long seq) {
    TimelineEvents ana = new TimelineEvents(AURORA, "+5511987654321", "ana");
    return ReadNews.of(TimelineEvents.received(ana.call("c" + seq, NOON, 0, null)))
        .map(TimelineItem::of)
        .orElseThrow()
        .changed(0, seq);
  }
}
