/**
 * The call as a pure aggregate: what is known is a set of facts, and everything else (state, times,
 * outcome) is a fold over that set. Facts arrive twice, late and shuffled; a set does not care. No
 * framework is imported here.
 */
package dev.ramal.calls.call;
