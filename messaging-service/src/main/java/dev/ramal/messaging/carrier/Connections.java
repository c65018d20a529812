package dev.ramal.messaging.carrier;

import dev.ramal.carriers.ConnectionTable;
import jakarta.enterprise.context.ApplicationScoped;

/** Every carrier account, as call-service publishes them. */
@ApplicationScoped
class Connections extends ConnectionTable {}
