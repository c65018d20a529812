/** What needs a person: kept until somebody acknowledges it. */
package dev.ramal.calls.alerts;
