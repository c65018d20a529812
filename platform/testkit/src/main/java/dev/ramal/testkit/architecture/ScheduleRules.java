package dev.ramal.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** How work of a certain time is begun. */
final class ScheduleRules {
  private static final String SCHEDULED = "io.quarkus.scheduler.Scheduled";

  private ScheduleRules() {}

  static ArchRule noTimeOfDay() {
    return methods()
        .that()
        .areAnnotatedWith(SCHEDULED)
        .should(
            new ArchCondition<>("name no time of day") {
              @Override
              public void check(JavaMethod method, ConditionEvents events) {
                Object cron =
                    method
                        .getAnnotationOfType(SCHEDULED)
                        .tryGetExplicitlyDeclaredProperty("cron")
                        .orElse("");
                if (!cron.equals("")) {
                  events.add(
                      SimpleConditionEvent.violated(method, method.getFullName() + " has a cron"));
                }
              }
            })
        .because(
            "a time of day that a change of clocks leaves out never comes, and one that it repeats"
                + " comes twice: look every now and then for what is due since the last time");
  }
}
