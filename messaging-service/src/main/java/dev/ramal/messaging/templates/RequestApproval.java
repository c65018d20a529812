package dev.ramal.messaging.templates;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Channel;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.TemplateCarriers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Has a carrier asked to approve the current words of a template. */
@ApplicationScoped
class RequestApproval {
  private final SqlTransactions transactions;
  private final TemplateRepository templates;
  private final ApprovalRepository approvals;
  private final TemplateCarriers carriers;
  private final Jobs jobs;
  private final Clock clock;

  RequestApproval(
      SqlTransactions transactions,
      TemplateRepository templates,
      ApprovalRepository approvals,
      TemplateCarriers carriers,
      Jobs jobs,
      Clock clock) {
    this.transactions = transactions;
    this.templates = templates;
    this.approvals = approvals;
    this.carriers = carriers;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * @return the template as it stands then; fails with a problem that says what stands against it
   */
  Uni<Template> request(AccessScope scope, String id, ApprovalRequest asked) {
    if (asked.category() == null) {
      throw TemplateProblems.badTemplate().field("category", "is missing").exception();
    }
    if (!ApprovalCategory.ASKED_FOR.contains(asked.category())) {
      throw TemplateProblems.badTemplate()
          .field(
              "category",
              "cannot be asked for",
              ApprovalCategory.ASKED_FOR.stream()
                  .map(ApprovalCategory::wire)
                  .toArray(String[]::new))
          .exception();
    }
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            templates
                .lock(sql, scope.tenant(), id)
                .map(found -> TemplatesResource.seen(scope, found))
                .call(template -> store(sql, template, asked))
                .chain(() -> templates.find(sql, scope.tenant(), id)));
  }

  private Uni<Void> store(Sql sql, Template template, ApprovalRequest asked) {
    if (template.channel() != Channel.WHATSAPP) {
      throw TemplateProblems.notToBeApproved()
          .detail("An SMS needs no approval: the template may be sent at once.")
          .exception();
    }
    if (template.archivedAt() != null) {
      throw TemplateProblems.noSuchTemplate().exception();
    }
    CarrierAccount account = account(template, asked.connectionId());
    List<TemplateText> texts =
        template.current().variants().stream().map(TemplateVariant::text).distinct().toList();
    Instant now = clock.instant();
    return approvals
        .request(sql, template, account, asked.category(), texts, now)
        .chain(
            wanted -> {
              if (wanted.isEmpty()) {
                throw TemplateProblems.notToBeApproved()
                    .detail(
                        "It was asked for already; the approvals of the template tell how far it"
                            + " is. Other words need an approval of their own.")
                    .exception();
              }
              return jobs.appendAll(
                  sql,
                  wanted.stream()
                      .map(
                          one -> {
                            ApprovalKey key = key(template, account, one.textKey());
                            return one.given() ? ApprovalJobs.approve(key) : ApprovalJobs.give(key);
                          })
                      .toList());
            })
        .replaceWithVoid();
  }

  private CarrierAccount account(Template template, String wanted) {
    String[] able = carriers.carriers().toArray(String[]::new);
    CarrierAccount account =
        carriers
            .account(template.tenant(), wanted)
            .orElseThrow(
                () ->
                    TemplateProblems.notToBeApproved()
                        .detail(
                            wanted == null
                                ? "No account is connected at a carrier that has templates"
                                    + " approved: "
                                    + String.join(", ", able)
                                    + "."
                                : "No such account is connected and switched on.")
                        .field("connectionId", "must be an account of such a carrier", able)
                        .exception());
    if (!carriers.approves(account)) {
      throw TemplateProblems.notToBeApproved()
          .detail(
              ("Not built for %s: here templates are approved only through an account of: %s."
                      + " Outside of the 24 hours send with such an account.")
                  .formatted(account.carrier().wire(), String.join(", ", able)))
          .field("connectionId", "must be an account of such a carrier", able)
          .exception();
    }
    return account;
  }

  private static ApprovalKey key(Template template, CarrierAccount account, String textKey) {
    return new ApprovalKey(template.tenant(), template.id(), account.connectionId(), textKey);
  }
}
