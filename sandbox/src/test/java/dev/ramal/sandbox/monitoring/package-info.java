/**
 * Metrics, alerts and dashboards as operators have them: files beside files, and a running
 * Prometheus.
 */
package dev.ramal.sandbox.monitoring;
