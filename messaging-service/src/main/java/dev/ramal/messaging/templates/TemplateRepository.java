package dev.ramal.messaging.templates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.events.Channel;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Templates, each with its current words and with what carriers say of all its texts. */
@ApplicationScoped
class TemplateRepository {
  private static final String SELECT =
      """
      select t.tenant, t.id, t.name, t.category, t.channel, t.language, t.sharing, t.author_id,
        t.author_name, t.archived_at, t.created_at, t.updated_at, v.version, v.variants, v.examples,
        v.author_id, v.created_at,
        (select json_agg(json_build_object('connectionId', a.connection_id, 'textKey', a.text_key,
            'carrier', lower(a.carrier), 'category', lower(a.category), 'contentId', a.content_id,
            'state', lower(a.state), 'reason', a.reason,
            'requestedAt', to_char(a.requested_at at time zone 'UTC', '%1$s'),
            'changedAt', to_char(a.changed_at at time zone 'UTC', '%1$s'))
          order by a.requested_at, a.connection_id)::text
        from template_approval a where a.tenant = t.tenant and a.template_id = t.id)
      from template t
      join template_version v
        on v.tenant = t.tenant and v.template_id = t.id and v.version = t.version
      where t.tenant = $1\
      """
          .formatted("YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"");

  private static final String BY_ID = SELECT + " and t.id = $2";
  private static final String BY_NAME = SELECT + " and t.name = $2 and t.archived_at is null";

  /** Alone: a row that had to be waited for is joined to what it had before. */
  private static final String LOCK =
      "select 1 from template where tenant = $1 and id = $2 for update";

  private static final String SEEN = "(t.sharing = 'ORGANIZATION' or t.author_id = ?)";

  private static final String CREATE =
      """
      with head as (
        insert into template (tenant, id, name, category, channel, language, sharing, author_id,
          author_name, version, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $14, $14)
        on conflict (tenant, name) where archived_at is null do nothing
        returning tenant, id)
      insert into template_version (tenant, template_id, version, variants, examples, author_id,
        created_at)
      select tenant, id, $10, $11, $12, $13, $14 from head
      returning template_id
      """;

  private static final String UPDATE =
      """
      update template set category = $3, sharing = $4, version = $5, updated_at = $6
      where tenant = $1 and id = $2
      """;

  /** A version that is there stays as it is. */
  private static final String ADD_VERSION =
      """
      insert into template_version (tenant, template_id, version, variants, examples, author_id,
        created_at)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
      """;

  private static final String ARCHIVE =
      "update template set archived_at = now() where tenant = $1 and id = $2 and archived_at is"
          + " null";

  private static final String VERSIONS =
      """
      select version, variants, examples, author_id, created_at from template_version
      where tenant = $1 and template_id = $2
      """;

  private static final TypeReference<List<TemplateVariant>> VARIANTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> EXAMPLES = new TypeReference<>() {};
  private static final TypeReference<List<TemplateApproval>> APPROVALS = new TypeReference<>() {};

  /** Null when the organization has none, archived or not. */
  Uni<Template> find(Sql sql, TenantId tenant, String id) {
    return sql.query(BY_ID, tenant.value(), id).map(TemplateRepository::first);
  }

  /** Null when the organization sends none by this name. */
  Uni<Template> named(Sql sql, TenantId tenant, String name) {
    return sql.query(BY_NAME, tenant.value(), name).map(TemplateRepository::first);
  }

  /** Locked until the transaction ends; null when the organization has none. */
  Uni<Template> lock(Sql sql, TenantId tenant, String id) {
    return sql.query(LOCK, tenant.value(), id).chain(() -> find(sql, tenant, id));
  }

  /** Those that may be sent, the newest first. */
  Uni<List<Template>> list(
      Sql sql,
      AccessScope scope,
      Channel channel,
      TemplateCategory category,
      Cursor behind,
      int most) {
    return ListStatement.of(SELECT, scope.tenant().value())
        .and("t.archived_at is null")
        .and(SEEN, scope.readsAll() ? null : scope.userId())
        .and("t.channel = ?", channel == null ? null : channel.name())
        .and("t.category = ?", category == null ? null : category.name())
        .newestFirst("t.created_at", "t.id", behind, most)
        .rows(sql)
        .map(rows -> rows.stream().map(TemplateRepository::read).toList());
  }

  /**
   * @return false when the name is taken
   */
  Uni<Boolean> create(Sql sql, Template template) {
    TemplateVersion words = template.current();
    Object[] parameters =
        Columns.of(List.of())
            .scalar(template.tenant().value())
            .scalar(template.id())
            .scalar(template.name())
            .scalar(template.category().name())
            .scalar(template.channel().name())
            .scalar(template.language())
            .scalar(template.sharing().name())
            .scalar(template.authorId())
            .scalar(template.authorName())
            .scalar(words.version())
            .scalar(EventJson.write(words.variants()))
            .scalar(EventJson.write(new TreeMap<>(words.examples())))
            .scalar(words.authorId())
            .scalar(words.createdAt())
            .parameters();
    return sql.query(CREATE, parameters).map(rows -> !rows.isEmpty());
  }

  /** Stores what has changed of one that is locked. */
  Uni<Void> update(Sql sql, Template template) {
    TemplateVersion words = template.current();
    Object[] head =
        Columns.of(List.of())
            .scalar(template.tenant().value())
            .scalar(template.id())
            .scalar(template.category().name())
            .scalar(template.sharing().name())
            .scalar(words.version())
            .scalar(template.updatedAt())
            .parameters();
    Object[] version =
        Columns.of(List.of())
            .scalar(template.tenant().value())
            .scalar(template.id())
            .scalar(words.version())
            .scalar(EventJson.write(words.variants()))
            .scalar(EventJson.write(new TreeMap<>(words.examples())))
            .scalar(words.authorId())
            .scalar(words.createdAt())
            .parameters();
    return Sql.together(List.of(sql.query(UPDATE, head), sql.query(ADD_VERSION, version)));
  }

  /** It is sent no more; messages keep what they were made of. */
  Uni<Void> archive(Sql sql, TenantId tenant, String id) {
    return sql.query(ARCHIVE, tenant.value(), id).replaceWithVoid();
  }

  /** The newest first. */
  Uni<List<TemplateVersion>> versions(
      Sql sql, TenantId tenant, String id, Cursor behind, int most) {
    return ListStatement.of(VERSIONS, tenant.value(), id)
        .newestFirst("created_at", "lpad(version::text, 9, '0')", behind, most)
        .rows(sql)
        .map(rows -> rows.stream().map(row -> version(row, 0)).toList());
  }

  /** Null when there is none. */
  Uni<TemplateVersion> version(Sql sql, TenantId tenant, String id, int version) {
    return sql.query(VERSIONS + " and version = $3", tenant.value(), id, version)
        .map(rows -> rows.isEmpty() ? null : version(rows.get(0), 0));
  }

  private static Template first(List<SqlRow> rows) {
    return rows.isEmpty() ? null : read(rows.get(0));
  }

  private static Template read(SqlRow row) {
    String approvals = row.text(17);
    return new Template(
        TenantId.of(row.text(0)),
        row.text(1),
        row.text(2),
        TemplateCategory.valueOf(row.text(3)),
        Channel.valueOf(row.text(4)),
        row.text(5),
        Sharing.valueOf(row.text(6)),
        row.text(7),
        row.text(8),
        version(row, 12),
        approvals == null ? List.of() : json(approvals, APPROVALS),
        row.instant(9),
        row.instant(10),
        row.instant(11));
  }

  private static TemplateVersion version(SqlRow row, int first) {
    return new TemplateVersion(
        row.integer(first),
        json(row.text(first + 1), VARIANTS),
        json(row.text(first + 2), EXAMPLES),
        row.text(first + 3),
        row.instant(first + 4));
  }

  static <T> T json(String text, TypeReference<T> type) {
    try {
      return EventJson.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is stored of a template cannot be read", e);
    }
  }
}
