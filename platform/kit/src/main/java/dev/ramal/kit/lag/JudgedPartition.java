package dev.ramal.kit.lag;

import java.time.Instant;

/**
 * @param still since when, as far as is known, nothing has moved; null where nothing is known
 */
record JudgedPartition(
    GroupPartition place, GroupOffsets offsets, LagStatus status, Instant still) {}
