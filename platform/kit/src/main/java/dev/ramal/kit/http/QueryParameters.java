package dev.ramal.kit.http;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.RestQuery;

/** The query parameters that a method of a resource takes, itself and through its beans. */
final class QueryParameters {
  private QueryParameters() {}

  /** In the order of their names. */
  static Set<String> declaredBy(Method method) {
    Set<String> names = new TreeSet<>();
    for (Parameter parameter : method.getParameters()) {
      add(parameter, parameter.getName(), parameter.getType(), names);
    }
    return names;
  }

  private static void add(AnnotatedElement place, String name, Class<?> type, Set<String> names) {
    QueryParam query = place.getAnnotation(QueryParam.class);
    RestQuery rest = place.getAnnotation(RestQuery.class);
    if (query != null) {
      names.add(query.value());
    } else if (rest != null) {
      names.add(rest.value().isEmpty() ? name : rest.value());
    } else if (place.isAnnotationPresent(BeanParam.class)) {
      addFieldsOf(type, names);
    }
  }

  private static void addFieldsOf(Class<?> bean, Set<String> names) {
    for (Class<?> each = bean; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        add(field, field.getName(), field.getType(), names);
      }
    }
  }
}
