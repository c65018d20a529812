package dev.ramal.messaging.deadletters;

import static dev.ramal.messaging.deadletters.DeadLetterFixture.PATH;
import static dev.ramal.messaging.deadletters.DeadLetterFixture.TOPIC;
import static dev.ramal.messaging.deadletters.DeadLetterFixture.body;
import static dev.ramal.messaging.deadletters.DeadLetterFixture.post;
import static dev.ramal.messaging.deadletters.DeadLetterFixture.ringing;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.events.Topics;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.reach.Reach;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MessagingTest
class RedriveLettersTest {
  @Inject SqlTransactions transactions;
  @Inject RedriveDraftRepository drafts;
  @Inject PrepareRedrive prepare;

  private final DeadLetterFixture letters = new DeadLetterFixture();
  private final String call = letters.code + "-call";

  @ParameterizedTest
  @ValueSource(strings = {"olga", "nina"})
  @DisplayName(
      "MSG-543 a redrive that is asked for again under its key is answered alike and sends nothing"
          + " more, for an organization and for all")
  void shouldSendOnceUnderAKey(String user) {
    // Given
    ApiUser asking = ApiUser.as(user);
    letters.dead(Tenants.AURORA, call, 1, ringing(call, "occurredAt", 1));
    letters.die(user, null);
    Map<String, Object> redrive =
        body("topic", TOPIC, "fingerprint", fingerprint(user), "quota", 1);
    Map<String, Object> other = body("topic", TOPIC, "fingerprint", fingerprint(user), "quota", 2);

    // When
    Response first;
    Response second;
    List<ReceivedRecord> sent;
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {
      first = asking.post(PATH + "/redrives", redrive, "key-" + call);
      second = asking.post(PATH + "/redrives", redrive, "key-" + call);
      published(asking, first);
      sent = ofThisTest(probe);
    }
    Response differently = asking.post(PATH + "/redrives", other, "key-" + call);

    // Then
    first.then().statusCode(201).body("letters", equalTo(1)).body("state", equalTo("publishing"));
    second
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .header("Location", equalTo(first.header("Location")));
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(sent).hasSize(1);
    differently.then().statusCode(422).body("code", equalTo("RAMAL-0452"));
    post(asking, "redrives", redrive).then().statusCode(404);
  }

  @Test
  @DisplayName(
      "MSG-544 letters of a key keep the order of their source when one was sent again before the"
          + " others and died once more")
  void shouldKeepTheOrderOverTwoRounds() {
    // Given: the first of two is sent by itself, and dies again far behind the second
    ApiUser olga = ApiUser.as("olga");
    String first = letters.dead(Tenants.AURORA, call, 10, ringing(call, "occurredAt", 1));
    letters.die("olga", null);
    ReceivedRecord again;
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {
      published(olga, redriven(olga, 1));
      again = ofThisTest(probe).get(0);
    }
    String second = letters.dead(Tenants.AURORA, call, 11, ringing(call, "occurredAt", 2));
    letters.deadAgain(again, 4_711);
    letters.die("olga", null);

    // When
    List<ReceivedRecord> sent;
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {
      published(olga, redriven(olga, 2));
      sent = ofThisTest(probe);
    }

    // Then
    assertThat(sent).extracting(ReceivedRecord::id).containsExactly(first, second);
  }

  @Test
  @DisplayName(
      "MSG-545 a process that dies while it prepares a redrive has sent nothing and holds nothing;"
          + " after its lease the letters are sent, once, and it sends none when it was only slow")
  void shouldLoseNothingWithAProcess() {
    // Given: one that has read, judged and kept everything, and says nothing more
    ApiUser olga = ApiUser.as("olga");
    for (int i = 0; i < 3; i++) {
      letters.dead(Tenants.AURORA, call, i, ringing(call, "occurredAt", i));
    }
    letters.die("olga", null);
    LetterSelection selection = new LetterSelection(TOPIC, fingerprint("olga"), List.of());
    Map<String, Object> redrive =
        body("topic", TOPIC, "fingerprint", selection.fingerprint(), "quota", 3);
    RedriveDraft dead = new RedriveDraft("d-" + call, new Reach(Tenants.AURORA), TOPIC);
    boolean taken = done(drafts.take(dead, Duration.ofMinutes(1)));
    assertThat(taken).isTrue();
    PreparedRedrive prepared =
        done(
            prepare.prepare(
                dead, new RedriveOrder(selection, BodyPatch.NONE, false, 3, "somebody")));
    assertThat(prepared.judgement().valid()).isEqualTo(3);
    assertThat(kept(dead)).isEqualTo(3);
    assertThat(lockedByNobody()).as("letters that another transaction could take").isEqualTo(3);
    assertThat(letters.waiting("olga", null)).isEqualTo(3);

    // When
    int meanwhile = post(olga, "redrives", redrive).statusCode();
    endLease(dead);
    List<ReceivedRecord> sent;
    try (TopicProbe probe = TopicProbe.on(Topics.CALL_FACTS)) {
      published(olga, post(olga, "redrives", redrive));
      sent = ofThisTest(probe);
    }

    // Then
    assertThat(meanwhile).isEqualTo(409);
    assertThat(sent).extracting(ReceivedRecord::id).hasSize(3).doesNotHaveDuplicates();
    Uni<Long> claim = transactions.inTenant(Tenants.AURORA, sql -> drafts.claim(sql, dead));
    long claimed = done(claim);
    assertThat(claimed).as("letters that the slow one still finds").isZero();
    Uni<Void> purge = transactions.acrossTenants("of all", drafts::purge);
    done(purge);
    assertThat(kept(dead)).isZero();
    boolean held = done(drafts.keep(dead, 3, List.of(), Duration.ofMinutes(1)));
    assertThat(held).isFalse();
  }

  @Test
  @DisplayName(
      "MSG-547 what happened longer ago than readers remember is sent when the operator's people"
          + " say that none has applied it, and it is written down")
  void shouldSendOldLettersForTheOperatorOnly() {
    // Given
    ApiUser olga = ApiUser.as("olga");
    ApiUser nina = ApiUser.as("nina", "aurora");
    letters.dead(
        Tenants.AURORA,
        call,
        1,
        Instant.now().minus(Duration.ofDays(31)),
        ringing(call, "occurredAt", 1));
    letters.die("olga", null);
    Map<String, Object> redrive =
        body("topic", TOPIC, "fingerprint", fingerprint("olga"), "quota", 1);
    Map<String, Object> old = body("appliedNowhere", true);
    old.putAll(redrive);
    Map<String, Object> tried =
        body("topic", TOPIC, "fingerprint", fingerprint("olga"), "appliedNowhere", true);

    // When
    Response refused = post(nina, "redrives", redrive);
    Response ofAnOrganization = post(olga, "redrives", old);
    Response dryRun = post(olga, "dry-run", tried);
    Response sent = post(nina, "redrives", old);

    // Then
    refused
        .then()
        .statusCode(422)
        .body("code", equalTo("OPS-0005"))
        .body("complaints[0].complaint", equalTo(RepairLetter.TOO_OLD));
    ofAnOrganization.then().statusCode(403).body("code", equalTo("OPS-0021"));
    dryRun.then().statusCode(200).body("valid", equalTo(1));
    sent.then().statusCode(201).body("letters", equalTo(1)).body("appliedNowhere", equalTo(true));
  }

  @Test
  @DisplayName("MSG-546 the index holds no key of a record, which may be somebody's number")
  void shouldHoldNoKey() {
    // Given
    String phone = "+5511" + Math.floorMod(call.hashCode(), 1_000_000_000);
    letters.dead(Tenants.AURORA, phone, 1, ringing(call, "at", 1));
    letters.dead(Tenants.AURORA, phone, 2, ringing(call, "at", 2));

    // When
    letters.die("olga", null);

    // Then
    String fingerprint = fingerprint("olga");
    Uni<List<SqlRow>> asked =
        transactions.inTenant(
            Tenants.AURORA,
            sql ->
                sql.query(
                    "select record_key from dead_letter"
                        + " where tenant = 'aurora' and fingerprint = $1",
                    fingerprint));
    List<String> keys = done(asked).stream().map(row -> row.text(0)).toList();
    assertThat(keys).hasSize(2).allMatch(key -> key.matches("[0-9a-f]{32}"));
    assertThat(keys.get(0)).isEqualTo(keys.get(1));
  }

  private Response redriven(ApiUser user, int quota) {
    return post(
        user,
        "redrives",
        body("topic", TOPIC, "fingerprint", fingerprint(user.username()), "quota", quota));
  }

  private String fingerprint(String user) {
    return letters.cluster(user, null).path("fingerprint").asText();
  }

  private List<ReceivedRecord> ofThisTest(TopicProbe probe) {
    return probe.all().stream().filter(one -> one.json().contains(call)).toList();
  }

  /** Waits until all records of a redrive have left. */
  private static void published(ApiUser user, Response redrive) {
    String location = redrive.then().statusCode(201).extract().header("Location");
    String path = location.substring(location.indexOf("/api/"));
    patiently().until(() -> user.read(path).path("state").asText(), "published"::equals);
  }

  private long kept(RedriveDraft draft) {
    return counted("select count(*) from redrive_record where redrive = $1", draft.id());
  }

  private long lockedByNobody() {
    return counted(
        "select count(*) from (select 1 from dead_letter where tenant = 'aurora'"
            + " and fingerprint = $1 and redrive is null for update skip locked) free",
        fingerprint("olga"));
  }

  private long counted(String count, String parameter) {
    Uni<List<SqlRow>> asked =
        transactions.inTenant(Tenants.AURORA, sql -> sql.query(count, parameter));
    return done(asked).get(0).bigint(0);
  }

  private void endLease(RedriveDraft draft) {
    Uni<List<SqlRow>> ended =
        transactions.inTenant(
            Tenants.AURORA,
            sql ->
                sql.query(
                    "update redrive_draft set held_until = now() - interval '1 second'"
                        + " where tenant = 'aurora' and id = $1",
                    draft.id()));
    done(ended);
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(30));
  }
}
