package dev.ramal.messaging.deadletters;

import dev.ramal.messaging.reach.Reach;

/**
 * A redrive that is being prepared: what it would send is kept aside, and nothing has happened.
 *
 * @param id of the redrive that it becomes
 * @param reach whose letters it takes
 * @param topic in which they lie
 */
record RedriveDraft(String id, Reach reach, String topic) {}
