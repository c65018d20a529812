package dev.ramal.crm.connections;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.port.CrmPort;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every CRM that is built in, by name. */
@ApplicationScoped
class KnownCrms {
  private final Map<String, CrmPort> byName;
  private final String usual;

  /**
   * @param usual name of the CRM that is meant when an administrator names none
   */
  KnownCrms(
      @All List<CrmPort> crms,
      @ConfigProperty(name = "ramal.crm.connections.usual-crm") String usual) {
    byName = crms.stream().collect(Collectors.toMap(CrmPort::name, Function.identity()));
    this.usual = usual;
    named(usual);
  }

  String usual() {
    return usual;
  }

  CrmPort named(String name) {
    CrmPort crm = byName.get(name);
    if (crm == null) {
      throw new IllegalStateException("no CRM is named " + name);
    }
    return crm;
  }

  /**
   * @param name as an administrator wrote it; null for the usual one
   * @throws dev.ramal.kit.problem.ProblemException 400 naming those that are known
   */
  String chosen(String name) {
    if (name != null && !byName.containsKey(name)) {
      throw CrmProblems.unknownCrm(byName.keySet());
    }
    return name == null ? usual : name;
  }
}
