package dev.ramal.billing.budgets;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Budgets as tests set and read them. */
final class BudgetsOfTests {
  static final String PATH = "/api/billing/budgets";

  private BudgetsOfTests() {}

  /** Answers its id. */
  static String set(String user, Map<String, ?> budget) {
    return BillingApi.post(user, PATH, budget).then().statusCode(201).extract().path("id");
  }

  static JsonPath in(String user, String id, String month) {
    return BillingApi.get(user, PATH + "/" + id + "?month=" + month);
  }

  static BigDecimal amount(JsonPath budget, String field) {
    return new BigDecimal(budget.getString(field + ".amount"));
  }

  /** Those of a type about a budget, in order. */
  static <T extends Record> List<T> told(TopicProbe topics, Class<T> type, String id) {
    return topics.all().stream()
        .filter(record -> record.is(type) && record.json().contains(id))
        .map(record -> record.data(type))
        .toList();
  }

  static void forgetAll() {
    DATABASE.execute("delete from budget_marks");
    DATABASE.execute("delete from budget_versions");
  }

  /** Sums of the ledger, made anew, that are not those that are kept. */
  static List<Map<String, Object>> wrongSums() {
    return DATABASE.rows(
        """
        with made as (
          select e.tenant, e.month, whose.scope, whose.subject, sum(e.price) as price,
            sum(e.cost) as cost
          from ledger_entries e cross join lateral (values ('agents', e.agent_id),
            ('campaign', e.campaign_id), ('organization', '')) as whose (scope, subject)
          where whose.subject is not null group by 1, 2, 3, 4)
        select * from made full join month_spend kept using (tenant, month, scope, subject)
        where coalesce(made.price, 0) <> coalesce(kept.price, 0)
          or coalesce(made.cost, 0) <> coalesce(kept.cost, 0)
        """);
  }
}
