/** Simulated time: pace, clock, schedule, the one event loop. */
package dev.ramal.simulators.time;
