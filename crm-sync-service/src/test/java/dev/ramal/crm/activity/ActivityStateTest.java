package dev.ramal.crm.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.activity.ActivityEvent.Corrected;
import dev.ramal.crm.activity.ActivityEvent.GivenUp;
import dev.ramal.crm.activity.ActivityEvent.NoteAbsent;
import dev.ramal.crm.activity.ActivityEvent.NoteBegun;
import dev.ramal.crm.activity.ActivityEvent.NoteGone;
import dev.ramal.crm.activity.ActivityEvent.NoteRefused;
import dev.ramal.crm.activity.ActivityEvent.NoteWritten;
import dev.ramal.crm.activity.ActivityEvent.Recorded;
import dev.ramal.crm.activity.ActivityEvent.Redriven;
import dev.ramal.crm.activity.ActivityState.Failed;
import dev.ramal.crm.activity.ActivityState.NotePlace;
import dev.ramal.crm.activity.ActivityState.Pending;
import dev.ramal.crm.activity.ActivityState.Synced;
import dev.ramal.crm.activity.ActivityState.Writing;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActivityStateTest {
  private static final NotePlace HERE = new NotePlace("contact", "deal");
  private static final NotePlace THERE = new NotePlace("contact", "other");

  private static final ActivityState PENDING = new Pending();
  private static final ActivityState WRITING = new Writing(HERE);
  private static final ActivityState SYNCED = new Synced(HERE, "note");
  private static final ActivityState FAILED = new Failed(FailureKind.NO_DEAL, "none", null);
  private static final ActivityState FAILED_BEGUN = new Failed(FailureKind.EXHAUSTED, "away", HERE);

  private static final ActivityState FAILED_BEFORE =
      new Failed(FailureKind.FORMER_CRM, "left", HERE.in("rdstation"));

  private static final ActivityEvent CORRECTED = new Corrected(null);
  private static final ActivityEvent RECORDED = new Recorded("/path");
  private static final ActivityEvent BEGUN = new NoteBegun(THERE);
  private static final ActivityEvent ABSENT = new NoteAbsent();
  private static final ActivityEvent WRITTEN = new NoteWritten(THERE, "n2");
  private static final ActivityEvent REFUSED = new NoteRefused("no");
  private static final ActivityEvent GIVEN_UP = new GivenUp(FailureKind.REJECTED, "why");
  private static final ActivityEvent GONE = new NoteGone("gone");
  private static final ActivityEvent REDRIVEN = new Redriven(null);
  private static final ActivityEvent REDRIVEN_TO = new Redriven("d2");

  private static final List<ActivityEvent> EVENTS =
      List.of(
          CORRECTED,
          RECORDED,
          BEGUN,
          ABSENT,
          WRITTEN,
          REFUSED,
          GONE,
          GIVEN_UP,
          REDRIVEN,
          REDRIVEN_TO);

  /** What is not named here says nothing. */
  private static final Map<ActivityState, Map<ActivityEvent, ActivityState>> TABLE =
      Map.of(
          PENDING,
          Map.of(
              CORRECTED, PENDING,
              RECORDED, PENDING,
              BEGUN, new Writing(THERE),
              WRITTEN, new Synced(THERE, "n2"),
              GIVEN_UP, new Failed(FailureKind.REJECTED, "why", null)),
          WRITING,
          Map.of(
              ABSENT, PENDING,
              WRITTEN, new Synced(THERE, "n2"),
              REFUSED, new Failed(FailureKind.REJECTED, "no", null),
              GIVEN_UP, new Failed(FailureKind.REJECTED, "why", HERE)),
          SYNCED,
          Map.of(GONE, new Failed(FailureKind.MISSING, "gone", HERE)),
          FAILED,
          Map.of(
              CORRECTED, FAILED,
              RECORDED, FAILED,
              WRITTEN, new Synced(THERE, "n2"),
              REDRIVEN, PENDING,
              REDRIVEN_TO, PENDING),
          FAILED_BEGUN,
          Map.of(WRITTEN, new Synced(THERE, "n2"), REDRIVEN, WRITING, REDRIVEN_TO, WRITING),
          FAILED_BEFORE,
          Map.of(
              WRITTEN,
              new Synced(THERE, "n2"),
              REDRIVEN,
              new Writing(HERE.in("rdstation")),
              REDRIVEN_TO,
              PENDING));

  static Stream<Arguments> cells() {
    return TABLE.keySet().stream()
        .flatMap(state -> EVENTS.stream().map(event -> Arguments.of(state, event)));
  }

  @ParameterizedTest
  @MethodSource("cells")
  @DisplayName("CRM-11 every state of an activity hears every event as planned")
  void shouldHearEveryEvent(ActivityState state, ActivityEvent event) {
    // When
    var heard = state.on(event);

    // Then
    assertThat(heard.orElse(null)).isEqualTo(TABLE.get(state).get(event));
  }

  @Test
  void shouldKeepEachEventInTheTable() {
    // Then
    assertThat(EVENTS.stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(ActivityEvent.class.getPermittedSubclasses());
  }
}
