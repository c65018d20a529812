package dev.ramal.kit.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.events.Event;
import dev.ramal.events.EventJson;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@KitTest
class BatchConsumerTest extends ConsumerContract {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final SimpleMeterRegistry counts = new SimpleMeterRegistry();
  private final HeldCounts heldCounts = new HeldCounts(counts);
  private final Queue<String> givenBack = new ConcurrentLinkedQueue<>();
  private final AtomicInteger later = new AtomicInteger();

  @Inject SqlTransactions transactions;

  BatchConsumerTest() {
    super(Topics.MESSAGES);
  }

  @Test
  void shouldApplyTheOthersOfASetBesideOneThatIsRefused() {
    // Given
    List<Event<RecordingErased>> events =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    event(
                        i % 2 == 0 ? Tenants.AURORA : Tenants.BOREAL,
                        Notes.newId(),
                        i % 50 == 7 ? "too-late" : "ok"))
            .toList();

    // When
    events.forEach(probe::send);

    // Then
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(events).filteredOn(Notes::isRemembered).hasSize(196));
    assertThat(events)
        .allSatisfy(
            event ->
                assertThat(Notes.count(event.tenant(), event.subject()))
                    .isEqualTo(event.data().recordingId().equals("ok") ? 1 : 0));
  }

  @Test
  void shouldGoPastAKeyWhoseRowSomebodyHolds() throws SQLException {
    // Given
    String key = Notes.newId();
    List<Event<RecordingErased>> held =
        IntStream.range(0, 4)
            .mapToObj(i -> event(Tenants.AURORA, key, Notes.newId(), i == 2 ? "poison" : "ok"))
            .toList();
    List<Event<RecordingErased>> others =
        IntStream.range(0, 60)
            .mapToObj(i -> event(i % 2 == 0 ? Tenants.AURORA : Tenants.BOREAL, Notes.newId(), "ok"))
            .toList();
    try (Connection holder = Notes.DATABASE.connect();
        PreparedStatement write =
            holder.prepareStatement("insert into notes (tenant, id, body) values (?, ?, '')")) {
      holder.setAutoCommit(false);
      write.setString(1, held.get(0).tenant().value());
      write.setString(2, held.get(0).data().callId());
      write.execute();

      // When
      probe.send(held.get(0));
      others.subList(0, 30).forEach(probe::send);
      held.subList(1, 4).forEach(probe::send);
      others.subList(30, 60).forEach(probe::send);

      // Then
      await()
          .atMost(Duration.ofSeconds(12))
          .untilAsserted(() -> assertThat(others).allMatch(Notes::isRemembered));
      assertThat(held).noneMatch(Notes::isRemembered);
      assertThat(longestWaitForTheDatabase()).isPositive();
      holder.rollback();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(held).filteredOn(Notes::isRemembered).hasSize(3));
    deadLetter(held.get(2));
    published(held.get(3));
    assertThat(probe.all().stream().filter(record -> key.equals(record.subject())))
        .filteredOn(record -> record.topic().equals(Topics.CRM))
        .extracting(ReceivedRecord::causation)
        .containsExactly(held.get(0).id(), held.get(1).id(), held.get(3).id());
    await().until(() -> longestWaitForTheDatabase() == 0);
  }

  @Test
  @DisplayName(
      "KIT-21 of a set in which more keys are held than go aside only what is held waits, in its"
          + " order, and a gauge tells what waits aside; two organizations")
  void shouldApplyTheOthersWhereNoMoreKeysGoAside() throws SQLException {
    // Given
    List<Event<RecordingErased>> aside =
        IntStream.range(0, 8)
            .mapToObj(i -> event(i % 2 == 0 ? Tenants.AURORA : Tenants.BOREAL, Notes.newId(), "ok"))
            .toList();
    Event<RecordingErased> behind = behind(aside.get(0));
    Event<RecordingErased> ninth = event(Tenants.AURORA, Notes.newId(), "ok");
    Event<RecordingErased> afterNinth = behind(ninth);
    Event<RecordingErased> tenth = event(Tenants.BOREAL, Notes.newId(), "ok");
    List<Event<RecordingErased>> others =
        IntStream.range(0, 6)
            .mapToObj(i -> event(i % 2 == 0 ? Tenants.AURORA : Tenants.BOREAL, Notes.newId(), "ok"))
            .toList();
    List<Event<RecordingErased>> inPlace = List.of(ninth, afterNinth, tenth);
    List<Event<RecordingErased>> set = new ArrayList<>(List.of(ninth, tenth));
    set.addAll(others);
    set.addAll(List.of(afterNinth, behind));
    SetTransaction sets = sets();
    CompletableFuture<Void> over;
    try (Connection holder = Notes.DATABASE.connect()) {
      holder.setAutoCommit(false);
      for (Event<RecordingErased> held : aside) {
        hold(holder, held);
      }
      hold(holder, ninth);
      hold(holder, tenth);
      Uni.join()
          .all(aside.stream().map(held -> apply(sets, List.of(held))).toList())
          .andFailFast()
          .await()
          .atMost(Duration.ofSeconds(10));
      assertThat(held()).isEqualTo(8);

      // When
      over = apply(sets, set).subscribeAsCompletionStage();

      // Then
      await()
          .atMost(Duration.ofSeconds(8))
          .untilAsserted(() -> assertThat(others).allMatch(Notes::isRemembered));
      assertThat(aside).noneMatch(Notes::isRemembered);
      assertThat(inPlace).noneMatch(Notes::isRemembered);
      assertThat(over).isNotDone();
      assertThat(held()).isEqualTo(9);
      assertThat(givenBack).isEmpty();
      holder.rollback();
    }
    await().atMost(Duration.ofSeconds(20)).until(over::isDone);
    await().atMost(Duration.ofSeconds(20)).until(() -> held() == 0 && later.get() == 9);
    assertThat(inPlace).allMatch(Notes::isRemembered);
    assertThat(position(ninth)).isLessThan(position(afterNinth));
    assertThat(position(aside.get(0))).isLessThan(position(behind));
    assertThat(givenBack)
        .as("what was not aside is given back by whoever brought the set")
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(aside.stream(), Stream.of(behind)).map(Event::id).toList());
  }

  @Test
  @DisplayName(
      "KIT-24 a dozen rows of one organization that somebody holds hold up no record of another,"
          + " on any lane; what waits is applied in order, once")
  void shouldGoPastADozenRowsOfOneOrganization() throws SQLException {
    // Given
    List<Event<RecordingErased>> first =
        IntStream.range(0, 12).mapToObj(i -> event(Tenants.AURORA, Notes.newId(), "ok")).toList();
    List<Event<RecordingErased>> second = first.stream().map(this::behind).toList();
    List<Event<RecordingErased>> third = first.stream().map(this::behind).toList();
    List<Event<RecordingErased>> others = others();
    List<Event<RecordingErased>> meanwhile = others();
    try (Connection holder = Notes.DATABASE.connect()) {
      holder.setAutoCommit(false);
      for (Event<RecordingErased> held : first) {
        hold(holder, held);
      }

      // When
      for (int n = 0; n < first.size(); n++) {
        List.of(first.get(n), others.get(n), second.get(n)).forEach(probe::send);
      }
      others.subList(first.size(), others.size()).forEach(probe::send);

      // Then
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(others).allMatch(Notes::isRemembered));
      third.forEach(probe::send);
      meanwhile.forEach(probe::send);
      await()
          .atMost(Duration.ofSeconds(3))
          .untilAsserted(() -> assertThat(meanwhile).allMatch(Notes::isRemembered));
      assertThat(first).noneMatch(Notes::isRemembered);
      holder.rollback();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(third).allMatch(Notes::isRemembered));
    third.forEach(this::published);
    for (int n = 0; n < first.size(); n++) {
      String key = first.get(n).subject();
      assertThat(probe.all())
          .filteredOn(record -> key.equals(record.subject()) && record.topic().equals(Topics.CRM))
          .extracting(ReceivedRecord::causation)
          .containsExactly(first.get(n).id(), second.get(n).id(), third.get(n).id());
    }
    await().until(() -> longestWaitForTheDatabase() == 0);
  }

  /** Enough that each lane has some. */
  private List<Event<RecordingErased>> others() {
    return IntStream.range(0, 40)
        .mapToObj(i -> event(Tenants.BOREAL, Notes.newId(), "ok"))
        .toList();
  }

  /** A consumer without a channel: its sets are what the test makes them. */
  private SetTransaction sets() {
    DatabaseWaits waits = new DatabaseWaits(counts, System::nanoTime);
    return new SetTransaction(
        transactions,
        "held-notes",
        BatchConsumerTest::write,
        new Outage(SHORT, SHORT, () -> false, waits),
        SHORT,
        new HeldRecords.Aside(
            Infrastructure.getDefaultWorkerPool(),
            deliveries -> {
              deliveries.forEach(delivery -> givenBack.add(delivery.event().id()));
              return Uni.createFrom().voidItem();
            },
            heldCounts.of("held-notes"),
            8));
  }

  private static Uni<Void> write(Sql sql, List<Delivery> deliveries) {
    return sql.query(
            "insert into notes (tenant, id, body) select * from unnest($1::text[], $2::text[],"
                + " $3::text[])",
            Columns.of(deliveries)
                .text(delivery -> delivery.event().tenant())
                .text(delivery -> delivery.event().data(RecordingErased.class).callId())
                .text(delivery -> "ok")
                .parameters())
        .replaceWithVoid();
  }

  private Uni<Void> apply(SetTransaction sets, List<Event<RecordingErased>> events) {
    return sets.apply(events.stream().map(BatchConsumerTest::delivery).toList(), later::addAndGet);
  }

  private static Delivery delivery(Event<RecordingErased> event) {
    return new Delivery(
        Message.of(""),
        new ReceivedEvent(
            event.id(),
            RecordingErased.TYPE,
            event.tenant(),
            event.subject(),
            event.time(),
            null,
            event.topic(),
            event.key(),
            1,
            EventJson.write(event.data())));
  }

  private Event<RecordingErased> behind(Event<RecordingErased> first) {
    return event(first.tenant(), first.subject(), Notes.newId(), "ok");
  }

  private static void hold(Connection holder, Event<RecordingErased> event) throws SQLException {
    try (PreparedStatement write =
        holder.prepareStatement("insert into notes (tenant, id, body) values (?, ?, '')")) {
      write.setString(1, event.tenant().value());
      write.setString(2, event.data().callId());
      write.execute();
    }
  }

  private double held() {
    return counts.get("ramal.consuming.held").tag("consumer", "held-notes").gauge().value();
  }

  private static long position(Event<RecordingErased> event) {
    return ((Number)
            Notes.DATABASE.value(
                "select position from notes where tenant = ? and id = ?",
                event.tenant().value(),
                event.data().callId()))
        .longValue();
  }
}
