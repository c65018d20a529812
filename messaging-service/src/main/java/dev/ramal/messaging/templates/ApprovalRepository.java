package dev.ramal.messaging.templates;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far texts are with carriers. */
@ApplicationScoped
class ApprovalRepository {
  /** What was rejected may be asked for again; what the carrier has of it stays. */
  private static final String REQUEST =
      """
      insert into template_approval (tenant, template_id, connection_id, text_key, carrier, body,
        examples, category, state, requested_at, changed_at)
      select $1, $2, $3, text_key, $4, body, $5, $6, 'PENDING', $7::timestamptz, $7::timestamptz
      from unnest($8::text[], $9::text[]) as given (text_key, body)
      on conflict (tenant, template_id, connection_id, text_key) do update set
        category = excluded.category, examples = excluded.examples, state = 'PENDING',
        reason = null, requested_at = excluded.requested_at, changed_at = excluded.changed_at,
        polls = 0, poll_at = null
      where template_approval.state = 'REJECTED'
      returning text_key, content_id is not null
      """;

  private static final String COLUMNS =
      """
      a.tenant, a.template_id, a.connection_id, a.text_key, t.name, t.language, a.body, a.examples,
        a.category, a.content_id, a.state, a.reason, a.polls\
      """;

  private static final String FIND =
      "select "
          + COLUMNS
          + """
           from template_approval a
          join template t on t.tenant = a.tenant and t.id = a.template_id
          where a.tenant = $1 and a.template_id = $2 and a.connection_id = $3 and a.text_key = $4
          """;

  private static final String TAKEN =
      """
      update template_approval set content_id = $5
      where tenant = $1 and template_id = $2 and connection_id = $3 and text_key = $4
      """;

  /** Tells what it was about where the state is another one than before. */
  private static final String BECOME =
      """
      with known as materialized (
        select state from template_approval
        where tenant = $1 and template_id = $2 and connection_id = $3 and text_key = $4 for update
      ), changed as (
        update template_approval a set reason = $6, polls = $7, poll_at = $8,
          category = coalesce($10, a.category),
          changed_at = case when a.state = $5 then a.changed_at else $9 end, state = $5
        from known
        where tenant = $1 and template_id = $2 and connection_id = $3 and text_key = $4
        returning a.carrier, a.body, known.state as before)
      select t.name, t.language, changed.body, changed.carrier
      from changed join template t on t.tenant = $1 and t.id = $2
      where changed.before <> $5
      """;

  /**
   * Whoever takes one asks about it; should that process die, another one does later. Of what is
   * archived nobody asks any more.
   */
  private static final String TAKE_DUE =
      """
      with due as (select tenant, template_id, connection_id, text_key from template_approval
          where poll_at <= $1 order by poll_at limit $3::int for update skip locked),
        taken as (
          update template_approval a set
            poll_at = case when t.archived_at is null then $2::timestamptz end
          from due, template t
          where a.tenant = due.tenant and a.template_id = due.template_id
            and a.connection_id = due.connection_id and a.text_key = due.text_key
            and t.tenant = a.tenant and t.id = a.template_id
          returning %s, t.archived_at)
      select * from taken where archived_at is null
      """
          .formatted(COLUMNS);

  private static final TypeReference<Map<String, String>> EXAMPLES = new TypeReference<>() {};

  /**
   * A text of which something else is known than before.
   *
   * @param name of its template
   */
  record Changed(String name, String language, String body, Carrier carrier) {}

  /**
   * A text whose approval is to be asked for.
   *
   * @param given whether the carrier has it already
   */
  record Asked(String textKey, boolean given) {}

  /**
   * @param texts by their keys
   * @return those that neither wait nor are decided otherwise than by a rejection
   */
  Uni<List<Asked>> request(
      Sql sql,
      Template template,
      CarrierAccount account,
      ApprovalCategory category,
      List<TemplateText> texts,
      Instant now) {
    Object[] parameters =
        Columns.of(texts)
            .scalar(template.tenant().value())
            .scalar(template.id())
            .scalar(account.connectionId())
            .scalar(account.carrier().name())
            .scalar(EventJson.write(new TreeMap<>(template.current().examples())))
            .scalar(category.name())
            .scalar(now)
            .text(TemplateText::key)
            .text(TemplateText::body)
            .parameters();
    return sql.query(REQUEST, parameters)
        .map(rows -> rows.stream().map(row -> new Asked(row.text(0), row.bool(1))).toList());
  }

  /** Null when nobody has asked for it. */
  Uni<WantedApproval> find(Sql sql, ApprovalKey key) {
    return sql.query(FIND, parameters(key).parameters())
        .map(rows -> rows.isEmpty() ? null : read(rows.get(0)));
  }

  /** The carrier has the text. */
  Uni<Void> taken(Sql sql, ApprovalKey key, String contentId) {
    return sql.query(TAKEN, parameters(key).scalar(contentId).parameters()).replaceWithVoid();
  }

  /**
   * @param reason null for none
   * @param category null to leave it as it is
   * @param pollAt when the carrier is asked next; null for never
   * @return what the text is, where its state is another one than before; else empty
   */
  Uni<Optional<Changed>> become(
      Sql sql,
      ApprovalKey key,
      ApprovalState state,
      String reason,
      ApprovalCategory category,
      int polls,
      Instant pollAt,
      Instant now) {
    Object[] parameters =
        parameters(key)
            .scalar(state.name())
            .scalar(reason)
            .scalar(polls)
            .scalar(pollAt)
            .scalar(now)
            .scalar(category == null ? null : category.name())
            .parameters();
    return sql.query(BECOME, parameters)
        .map(rows -> rows.stream().findFirst().map(ApprovalRepository::changed));
  }

  /**
   * Those about which their carriers are due to be asked.
   *
   * @param again when they are due once more should nobody tell what came of it
   */
  @AcrossTenants("texts of every organization")
  Uni<List<WantedApproval>> takeDue(Sql sql, Instant now, Instant again, int most) {
    Object[] parameters = Columns.of(List.of()).scalar(now).scalar(again).scalar(most).parameters();
    return sql.query(TAKE_DUE, parameters)
        .map(rows -> rows.stream().map(ApprovalRepository::read).toList());
  }

  private static Columns<Object> parameters(ApprovalKey key) {
    return Columns.of(List.of())
        .scalar(key.tenant().value())
        .scalar(key.templateId())
        .scalar(key.connectionId())
        .scalar(key.textKey());
  }

  private static Changed changed(SqlRow row) {
    return new Changed(row.text(0), row.text(1), row.text(2), Carrier.of(row.text(3)));
  }

  private static WantedApproval read(SqlRow row) {
    return new WantedApproval(
        new ApprovalKey(TenantId.of(row.text(0)), row.text(1), row.text(2), row.text(3)),
        row.text(4),
        row.text(5),
        row.text(6),
        TemplateRepository.json(row.text(7), EXAMPLES),
        ApprovalCategory.valueOf(row.text(8)),
        row.text(9),
        ApprovalState.valueOf(row.text(10)),
        row.text(11),
        row.integer(12));
  }
}
