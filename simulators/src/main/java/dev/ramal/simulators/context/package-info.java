/** What all stand-ins of one host share: time, scripts, faults, logs. */
package dev.ramal.simulators.context;
