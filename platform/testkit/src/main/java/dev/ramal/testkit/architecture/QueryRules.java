package dev.ramal.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;

/** Rules about queries through Hibernate. */
public final class QueryRules {
  private static final String JOB_HANDLER = "dev.ramal.kit.jobs.JobHandler";

  private QueryRules() {}

  /**
   * See {@code docs/field-notes.md}: such a query is planned anew each time, and never forgotten.
   */
  public static ArchRule noResultClassOfNativeQueries() {
    return noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.<JavaMethodCall>describe(
                "createNativeQuery with a result class", QueryRules::namesResultClass))
        .because("the plan cache never finds a native query with a scalar result class again");
  }

  /** See {@code docs/decisions/0017-sets.md}. */
  public static ArchRule noSessionsForJobs() {
    return noClasses()
        .that()
        .implement(JOB_HANDLER)
        .or()
        .resideInAPackage("dev.ramal.kit.jobs..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.hibernate.reactive..")
        .because("what runs for each job is plain statements: a session would cost more than they")
        .allowEmptyShould(true);
  }

  private static boolean namesResultClass(JavaMethodCall call) {
    return call.getTarget().getName().equals("createNativeQuery")
        && call.getTargetOwner().getName().startsWith("org.hibernate.reactive.mutiny.Mutiny")
        && call.getTarget().getRawParameterTypes().size() > 1;
  }
}
