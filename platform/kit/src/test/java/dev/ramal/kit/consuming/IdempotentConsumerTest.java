package dev.ramal.kit.consuming;

import dev.ramal.events.Topics;
import dev.ramal.kit.app.KitTest;

@KitTest
class IdempotentConsumerTest extends ConsumerContract {
  IdempotentConsumerTest() {
    super(Topics.CALLS);
  }
}
