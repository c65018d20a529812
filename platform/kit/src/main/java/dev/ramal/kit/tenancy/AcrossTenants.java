package dev.ramal.kit.tenancy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method of a repository that names no organization because it sees all of them, or because
 * row-level security alone decides. Every other one takes a {@code TenantId}, or something that
 * carries one.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AcrossTenants {
  /** Why, in one phrase. */
  String value();
}
