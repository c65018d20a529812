package dev.ramal.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.ramal.events.TenantId;
import java.util.Set;

/** Whoever asks the database says for which organization. */
public final class TenantRules {
  private TenantRules() {}

  public static ArchRule tenantsNamed() {
    return methods()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Repository")
        .and()
        .areNotPrivate()
        .and(useTheDatabase())
        .and()
        .areNotAnnotatedWith("dev.ramal.kit.tenancy.AcrossTenants")
        .should(nameTheTenant())
        .because("the organization stands in every key; row-level security is the second wall");
  }

  private static DescribedPredicate<JavaMethod> useTheDatabase() {
    Set<String> sessions =
        Set.of(
            "org.hibernate.reactive.mutiny.Mutiny$Session",
            "dev.ramal.kit.tenancy.Sql",
            "io.vertx.mutiny.sqlclient.SqlConnection");
    return DescribedPredicate.describe(
        "use the database",
        method ->
            method.getRawParameterTypes().stream()
                .anyMatch(type -> sessions.contains(type.getName())));
  }

  private static ArchCondition<JavaMethod> nameTheTenant() {
    return new ArchCondition<>("take a TenantId or something that carries one") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean named =
            method.getParameterTypes().stream()
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .anyMatch(TenantRules::carriesTenant);
        if (!named) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName() + " does not"));
        }
      }
    };
  }

  /** Itself, a field of it, or a field of a key that it holds, also one of many. */
  private static boolean carriesTenant(JavaClass type) {
    return type.isEquivalentTo(TenantId.class)
        || type.getAllFields().stream()
            .anyMatch(
                field ->
                    field.getName().equals("tenant")
                        || field.getType().getAllInvolvedRawTypes().stream()
                            .anyMatch(TenantRules::isOrHasTenant));
  }

  private static boolean isOrHasTenant(JavaClass type) {
    return type.isEquivalentTo(TenantId.class)
        || type.getAllFields().stream().anyMatch(inner -> inner.getName().equals("tenant"));
  }
}
