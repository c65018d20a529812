/** Through which account a message goes, which accounts are kept away from, and how all do. */
package dev.ramal.messaging.routing;
