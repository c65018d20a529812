/** Which carrier a call goes through: by priority, cost, and how carriers do of late. */
package dev.ramal.calls.routing;
