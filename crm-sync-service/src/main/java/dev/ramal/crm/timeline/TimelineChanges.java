package dev.ramal.crm.timeline;

import java.util.List;

/**
 * What a look at a timeline finds.
 *
 * @param head number of the organization's last change; everything up to it is visible
 * @param items that have changed, in the order of their changes, as many as one look takes
 */
record TimelineChanges(TimelineOwner owner, long head, List<TimelineItem> items) {}
