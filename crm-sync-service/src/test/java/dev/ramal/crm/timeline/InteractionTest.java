package dev.ramal.crm.timeline;

import static dev.ramal.crm.timeline.TimelineEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InteractionTest {
  private static final TenantId AURORA = TenantId.of("aurora");
  private static final TimelineEvents ANA = new TimelineEvents(AURORA, "+5511987654321", "ana");

  private static TimelineAccess sales(String user) {
    return new TimelineAccess(
        new AccessScope(AURORA, user, user, user, false, false), false, false);
  }

  private static TimelineAccess manager() {
    return new TimelineAccess(new AccessScope(AURORA, "x", "x", "x", true, true), true, false);
  }

  @Test
  @DisplayName(
      "CRM-192 timelines end the same in whatever order, however often and in whatever sets events"
          + " come")
  void shouldEndTheSameInWhateverOrder() {
    // Given
    List<Event<?>> told =
        List.of(
            ANA.voicemail("c1", NOON.plusSeconds(20)),
            ANA.inbound("c1", NOON),
            ANA.recorded("c1", NOON.plusSeconds(60)),
            ANA.erased("c1", NOON.plusSeconds(3600)),
            ANA.cost("c1", NOON.plusSeconds(70), 1, "0.20"),
            ANA.cost("c1", NOON.plusSeconds(90), 2, "0.21"),
            ANA.failed("c1", NOON.plusSeconds(100)),
            ANA.synced("c1", NOON.plusSeconds(200)),
            ANA.call("c2", NOON.plusSeconds(5), 0, null),
            ANA.call("c2", NOON.plusSeconds(5), 1, "liga amanhã"),
            ANA.accepted("m1", Channel.SMS, NOON, "Bom dia"),
            ANA.sent("m1", Channel.SMS, NOON),
            ANA.undelivered("m1", Channel.SMS, NOON),
            ANA.delivered("m1", Channel.SMS, NOON),
            ANA.messageCost("m1", NOON.plusSeconds(4), 1, "0.30"),
            ANA.messageCost("m1", NOON.plusSeconds(8), 3, "0.00"));
    Map<String, TimelineItem> expected = after(told, told.size());

    // When, Then
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<Event<?>> shuffled = new ArrayList<>(told);
      shuffled.addAll(told.subList(0, random.nextInt(told.size())));
      Collections.shuffle(shuffled, random);
      assertThat(after(shuffled, 1 + random.nextInt(5))).isEqualTo(expected);
    }
    assertThat(expected)
        .containsOnlyKeys(
            "activity:c1:call",
            "call:c1",
            "call:c2",
            "cost:c1",
            "cost:message:m1",
            "message:m1",
            "recording:rec-c1",
            "voicemail:c1:RE-c1");
    assertThat(expected.values())
        .allSatisfy(item -> assertThat(item.participants().phone()).isEqualTo(ANA.phone()));
  }

  @Test
  @DisplayName("CRM-193 what is corrected stays where it is, and says that it has changed")
  void shouldCorrectWhereItStands() {
    // Given
    Map<String, TimelineItem> store = new TreeMap<>();
    tell(store, List.of(ANA.cost("c1", NOON.plusSeconds(70), 1, "0.20")));
    TimelineItem alone = store.get("cost:c1");

    // When
    tell(store, List.of(ANA.call("c1", NOON, 0, null)));
    tell(store, List.of(ANA.call("c1", NOON, 1, "liga amanhã")));
    tell(store, List.of(ANA.cost("c1", NOON.plusSeconds(900), 2, "0.25")));
    TimelineItem corrected = store.get("cost:c1");
    long before = corrected.seq();
    tell(store, List.of(ANA.cost("c1", NOON.plusSeconds(70), 1, "0.20")));

    // Then
    assertThat(alone.participants()).isEqualTo(Participants.UNKNOWN);
    assertThat(corrected.at()).isEqualTo(NOON.plusSeconds(70));
    assertThat(corrected.revision()).isEqualTo(2);
    assertThat(corrected.participants().phone()).isEqualTo(ANA.phone());
    assertThat(((TimelineCost) corrected.detail()).price().amount()).isEqualByComparingTo("0.25");
    assertThat(((TimelineCall) store.get("call:c1").detail()).notes()).isEqualTo("liga amanhã");
    assertThat(store.get("cost:c1").seq()).as("nothing new is no change").isEqualTo(before);
  }

  @Test
  @DisplayName(
      "CRM-194 a message never goes back, its text may come last, and an answer is of whom it"
          + " answers; a voicemail knows its recording until that is erased")
  void shouldMergeWhatIsToldOfMessages() {
    // Given
    TimelineEvents nobody = new TimelineEvents(AURORA, ANA.phone(), null);
    Map<String, TimelineItem> store = new TreeMap<>();

    // When
    tell(store, List.of(ANA.delivered("m1", Channel.WHATSAPP, NOON)));
    tell(store, List.of(ANA.undelivered("m1", Channel.WHATSAPP, NOON)));
    tell(store, List.of(ANA.accepted("m1", Channel.WHATSAPP, NOON, "Bom dia")));
    tell(store, List.of(nobody.received("m2", Channel.WHATSAPP, NOON, "Oi", "m1")));
    tell(store, List.of(nobody.received("m3", Channel.WHATSAPP, NOON, "Oi", "unheard-of")));
    tell(store, List.of(nobody.recorded("c1", NOON)));
    tell(store, List.of(nobody.voicemail("c1", NOON)));
    TimelineItem held = store.get("voicemail:c1:RE-c1");
    tell(store, List.of(nobody.erased("c1", NOON.plusSeconds(9))));

    // Then
    TimelineMessage message = (TimelineMessage) store.get("message:m1").detail();
    assertThat(message.status()).isEqualTo(MessageStanding.DELIVERED);
    assertThat(message.body()).isEqualTo("Bom dia");
    assertThat(message.failureReason()).isNull();
    assertThat(store.get("message:m2").participants().agentId()).isEqualTo("ana");
    assertThat(store.get("message:m3").participants().agentId()).isNull();
    assertThat(sales("ana").mayRead(store.get("message:m2"))).isTrue();
    assertThat(sales("bruno").mayRead(store.get("message:m2"))).isFalse();
    assertThat(sales("ana").mayRead(store.get("message:m3"))).as("a text of nobody's").isFalse();
    assertThat(manager().mayRead(store.get("message:m3"))).isTrue();
    assertThat(sales("ana").mayRead(store.get("recording:rec-c1"))).isTrue();
    assertThat(((TimelineVoicemail) held.detail()).mediaPath())
        .isEqualTo("/api/recordings/rec-c1/media");
    assertThat(((TimelineVoicemail) store.get("voicemail:c1:RE-c1").detail()).mediaPath()).isNull();
    assertThat(((TimelineRecording) store.get("recording:rec-c1").detail()).mediaPath()).isNull();
  }

  @Test
  @DisplayName("CRM-273 the note of a day of messages is no call's, and has no item")
  void shouldLeaveOutNotesOfMessages() {
    // Given
    Map<String, TimelineItem> store = new TreeMap<>();

    // When
    tell(store, List.of(ANA.synced("messages", "d1", NOON), ANA.failed("messages", "d2", NOON)));
    tell(store, List.of(ANA.synced("messages-follow-up", "d1", NOON)));
    tell(store, List.of(ANA.failed("messages-follow-up", "d2", NOON)));
    tell(store, List.of(ANA.failed("call", "c1", NOON), ANA.synced("follow-up", "c1", NOON)));

    // Then
    assertThat(store).containsOnlyKeys("activity:c1:call", "activity:c1:follow-up");
  }

  /** What is stored in the end; how often it changed on the way depends on the order. */
  private static Map<String, TimelineItem> after(List<Event<?>> told, int atOnce) {
    Map<String, TimelineItem> store = new TreeMap<>();
    for (int from = 0; from < told.size(); from += atOnce) {
      tell(store, told.subList(from, Math.min(told.size(), from + atOnce)));
    }
    store.replaceAll((id, item) -> item.changed(0, 0));
    return store;
  }

  private static void tell(Map<String, TimelineItem> store, List<Event<?>> events) {
    InteractionSet set = new InteractionSet();
    set.head(AURORA, store.values().stream().mapToLong(TimelineItem::seq).max().orElse(0));
    store.values().forEach(set::loaded);
    events.forEach(event -> ReadNews.of(TimelineEvents.received(event)).ifPresent(set::take));
    set.changed().forEach(item -> store.put(item.key().id(), item));
  }
}
