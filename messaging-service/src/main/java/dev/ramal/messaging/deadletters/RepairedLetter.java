package dev.ramal.messaging.deadletters;

import dev.ramal.kit.outbox.OutboxEntry;

/** A letter that today's rules take, and what would be sent of it. */
record RepairedLetter(WaitingLetter letter, OutboxEntry entry) {}
